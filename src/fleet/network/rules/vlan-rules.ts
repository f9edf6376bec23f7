/** Rules about VLANs. */

import type { NetworkRule } from '#fleet/network/rule.ts'

export const VLAN_RULES = {
  outOfRange: {
    code: 'NET030',
    title: 'VLAN is out of range',
    severity: 'error',
    why: 'A VLAN identifier has 12 bits; 0 means untagged, and 4095 is reserved.',
    fix: 'Write a number from 1 to 4094.',
    bad: 'vlan: 4095',
    good: 'vlan: 4094',
    source: 'IEEE 802.1Q, clause 9.6',
  },
  shared: {
    code: 'NET031',
    title: 'Two networks share one VLAN',
    severity: 'error',
    why: 'Two networks with different subnets are on one VLAN of one master: they are one segment, whatever their names say. For two claims of one index it is refused; between contexts or definitions it may be meant and is a warning.',
    fix: 'Give each network its own VLAN.',
    bad: '- {name: n2, ipRange: 10.1.0.0/24, vlan: 100}\n- {name: n3, ipRange: 10.2.0.0/24, vlan: 100}',
    good: '- {name: n2, ipRange: 10.1.0.0/24, vlan: 100}\n- {name: n3, ipRange: 10.2.0.0/24, vlan: 200}',
    source: 'IEEE 802.1Q; Nephio VLAN backend (one owner per index and identifier)',
  },
  twoVlans: {
    code: 'NET032',
    title: 'One network has two VLANs',
    severity: 'error',
    why: 'Hosts of one network on different VLANs do not see each other. A warning where one of them is untagged.',
    fix: 'Write the same VLAN at both places.',
    bad: '- {name: n2, vlan: 100}\n# NetworkAttachmentDefinition n2\n"master": "eth1.200"',
    good: '- {name: n2, vlan: 100}\n# NetworkAttachmentDefinition n2\n"master": "eth1.100"',
    source: 'IEEE 802.1Q',
  },
} as const satisfies Record<string, NetworkRule>
