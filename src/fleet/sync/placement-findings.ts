/** Findings about a sync object among the other objects: what it would sync, who else does, and whether its Secret fits. */

import type { FindingCode } from '#fleet/finding.ts'

export const PLACEMENT_FINDINGS = {
  managesItself: {
    code: 'SYN050',
    severity: 'error',
    means: 'The object lies in the directory that it syncs: Config Sync refuses (KNV1069) and syncs nothing.',
    fix: 'Keep it out of that directory: apply it through a ClusterResourceSet or a bootstrap bundle, or annotate it `config.kubernetes.io/local-config: "true"`.',
  },
  mayManageItself: {
    code: 'SYN051',
    severity: 'warning',
    means: 'The same, as far as the package shows; where it is pushed to is not stated.',
    fix: 'As for SYN050; or state where the package goes: `deployedTo: {repo: …, dir: …}`.',
  },
  configSyncInside: {
    code: 'SYN052',
    severity: 'error',
    means: 'Config Sync\'s own manifests lie in the directory that it syncs: it refuses them (KNV1034, KNV1011) and syncs nothing.',
    fix: 'Move them to the management side: a ClusterResourceSet or a bootstrap bundle.',
  },
  maybeConfigSyncInside: {
    code: 'SYN053',
    severity: 'warning',
    means: 'The same, as far as the package shows; where it is pushed to is not stated.',
    fix: 'As for SYN052; or state where the package goes: `deployedTo: {repo: …, dir: …}`.',
  },
  dirMissing: {
    code: 'SYN054',
    severity: 'warning',
    means: 'The directory to sync does not exist: the sync fails until somebody makes it.',
    fix: 'Correct the path, or add the directory.',
  },
  sameDir: {
    code: 'SYN055',
    severity: 'warning',
    means: 'Two sync objects of one cluster read one directory, or one below the other: they fight over the same objects (KNV1060).',
    fix: 'Give each a directory of its own.',
  },
  secretKeys: {
    code: 'SYN056',
    severity: 'warning',
    means: 'The Secret of the package that the object names lacks a key that its authentication reads.',
    fix: 'Add the keys that the message names.',
  },
} as const satisfies Record<string, FindingCode>

export const FLUX_FINDINGS = {
  fluxUrl: {
    code: 'SYN070',
    severity: 'error',
    means: 'Flux reads only addresses with a scheme: https://, http:// or ssh:// for git, oci:// for artifacts.',
    fix: 'Write `ssh://git@host/path` for `git@host:path`.',
  },
  fluxNoSecret: {
    code: 'SYN071',
    severity: 'error',
    means: 'An ssh address needs a Secret with `identity` and `known_hosts`.',
    fix: 'Set `git.secretRef`.',
  },
  fluxFolder: {
    code: 'SYN072',
    severity: 'warning',
    means: 'The directory that Flux syncs holds a `flux-system/` folder although Flux is installed from outside: both then own the same objects.',
    fix: 'Remove the folder, or install with `ApplyOnce` and let Flux manage itself.',
  },
  noComponents: {
    code: 'SYN073',
    severity: 'error',
    means: 'The output of `flux install --export` is not in the package, which a temporary management cluster needs.',
    fix: 'Commit it, and set `components` to its path where it is not found.',
  },
  fluxName: {
    code: 'SYN074',
    severity: 'error',
    means: 'The name of a Flux object is no DNS-1123 name of at most 63 characters.',
    fix: 'Set another `name`.',
  },
  dangling: {
    code: 'SYN075',
    severity: 'error',
    means: '`sourceRef` of the Kustomization names a source that the package does not hold.',
    fix: 'Correct the name, or add the source.',
  },
} as const satisfies Record<string, FindingCode>
