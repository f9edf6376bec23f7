/** Rules about the CNI configuration in a NetworkAttachmentDefinition: the reader finds them. */

import type { NetworkRule } from '#fleet/network/rule.ts'

const SPEC = 'CNI specification 1.1, section 1; libcni ConfFromBytes and ConfListFromBytes'

export const ATTACHMENT_RULES = {
  badJson: {
    code: 'NET070',
    title: 'spec.config is no JSON object',
    severity: 'error',
    why: 'The plugin chain cannot be read: every pod that asks for the network stays in ContainerCreating.',
    fix: 'Correct the JSON at the line that the finding names.',
    bad: 'config: |\n  {"cniVersion": "0.3.1", "type": "macvlan",}',
    good: 'config: |\n  {"cniVersion": "0.3.1", "type": "macvlan"}',
    source: 'RFC 8259; the CRD k8s.cni.cncf.io/v1',
  },
  noType: {
    code: 'NET071',
    title: 'Plugin without a type',
    severity: 'error',
    why: 'Without `type` (or, in a list, `plugins`) nothing says which program is to be called; libcni refuses it.',
    fix: 'Write the name of the plugin.',
    bad: '{"cniVersion": "0.3.1", "master": "eth1"}',
    good: '{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth1"}',
    source: SPEC,
  },
  noVersion: {
    code: 'NET072',
    title: 'cniVersion is missing',
    severity: 'warning',
    why: 'libcni then takes the oldest version: results lose what later versions added, and some plugins refuse to run.',
    fix: 'Write the version that the plugins support.',
    bad: '{"type": "macvlan", "master": "eth1"}',
    good: '{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth1"}',
    source: SPEC,
  },
  wrongType: {
    code: 'NET073',
    title: 'Value has the wrong JSON type',
    severity: 'error',
    why: 'Plugins are written in Go: a text where a number belongs, or the other way round, makes the whole configuration unreadable.',
    fix: 'Write numbers without quotes and texts in quotes.',
    bad: '"vlan": "100"',
    good: '"vlan": 100',
    source: 'the configuration types of the plugins (containernetworking/plugins, sriov-cni, whereabouts)',
  },
  noRange: {
    code: 'NET074',
    title: 'IPAM states no addresses',
    severity: 'error',
    why: 'whereabouts and host-local have nothing to hand out: every pod fails.',
    fix: 'Write `range` (whereabouts) or `subnet` (host-local).',
    bad: '"ipam": {"type": "whereabouts"}',
    good: '"ipam": {"type": "whereabouts", "range": "10.1.0.0/24"}',
    source: 'whereabouts and host-local documentation',
  },
} as const satisfies Record<string, NetworkRule>
