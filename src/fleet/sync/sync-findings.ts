/** Findings about how a sync object is made and about what it points at: addresses, refs, directories, intervals. */

import type { FindingCode } from '#fleet/finding.ts'

export const SYNC_FINDINGS = {
  injected: {
    code: 'SYN001',
    severity: 'info',
    means: 'What a sync object syncs after the function ran.',
    fix: 'Nothing to do.',
  },
  awaitsInjection: {
    code: 'SYN002',
    severity: 'info',
    means: 'The context is an injection point that still holds its placeholder: no sync object is written.',
    fix: 'Nothing to do: Porch injects the context and renders again.',
  },
  noContext: {
    code: 'SYN003',
    severity: 'error',
    means: 'The context that the config names is not there, or contexts of several clusters stand in one package.',
    fix: 'Name one in the config: `clusterContext: {name: …}`.',
  },
  noValue: {
    code: 'SYN004',
    severity: 'error',
    means: 'A template names a variable that nothing gives.',
    fix: 'State the value in the ClusterContext, or correct the name.',
  },
  noSource: {
    code: 'SYN005',
    severity: 'error',
    means: 'Nothing says what to sync: no address in the config, no Repository of the cluster, none in an existing object.',
    fix: 'Set `git.repo` in the config (`https://git.example.com/${cluster-name}.git`), or add the Repository to the package.',
  },
  ambiguous: {
    code: 'SYN006',
    severity: 'error',
    means: 'Several sync objects stand in the package and nothing says which one is meant.',
    fix: 'Set `name` in the config.',
  },
  badConfig: {
    code: 'SYN007',
    severity: 'error',
    means: 'The config contradicts itself or a key of a ConfigMap is not known.',
    fix: 'Keep one of the two, or correct the key.',
  },
  shortened: {
    code: 'SYN008',
    severity: 'info',
    means: 'A name is longer than the controller allows; a shorter one with a hash is written. It is the same on every run.',
    fix: 'Nothing to do, or set a shorter `name`.',
  },
  notWritable: {
    code: 'SYN009',
    severity: 'error',
    means: 'A field of the existing object cannot be set: it is shared through an anchor or has another shape.',
    fix: 'Write the object without anchors and with the fields of its CRD.',
  },
  badUrl: {
    code: 'SYN010',
    severity: 'error',
    means: 'An address is none of `https://`, `ssh://`, `user@host:path` (and `http://`, with a warning), or holds what could become an option or a transport.',
    fix: 'Write one of these forms, without blanks and queries.',
  },
  secretInUrl: {
    code: 'SYN011',
    severity: 'error',
    means: 'An address holds a password or a token; everybody who reads the repository reads it.',
    fix: 'Take it out, revoke it, put a new one into a Secret and name that in `secretRef`.',
  },
  plainHttp: {
    code: 'SYN012',
    severity: 'warning',
    means: 'An address is http: whoever is on the way can change what the cluster applies, and reads the token if there is one.',
    fix: 'Write https, with `caCertSecretRef` where the certificate is private.',
  },
  badRef: {
    code: 'SYN013',
    severity: 'error',
    means: 'A branch or revision is no name that git allows, or begins with a dash.',
    fix: 'Write the name of a branch, a tag or a commit.',
  },
  badDir: {
    code: 'SYN014',
    severity: 'error',
    means: 'A directory leaves the repository, begins with a dash or holds control characters or backslashes.',
    fix: 'Write a path below the repository\'s root with slashes.',
  },
  badPeriod: {
    code: 'SYN015',
    severity: 'error',
    means: 'An interval is no duration, or none that the controller takes.',
    fix: 'Write it with a unit: `15s`, `1m30s`.',
  },
  shortPeriod: {
    code: 'SYN016',
    severity: 'warning',
    means: 'The source is asked more often than every five seconds.',
    fix: 'Write 15s or more; forges limit requests.',
  },
  authAgainstUrl: {
    code: 'SYN017',
    severity: 'warning',
    means: 'The kind of authentication cannot work with the kind of address: ssh keys for http(s), tokens or none for ssh.',
    fix: 'Change the address or `auth`.',
  },
  noBranch: {
    code: 'SYN018',
    severity: 'warning',
    means: 'Neither branch nor revision is set: Config Sync takes `master`, Flux too.',
    fix: 'Set `branch`.',
  },
  noSourceFormat: {
    code: 'SYN019',
    severity: 'warning',
    means: '`sourceFormat` is not set, which means `hierarchy`: without `system/repo.yaml` every sync fails (KNV1017).',
    fix: 'Set `sourceFormat: unstructured`.',
  },
} as const satisfies Record<string, FindingCode>
