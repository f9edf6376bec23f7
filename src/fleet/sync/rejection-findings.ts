/** What Config Sync's own validator rejects without looking into a cluster (KNV1061 unless another code is named). */

import type { FindingCode } from '#fleet/finding.ts'

export const REJECTIONS = {
  namespace: row('SYN020', 'A RootSync outside `config-management-system`, or a RepoSync inside it.', 'Move it: RootSyncs to `config-management-system`, a RepoSync to the namespace that it manages.'),
  name: row('SYN021', 'The name is no DNS-1123 name or too long: 38 characters for a RootSync, 45 for a RepoSync\'s name and namespace together.', 'Shorten it; `inject-root-sync` does so with a hash.'),
  deletionPolicy: row('SYN022', 'The annotation `configsync.gke.io/deletion-propagation-policy` is neither `Foreground` nor `Orphan`.', 'Write one of them, or remove the annotation.'),
  sourceType: row('SYN023', '`sourceType` is none of git, oci, helm.', 'Write one of them, in lower case.'),
  missingField: row('SYN024', 'The block of the source type, or a field that it needs (`git.repo`, `oci.image`, `helm.repo`, `helm.chart`), is missing.', 'Add it.'),
  chart: row('SYN025', '`helm.chart` holds a slash.', 'Put the path into `helm.repo`, and only the name into `helm.chart`.'),
  auth: row('SYN026', '`auth` is missing or none of the values that the source type knows; case counts.', 'Write one of the values that the message lists.'),
  needlessSecret: row('SYN027', '`secretRef` is set although the kind of authentication takes none.', 'Remove `secretRef` or change `auth`.'),
  missingSecret: row('SYN028', '`secretRef` is missing although the kind of authentication needs one.', 'Name the Secret in `secretRef`.'),
  proxy: row('SYN029', '`proxy` is set with a kind of authentication that does not use it.', 'Remove it, or take one of none, cookiefile, token, githubapp.'),
  gcpEmail: row('SYN030', '`gcpServiceAccountEmail` is missing with `gcpserviceaccount`, or is none: 6 to 30 characters, `@`, and an end in `.iam.gserviceaccount.com`.', 'Write the e-mail of the service account.'),
  helmNamespaces: row('SYN031', '`helm.namespace` and `helm.deployNamespace` exclude each other.', 'Keep one.'),
  valuesFile: row('SYN032', 'An entry of `helm.valuesFileRefs` has no name, or names a ConfigMap of the package that is not immutable or lacks the key.', 'Name a ConfigMap with `immutable: true` that holds the key.'),
  roleNamespace: row('SYN033', 'An entry of `override.roleRefs` of kind Role has no namespace.', 'Add the namespace, or refer to a ClusterRole.'),
  negative: row('SYN034', 'A request or limit below zero in `override.resources`.', 'Write a quantity of zero or more.'),
  repoSyncField: row('SYN035', 'A RepoSync has a field that only a RootSync knows: it would be pruned.', 'Remove it.'),
  enumeration: row('SYN036', 'A field with a closed set of values holds another one.', 'Write one of the values that the message lists.'),
  caWithoutCheck: { code: 'SYN037', severity: 'warning', means: '`noSSLVerify` switches off the check that `caCertSecretRef` is for.', fix: 'Remove `noSSLVerify`.' },
} as const satisfies Record<string, FindingCode>

function row(code: string, means: string, fix: string): FindingCode {
  return { code, severity: 'error', means, fix }
}
