/** The functionConfig of generate-cluster-resource-set: kind GenerateClusterResourceSet. */

import { customKinds } from '#fleet/cluster-resource-set/config-schema.ts'
import * as z from 'zod/mini'

const texts = (what: string): z.ZodMiniOptional<z.ZodMiniArray<z.ZodMiniString>> => z.optional(z.array(z.string()).check(z.minLength(1, 'must not be empty'), z.describe(what)))
const labels = z.record(z.string(), z.string())
const bytes = (what: string): z.ZodMiniOptional<z.ZodMiniNumber> => z.optional(z.number().check(z.describe(what)))

const selection = z.strictObject({
  paths: texts('Files or folders of the package: `cni/`, `vendor/*.yaml`, `**/crds/`; with `${cluster-name}` each cluster has payload of its own.'),
  labels: z.optional(labels.check(z.describe('Labels that the objects carry.'))),
  kinds: texts('Kinds of the objects.'),
})

const externalSecret = z.strictObject({
  store: z.string().check(z.describe('Name of the secret store.')),
  storeKind: z.optional(z.enum(['ClusterSecretStore', 'SecretStore']).check(z.describe('`ClusterSecretStore` by default.'))),
  remoteKey: z.string().check(z.describe('Where the values lie in the store; `${cluster-name}` stands for the cluster.')),
  refreshInterval: z.optional(z.string().check(z.describe('`1h` by default.'))),
  secret: z
    .strictObject({
      name: z.string().check(z.describe('Its name.')),
      namespace: z.string().check(z.describe('Its namespace.')),
      type: z.optional(z.string().check(z.describe('`Opaque` by default.'))),
    })
    .check(z.describe('The Secret that shall exist on the cluster.')),
  keys: labels.check(z.describe('Keys of that Secret, and the property of the remote value that each comes from.')),
})

const set = z.strictObject({
  name: z.string().check(z.describe('DNS label without a version; the ClusterResourceSet is `<cluster>-<name>`, or `<name>` when the set has a selector.')),
  strategy: z.enum(['ApplyOnce', 'Reconcile']).check(z.describe('Immutable. `Reconcile` brings later changes of the payload, and takes out what the cluster wrote into the objects.')),
  select: z.optional(selection.check(z.describe('What it delivers beside the objects annotated `krm-fleet.dev/cluster-resource-set: <name>`; everything given must hold.'))),
  selector: z.optional(labels.check(z.describe('Labels of the Clusters, immutable; without them the set is for each cluster by itself, with the label `krm-fleet.dev/cluster`.'))),
  secrets: z.optional(
    z
      .array(
        z.strictObject({
          name: z.string().check(z.describe('A Secret of type addons.cluster.x-k8s.io/resource-set beside the Cluster; `${cluster-name}` stands for the cluster.')),
          externalSecret: z.optional(externalSecret.check(z.describe('Also write an ExternalSecret that makes it.'))),
        }),
      )
      .check(z.describe('Secrets for the cluster; they are referred to and never packed.')),
  ),
})

export const GenerateClusterResourceSetConfig = z.strictObject({
  sets: z.array(set).check(z.minLength(1, 'must name at least one set'), z.describe('The sets, such as cni, gitops and sync.')),
  clusters: texts('The clusters; without them the one of the ClusterContext, else of `package-context.yaml`, else the only Cluster of the package.'),
  namespace: z.optional(z.string().check(z.describe('That of the Clusters; without it that of the Cluster object, of the context\'s kubeconfigRef, else `default`.'))),
  crsVersion: z.optional(z.enum(['v1beta2', 'v1beta1']).check(z.describe('`v1beta2` by default (Cluster API from v1.11).'))),
  directory: z.optional(z.string().check(z.describe('Folder of the generated files, `cluster-resource-sets` by default.'))),
  clientSideBytes: bytes('Budget of a ConfigMap for `kubectl apply`, 250000 by default (the API server takes 262144).'),
  maxBytes: bytes('Hard budget of the values of a ConfigMap, 1000000 by default (the API server takes 1048576).'),
  oversize: z.optional(z.enum(['keep', 'strip-descriptions']).check(z.describe('What to do with a CRD that exceeds the budget even as compact JSON: `keep` it whole (default) or drop its descriptions.'))),
  customKinds,
  labels: z.optional(labels.check(z.describe('Labels on everything that is generated, such as `cluster.x-k8s.io/watch-filter`.'))),
})

export type GenerateClusterResourceSet = z.infer<typeof GenerateClusterResourceSetConfig>
