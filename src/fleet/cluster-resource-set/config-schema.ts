/** What the functionConfigs of the ClusterResourceSet functions have in common. */

import * as z from 'zod/mini'

/** Kinds that no set brings, and whether their objects have a namespace. */
export const customKinds = z.optional(
  z
    .array(
      z.strictObject({
        group: z.string().check(z.describe('API group, without the version.')),
        kind: z.string().check(z.describe('Its kind.')),
        scope: z.enum(['Cluster', 'Namespaced']).check(z.describe('Whether its objects have a namespace.')),
      }),
    )
    .check(z.describe('Kinds that the clusters have from elsewhere: no CRD is expected for them.')),
)
