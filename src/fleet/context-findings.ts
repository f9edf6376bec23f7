/** Findings about a ClusterContext itself and about which cluster an object belongs to. */

import type { FindingCode } from './finding.ts'

export const CONTEXT_FINDINGS = {
  wrongType: {
    code: 'FLT001',
    severity: 'error',
    means: 'A field of the context has another type than its schema says.',
    fix: 'Write the type that the message names; quote a text that looks like a number.',
  },
  unknownField: {
    code: 'FLT002',
    severity: 'info',
    means: 'A field that no known form of the context has. It is kept and can be named in `fields`.',
    fix: 'Check the spelling, or leave it.',
  },
  pruned: {
    code: 'FLT003',
    severity: 'info',
    means: 'Fields that the CRD shipped with Nephio does not know: an API server drops them without a word.',
    fix: 'Keep the object a file of the package (annotation `config.kubernetes.io/local-config: "true"`), or install the extended CRD.',
  },
  contradiction: {
    code: 'FLT004',
    severity: 'error',
    means: 'One value is given at two places and they differ.',
    fix: 'Make both the same or remove one.',
  },
  missingCni: {
    code: 'FLT005',
    severity: 'warning',
    means: '`cnis` does not list the type that `cniConfig.cniType` names.',
    fix: 'Add it to `cnis`.',
  },
  badClusterName: {
    code: 'FLT006',
    severity: 'error',
    means: 'The cluster name is empty, no DNS label, or still the placeholder after the injection.',
    fix: 'Write the name of the cluster: lower case letters, digits and `-`, at most 63 characters.',
  },
  duplicateNetwork: {
    code: 'FLT007',
    severity: 'error',
    means: 'Two network contexts have one name.',
    fix: 'Rename one of them.',
  },
  assumedCluster: {
    code: 'FLT008',
    severity: 'info',
    means: 'No context says which cluster objects belong to; it was assumed from something weaker.',
    fix: 'Add the line that the message spells out.',
  },
  unknownCluster: {
    code: 'FLT009',
    severity: 'warning',
    means: 'Nothing says which cluster objects belong to, or several things do and they differ.',
    fix: 'Add the line that the message spells out.',
  },
} as const satisfies Record<string, FindingCode>
