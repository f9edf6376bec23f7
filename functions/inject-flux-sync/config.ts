/** The functionConfig of inject-flux-sync: kind InjectFluxSync. */

import { clusterContext, flag, metadata, secretRef, text } from '#fleet/sync/config-schema.ts'
import * as z from 'zod/mini'

const interval = text('How often the source is asked. Default: `1m`.')
const timeout = text('Longest time of one attempt.')
const secret = secretRef('The Secret, by name; left out where there is none.')

/** Every text may hold `${cluster-name}`, `${environment}` and the other setters of the context, and `${role}` for siblings. */
export const InjectFluxSyncConfig = z.strictObject({
  name: text('Name of both objects; `cluster` stands for the cluster\'s name (the convention of Nephio, with its Secrets `<cluster>-access-token-porch` and `<cluster>-kubeconfig`). Default: that of the existing ones, else `flux-system`.'),
  namespace: text('Namespace of new objects. Default: `flux-system`.'),
  clusterContext,
  git: z.optional(
    z.strictObject({
      repo: text('Address. Default: that of the cluster\'s Repository.'), branch: text('Branch. Default: that of the Repository, else `main`.'),
      tag: text('Tag.'), semver: text('Range of versions.'), commit: text('Commit.'), interval, timeout, secretRef: secret, provider: text('`generic`, `aws`, `azure` or `github`.'),
    }).check(z.describe('A GitRepository: `repo`, `branch` (or `tag`, `semver`, `commit`), `interval`, `timeout`, `secretRef`, `provider`.')),
  ),
  oci: z.optional(
    z.strictObject({
      url: text('Address, `oci://…`.'), tag: text('Tag.'), semver: text('Range of versions.'), digest: text('Digest.'), interval, timeout, secretRef: secret,
      provider: text('`generic`, `aws`, `azure` or `gcp`.'),
    }).check(z.describe('An OCIRepository in its place: `url`, `tag` (or `semver`, `digest`), `interval`, `timeout`, `secretRef`, `provider`.')),
  ),
  kustomization: z.optional(
    z.strictObject({
      path: text('Directory to apply.'), interval: text('How often it is applied.'), prune: flag('Removes what is no longer there.'), wait: flag('Waits until all is ready.'),
      timeout, retryInterval: text('How soon a failure is tried again.'), serviceAccountName: text('Account that applies.'), targetNamespace: text('Namespace for all objects.'),
      kubeConfig: secretRef('The Secret with the kubeconfig of another cluster.'),
    }).check(z.describe('The Kustomization: `path` (default `./clusters/${environment}/${cluster-name}`), `interval` (default `10m`), `prune` (default true), `wait`, `timeout`, `retryInterval`, `serviceAccountName`, `targetNamespace`, `kubeConfig`.')),
  ),
  siblings: z.optional(
    z.array(z.string()).check(z.describe('Clusters of one environment, such as `[blue, green]`: each gets objects of its own with `${cluster-name}` = `<environment>-<role>` and `${role}`.')),
  ),
  management: z.optional(
    z.enum(['temporary']).check(z.describe('`temporary` lays out a short-lived management cluster below `clusters/tmp-mgmt/`.')),
  ),
  components: text('File or folder with the output of `flux install --export`, for `management: temporary`. Default: all objects with the label `app.kubernetes.io/part-of: flux`.'),
  infrastructure: text('Directory of the permanent cluster\'s manifests, for `management: temporary`. Default: `./clusters/${environment}/${cluster-name}`.'),
  path: text('File of new objects. Default: `gotk-sync.yaml`; for siblings `${cluster-name}/gotk-sync.yaml`.'),
  ...metadata,
})

export type InjectFluxSync = z.infer<typeof InjectFluxSyncConfig>
