/** Rules about the check itself: suppressions, declared domains, packages that are not filled in yet. */

import type { NetworkRule } from '#fleet/network/rule.ts'

export const META_RULES = {
  badSuppression: {
    code: 'NET090',
    title: 'Suppression has no effect',
    severity: 'warning',
    why: 'A suppression names the rules and the reason; without a reason, or with a code that is none, it suppresses nothing.',
    fix: 'Write the code and the reason.',
    bad: 'ipRange: 10.1.0.0/24 # krm-fleet:ignore NET020',
    good: 'ipRange: 10.1.0.0/24 # krm-fleet:ignore NET020 the labs are never connected',
    source: 'documentation of this check',
  },
  uselessDomain: {
    code: 'NET091',
    title: 'Declared domain matches nothing',
    severity: 'warning',
    why: 'An entry of `domains` is about no network: a name is misspelt, or an earlier entry takes all that it would match.',
    fix: 'Correct the names, change the order, or remove the entry.',
    bad: 'domains: [{name: ran, clusters: [my-rna]}]',
    good: 'domains: [{name: ran, clusters: [my-ran]}]',
    source: 'documentation of this check',
  },
  awaitsInjection: {
    code: 'NET092',
    title: 'Errors are warnings until the cluster is injected',
    severity: 'info',
    why: 'The package still waits for Porch to inject the cluster: values that are filled in later cannot be judged, and a failing validator would keep Porch from filling them in.',
    fix: 'Nothing: the next render checks in full.',
    bad: 'kpt.dev/config-injection: required',
    good: 'kpt.dev/config-injection: required\nkpt.dev/injected-resource: my-ran',
    source: 'Porch PackageVariant injection',
  },
  unknownCluster: {
    code: 'NET093',
    title: 'Nothing tells which cluster networks belong to',
    severity: 'info',
    why: 'There are several clusters, and a package with networks belongs to none of them: its networks are compared with each other, not with those of the clusters.',
    fix: 'Add the ClusterContext to the package, or `cluster-name` to its package-context.yaml.',
    bad: '# a package with a NetworkAttachmentDefinition and nothing else',
    good: '# package-context.yaml\ndata: {name: networking, cluster-name: my-ran}',
    source: 'documentation of this check',
  },
} as const satisfies Record<string, NetworkRule>
