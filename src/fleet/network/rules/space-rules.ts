/** Rules about address space that was set aside for something else. */

import type { NetworkRule } from '#fleet/network/rule.ts'

const REGISTRIES = 'IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190)'

export const SPACE_RULES = {
  public: {
    code: 'NET060',
    title: 'Public address space is used for a private network',
    severity: 'warning',
    why: 'The addresses belong to somebody: the cluster can no longer reach their owner. Often a typing error: only 172.16.0.0/12 of 172.0.0.0/8 is private. In IPv6, space that nobody was given yet counts as public too. Load balancer addresses are meant to be public and are no finding.',
    fix: 'Take private space (RFC 1918, RFC 4193), or suppress the finding if the space is yours.',
    bad: 'ipRange: 172.2.0.0/16',
    good: 'ipRange: 172.18.0.0/16',
    source: `RFC 1918, RFC 4193; ${REGISTRIES}`,
  },
  special: {
    code: 'NET061',
    title: 'Address space with a special purpose is used for a network',
    severity: 'warning',
    why: 'The block is set aside for documentation, benchmarks, link-local addresses or a protocol: routers and libraries may treat it specially.',
    fix: 'Take private space (RFC 1918, RFC 4193).',
    bad: 'ipRange: 192.0.2.0/24',
    good: 'ipRange: 192.168.2.0/24',
    source: REGISTRIES,
  },
  reserved: {
    code: 'NET062',
    title: 'Address space that no host can use',
    severity: 'error',
    why: 'Loopback, multicast, 0.0.0.0/8, 240.0.0.0/4 and the whole address space cannot be given to hosts: stacks refuse them.',
    fix: 'Take private space (RFC 1918, RFC 4193).',
    bad: 'ipRange: 127.10.0.0/16',
    good: 'ipRange: 10.10.0.0/16',
    source: `RFC 1122, section 3.2.1.3; RFC 1112, section 4; RFC 4291; ${REGISTRIES}`,
  },
} as const satisfies Record<string, NetworkRule>
