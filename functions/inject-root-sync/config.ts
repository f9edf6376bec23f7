/** The functionConfig of inject-root-sync: kind InjectRootSync. */

import { clusterContext, flag, metadata, secretRef, text } from '#fleet/sync/config-schema.ts'
import * as z from 'zod/mini'

const dir = text('Directory of the repository; unset is its root.')
const period = text('How often the source is asked. Default: `15s`, for charts `1h`.')
const auth = text('Authentication. Default: `ssh` or `token` when there is a Secret, else `none`.')
const secret = secretRef('The Secret on the cluster, by name.')
const caCert = secretRef('The Secret with the certificate authority.')
const email = text('The service account, for `gcpserviceaccount`.')
const any = z.record(z.string(), z.unknown())

const sources = {
  git: z.optional(
    z.strictObject({
      repo: text('Address. Default: that of the cluster\'s Repository.'), branch: text('Branch. Default: that of the Repository, else `main`.'), revision: text('Tag or commit.'),
      dir, period, auth, secretRef: secret, caCertSecretRef: caCert, proxy: text('Proxy.'), noSSLVerify: flag('Trusts any certificate.'), gcpServiceAccountEmail: email,
    }).check(z.describe('A git repository: `repo`, `branch`, `revision`, `dir`, `period`, `auth`, `secretRef`, `caCertSecretRef`, `proxy`, `noSSLVerify`, `gcpServiceAccountEmail`.')),
  ),
  oci: z.optional(
    z.strictObject({ image: text('Image.'), dir, period, auth, secretRef: secret, caCertSecretRef: caCert, gcpServiceAccountEmail: email })
      .check(z.describe('An image of files: `image`, `dir`, `period`, `auth`, `secretRef`, `caCertSecretRef`, `gcpServiceAccountEmail`.')),
  ),
  helm: z.optional(
    z.strictObject({
      repo: text('Address.'), chart: text('Chart.'), version: text('Version.'), releaseName: text('Name of the release.'), namespace: text('Namespace of the release.'),
      deployNamespace: text('Namespace of objects without one.'), includeCRDs: flag('Renders CRDs too.'), values: z.optional(any),
      valuesFileRefs: z.optional(z.array(z.strictObject({ name: z.string(), dataKey: z.optional(z.string()) }))),
      period, auth, secretRef: secret, caCertSecretRef: caCert, gcpServiceAccountEmail: email,
    }).check(z.describe('A chart: `repo`, `chart`, `version`, `releaseName`, `namespace` or `deployNamespace`, `includeCRDs`, `values`, `valuesFileRefs`, `period`, `auth`, `secretRef`, `caCertSecretRef`, `gcpServiceAccountEmail`.')),
  ),
  sourceFormat: z.optional(z.enum(['unstructured', 'hierarchy']).check(z.describe('Always written. Default: what the object has, else `unstructured`.'))),
  override: z.optional(
    z.strictObject({
      resources: z.optional(z.array(any)), logLevels: z.optional(z.array(any)), gitSyncDepth: z.optional(z.number()), statusMode: z.optional(z.string()),
      reconcileTimeout: z.optional(z.string()), apiServerTimeout: z.optional(z.string()), enableShellInRendering: z.optional(z.boolean()),
      namespaceStrategy: z.optional(z.string()), roleRefs: z.optional(z.array(any)),
    }).check(z.describe('Overrides of the reconciler, as in the CRD. Without `roleRefs` a RootSync\'s reconciler is cluster-admin.')),
  ),
}

/** Every text may hold `${cluster-name}`, `${site-code}`, `${environment}` and the other setters of the context. */
export const InjectRootSyncConfig = z.strictObject({
  name: text('Name of the RootSync; `cluster` stands for the cluster\'s name (the convention of Nephio, with its Secret `<cluster>-access-token-configsync`). Default: that of the existing one, else `root-sync`.'),
  clusterContext,
  ...sources,
  perPackage: z.optional(
    z.union([z.boolean(), z.strictObject({ directories: z.optional(z.array(z.string())), exclude: z.optional(z.array(z.string())) })], 'must be true, or a map of directories and exclude')
      .check(z.describe('One RootSync per package directory: `true` for the folders that hold a Kptfile, or `directories` and `exclude`.')),
  ),
  repoSyncs: z.optional(
    z.array(z.strictObject({ namespace: z.string(), name: text('Name. Default: that of the existing one, else `repo-sync`.'), ...sources }))
      .check(z.describe('RepoSyncs: `namespace`, `name`, and a source as above.')),
  ),
  path: text('File of a new RootSync. Default: `root-sync.yaml`.'),
  ...metadata,
  deployedTo: z.optional(
    z.strictObject({ repo: z.string(), dir: z.optional(z.string()) })
      .check(z.describe('Where this package is pushed to: `repo`, and the `dir` that holds its root. Turns warnings about what would be synced into errors.')),
  ),
})

export type InjectRootSync = z.infer<typeof InjectRootSyncConfig>
