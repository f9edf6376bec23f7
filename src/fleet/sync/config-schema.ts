/** Parts of the functionConfigs of the functions that inject sync objects. */

import * as z from 'zod/mini'

/** A text that may hold `${…}`. */
export const text = (what: string): z.ZodMiniOptional<z.ZodMiniString> => z.optional(z.string().check(z.describe(what)))
export const flag = (what: string): z.ZodMiniOptional<z.ZodMiniBoolean> => z.optional(z.boolean().check(z.describe(what)))
const texts = z.record(z.string(), z.string())

/** A Secret by its name, or in the form of the CRD. */
const reference = z.union([z.string(), z.strictObject({ name: z.string() })], 'must be the name of a Secret')
export const secretRef = (what: string): z.ZodMiniOptional<typeof reference> => z.optional(reference.check(z.describe(what)))

/** Which context counts. */
export const clusterContext = z.optional(
  z.strictObject({ name: z.string(), namespace: z.optional(z.string()) }).check(z.describe('The ClusterContext or WorkloadCluster to take, by `name` and `namespace`. Needed when the package has those of several clusters.')),
)

/** What goes onto the metadata of every generated object. */
export const metadata = {
  localConfig: flag('Marks the objects `config.kubernetes.io/local-config: "true"`: nobody applies them from here, a ClusterResourceSet packs them.'),
  labels: z.optional(texts.check(z.describe('Labels for the objects.'))),
  annotations: z.optional(texts.check(z.describe('Annotations for the objects.'))),
}
