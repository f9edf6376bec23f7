/** The functionConfig of apply-cluster-context: kind ApplyClusterContext. */

import * as z from 'zod/mini'

const scalar = z.union([z.string(), z.number(), z.boolean()])
const value = z.union([scalar, z.array(scalar)], 'must be a text, a number, a bool or a list of them')
const values = (what: string): z.ZodMiniOptional<z.ZodMiniRecord<z.ZodMiniString, typeof value>> =>
  z.optional(z.record(z.string(), value).check(z.describe(what)))

/** Everything is optional: without a config the only context among the items is taken. */
export const ApplyClusterContextConfig = z.strictObject({
  clusterContext: z.optional(
    z
      .strictObject({
        kind: z.optional(z.enum(['ClusterContext', 'WorkloadCluster', 'ConfigMap']).check(z.describe('Its kind; without it a ClusterContext or a WorkloadCluster.'))),
        name: z.string().check(z.describe('Its `metadata.name`.')),
        namespace: z.optional(z.string().check(z.describe('Its namespace; without it any.'))),
      })
      .check(z.describe('Which object among the items states the cluster\'s facts. Needed when there are several.')),
  ),
  defaults: values('Setters that count where the context gives none.'),
  values: values('Setters that count whatever the context says.'),
  fields: z.optional(
    z.record(z.string(), z.string()).check(z.describe('Setters from fields of the context by path, such as `spec.networkContexts[name=control-plane].mtu`.')),
  ),
})

export type ApplyClusterContext = z.infer<typeof ApplyClusterContextConfig>
