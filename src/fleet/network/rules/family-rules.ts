/** Rules about address families. */

import type { NetworkRule } from '#fleet/network/rule.ts'

export const FAMILY_RULES = {
  mismatch: {
    code: 'NET050',
    title: 'Address families do not fit',
    severity: 'error',
    why: 'One place promises a family that another does not give: an IPv6 address in an IPv4 field, a gateway without a prefix of its family, dual stack with one family only.',
    fix: 'Give both families, or promise the one that is there.',
    bad: 'ipRange: 10.1.0.0/24\ngateway: fd00:1::1',
    good: 'ipRange: [10.1.0.0/24, "fd00:1::/64"]\ngateway: [10.1.0.1, "fd00:1::1"]',
    source: 'NFDeployment and Interface CRDs of nephio-project/api; Kubernetes dual-stack documentation',
  },
  unknownPolicy: {
    code: 'NET051',
    title: 'Unknown spelling of an address family policy',
    severity: 'error',
    why: 'The policy is an enumeration: another spelling is refused, or silently counts as IPv4 only. (The CRD says `dual-stack`, Nephio\'s code and samples `dualstack`: both are accepted.)',
    fix: 'Write dual-stack, ipv4-only, ipv6-only or none.',
    bad: 'ipFamilyPolicy: dual_stack',
    good: 'ipFamilyPolicy: dual-stack',
    source: 'Interface CRD of nephio-project/api; Nephio nfdeploy library',
  },
} as const satisfies Record<string, NetworkRule>
