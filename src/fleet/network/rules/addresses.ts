/** Rules about single addresses, prefixes and ranges: the readers find them. */

import type { NetworkRule } from '#fleet/network/rule.ts'

export const ADDRESS_RULES = {
  unreadable: {
    code: 'NET001',
    title: 'Text is no address, prefix or range',
    severity: 'error',
    why: 'The text is not what its field needs, or programs read it differently: a leading zero is octal for some. A placeholder that is still there is a warning.',
    fix: 'Write the address in full, with its prefix length where the field wants a prefix.',
    bad: 'ipRange: 10.1.0/24',
    good: 'ipRange: 10.1.0.0/24',
    source: 'RFC 4632, section 3.1; RFC 4291, section 2.2; RFC 6943, section 3.1.1',
  },
  notCanonical: {
    code: 'NET002',
    title: 'Address is not in canonical form',
    severity: 'info',
    why: 'The same address in another spelling is found by no search and no comparison of texts.',
    fix: 'Write the canonical form that the finding proposes.',
    bad: 'ipRange: FD00:0:0:10::/64',
    good: 'ipRange: fd00:0:0:10::/64',
    source: 'RFC 5952, section 4',
  },
  hostBits: {
    code: 'NET003',
    title: 'Prefix has host bits',
    severity: 'warning',
    why: 'A network is meant and an address in it is written. host-local and Calico refuse it (error); whereabouts, static addresses and IPPrefix take it as meant, and it is no finding there.',
    fix: 'Write the network address that the finding proposes.',
    bad: 'ipRange: 10.1.0.7/24',
    good: 'ipRange: 10.1.0.0/24',
    source: 'RFC 4632, section 3.1; host-local allocator Range.Canonicalize; Calico IPPool validation ("not strictly masked")',
  },
  reversed: {
    code: 'NET004',
    title: 'Range is reversed',
    severity: 'error',
    why: 'The first address is higher than the last one: the range is empty, and plugins refuse it.',
    fix: 'Swap the two ends.',
    bad: '"range_start": "10.1.0.90", "range_end": "10.1.0.20"',
    good: '"range_start": "10.1.0.20", "range_end": "10.1.0.90"',
    source: 'whereabouts, MetalLB and metal3 documentation of ranges',
  },
} as const satisfies Record<string, NetworkRule>
