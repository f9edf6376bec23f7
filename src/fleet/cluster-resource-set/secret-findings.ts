/** Findings about Secrets that ClusterResourceSets deliver. */

import type { FindingCode } from '#fleet/finding.ts'

/** About Secrets on their way to a cluster. Messages never hold a value. */
export const SEC_FINDINGS = {
  secretInConfigMap: {
    code: 'SEC001',
    severity: 'error',
    means: 'A Secret would travel, or travels, in a ConfigMap, where anybody who may read the package reads it.',
    fix: 'Wrap it in a Secret of type addons.cluster.x-k8s.io/resource-set that is made outside of git, and refer to that.',
  },
  wrongType: {
    code: 'SEC002',
    severity: 'error',
    means: 'A set refers to a Secret of another type than addons.cluster.x-k8s.io/resource-set: the controller refuses it.',
    fix: 'Make the Secret with that type; type is immutable.',
  },
  plainSecret: {
    code: 'SEC003',
    severity: 'warning',
    means: 'A Secret with values stands in the package; base64 is no encryption.',
    fix: 'Make it with an ExternalSecret, or keep it out of git.',
  },
} as const satisfies Record<string, FindingCode>
