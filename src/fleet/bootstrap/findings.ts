/** What is said about bootstrap bundles. */

import type { FindingCode } from '#fleet/finding.ts'

export const BUNDLE_FINDINGS = {
  noSync: {
    code: 'SYN080',
    severity: 'error',
    means: 'Nothing that was read syncs the cluster: no RootSync, RepoSync or Kustomization of Flux is written for it.',
    fix: 'Render a package with `inject-root-sync` or `inject-flux-sync` for the cluster, and name its directory.',
  },
  leftoverImage: {
    code: 'SYN081',
    severity: 'error',
    means: 'An image of a manifest is a placeholder that a build should have replaced.',
    fix: 'Take the manifest of a release, or write the image.',
  },
  noNamespace: {
    code: 'SYN082',
    severity: 'error',
    means: 'A namespaced object of a manifest has no namespace: `kubectl` would put it wherever its context points.',
    fix: 'Write metadata.namespace (`helm template` often leaves it out).',
  },
  duplicate: {
    code: 'SYN083',
    severity: 'error',
    means: 'One object stands twice in the manifests, or in a manifest and in the package.',
    fix: 'Remove one of the two.',
  },
  agentElsewhere: {
    code: 'SYN084',
    severity: 'info',
    means: 'The bundle brings the sync objects only: what runs them has to be on the cluster, and the script looks for its CRDs first.',
    fix: 'Nothing where that is so; else give its release manifest with `--manifest`.',
  },
  agentMissing: {
    code: 'SYN085',
    severity: 'error',
    means: 'The manifests do not bring the CRD of a sync object.',
    fix: 'Give the manifest of the agent that the sync object is for: Config Sync for RootSyncs, Flux for Kustomizations.',
  },
  noIdentity: {
    code: 'SYN086',
    severity: 'error',
    means: 'An object of a manifest lacks apiVersion, kind or name.',
    fix: 'Write it; generateName cannot be applied twice.',
  },
  digest: {
    code: 'SYN087',
    severity: 'error',
    means: 'A bundle is not what was written: a file is changed, missing, or not listed in SHA256SUMS.',
    fix: 'Make the bundle again; never edit one by hand.',
  },
} as const satisfies Record<string, FindingCode>

/** A Secret has no place in something that is handed around. */
export const BUNDLE_SECRET = {
  code: 'SEC004',
  severity: 'error',
  means: 'A Secret with values stands in a manifest for a bundle, which is handed around as files.',
  fix: 'Take it out of the manifest, and create it with a command that reads the values from files.',
} as const satisfies FindingCode
