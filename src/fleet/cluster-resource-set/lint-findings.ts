/** Findings about what a hand-written ClusterResourceSet hides. */

import type { FindingCode } from '#fleet/finding.ts'

/** What validate-cluster-resource-set says beyond those: mistakes that the controller keeps to itself. */
export const CRS_LINT = {
  missingConfigMap: {
    code: 'CRS040',
    severity: 'error',
    means: 'A set refers to a ConfigMap that is not there; the controller reports the set as applied.',
    fix: 'Add the ConfigMap in the namespace of the set, or correct the name.',
  },
  renamedConfigMap: {
    code: 'CRS041',
    severity: 'error',
    means: 'A generator put a hash behind the name of the ConfigMap and not into the set; the controller reports it as applied.',
    fix: 'Set `disableNameSuffixHash: true`, or add a nameReference for spec.resources.',
  },
  missingSecret: {
    code: 'CRS042',
    severity: 'warning',
    means: 'A set refers to a Secret that nothing in the package makes; until it exists the controller reports the set as applied.',
    fix: 'Make it with an ExternalSecret, or by hand on the management cluster.',
  },
  shortValue: {
    code: 'CRS043',
    severity: 'error',
    means: 'A value has fewer than 32 bytes: the controller applies nothing of the whole resource and says so in its log only.',
    fix: 'Remove the key, or add a comment to the value.',
  },
  brokenYaml: {
    code: 'CRS044',
    severity: 'error',
    means: 'A value holds something that is no YAML map: the controller applies nothing of the whole resource and says so in its log only.',
    fix: 'Correct it; every key is read, whatever its name.',
  },
  noData: {
    code: 'CRS045',
    severity: 'error',
    means: 'A resource has no `data`, or objects in `binaryData`, which is never read.',
    fix: 'Put the objects into `data`; gzip and other binary forms cannot be delivered.',
  },
  brokenJsonArray: {
    code: 'CRS046',
    severity: 'error',
    means: 'A value that begins with `[` is no JSON array of objects: the controller applies nothing of it and reports success.',
    fix: 'Write YAML documents instead.',
  },
  noStrategy: {
    code: 'CRS047',
    severity: 'error',
    means: 'The strategy is empty or unknown; without the webhook that fills it in nothing is applied, and only the log says so.',
    fix: 'Write ApplyOnce or Reconcile.',
  },
  list: {
    code: 'CRS048',
    severity: 'error',
    means: 'An object of kind List is not unpacked by the controller: "no matches for kind List".',
    fix: 'Write its items as documents.',
  },
  emptySelector: {
    code: 'CRS049',
    severity: 'error',
    means: 'An empty selector selects no cluster and keeps changes of clusters from the other sets of the namespace.',
    fix: 'Write matchLabels.',
  },
  noMatch: {
    code: 'CRS050',
    severity: 'warning',
    means: 'The selector matches none of the Clusters of the package that are in the namespace of the set.',
    fix: 'Write the labels on the Cluster; sets never reach other namespaces.',
  },
  fighting: {
    code: 'CRS051',
    severity: 'warning',
    means: 'Two sets deliver one object with different content to one cluster: they write one binding, and the last to run wins.',
    fix: 'Leave the object in one of them.',
  },
  serverFields: {
    code: 'CRS052',
    severity: 'error',
    means: 'A payload carries a field that only the API server may write; creating it fails.',
    fix: 'Remove metadata.resourceVersion.',
  },
  tooLargeResource: {
    code: 'CRS053',
    severity: 'error',
    means: 'The values of a ConfigMap have more than 1048576 bytes: the API server refuses it.',
    fix: 'Part it, or let generate-cluster-resource-set pack it.',
  },
  keyOrder: {
    code: 'CRS054',
    severity: 'warning',
    means: 'Numbers in keys do not sort as numbers: the controller takes keys in the order of their bytes.',
    fix: 'Write numbers with as many digits everywhere.',
  },
  oneLine: {
    code: 'CRS055',
    severity: 'info',
    means: 'A long value is one quoted line: a tab, CRLF or trailing blank in the file made kubectl write it so.',
    fix: 'Remove the blanks and make the ConfigMap again, so that people can read a change.',
  },
  oldVersion: {
    code: 'CRS056',
    severity: 'info',
    means: 'The set has an apiVersion that is deprecated and will not be served from Cluster API v1.16 on.',
    fix: 'Write addons.cluster.x-k8s.io/v1beta2.',
  },
  noKind: {
    code: 'CRS057',
    severity: 'error',
    means: 'An object of a payload lacks apiVersion, kind or name; applying it fails.',
    fix: 'Write it.',
  },
  repeatedKey: {
    code: 'CRS058',
    severity: 'error',
    means: 'A key stands twice in one map of a payload: the controller takes the last one, kpt the first.',
    fix: 'Remove one of them.',
  },
  awaitsInjection: {
    code: 'CRS059',
    severity: 'info',
    means: 'The package waits for Porch to inject its cluster; until then its errors are warnings, but for Secrets, because a validator that fails keeps Porch from injecting.',
    fix: 'Nothing: the next render checks in full.',
  },
} as const satisfies Record<string, FindingCode>
