/** Rules about whether a network fits the cluster that it is for. */

import type { NetworkRule } from '#fleet/network/rule.ts'

export const CLUSTER_RULES = {
  unlistedCni: {
    code: 'NET040',
    title: 'CNI plugin is not one of the cluster\'s',
    severity: 'error',
    why: 'The cluster lists the plugins that are installed, and this one is not among them: Nephio\'s interface-fn refuses it. For a definition it is a warning, since standard plugins often come with the distribution.',
    fix: 'Add the plugin to `cnis` if it is installed, or use one that is.',
    bad: 'cnis: [macvlan]\n# Interface\ncniType: sriov',
    good: 'cnis: [macvlan, sriov]\n# Interface\ncniType: sriov',
    source: 'Nephio interface-fn; WorkloadCluster CRD of nephio-project/api',
  },
  foreignMaster: {
    code: 'NET041',
    title: 'Master interface is not the cluster\'s',
    severity: 'warning',
    why: 'The cluster names the interface of its nodes for secondary networks, and the definition uses another one: pods fail where it does not exist.',
    fix: 'Write the cluster\'s interface, or name the other one in the network context.',
    bad: 'masterInterface: eth1\n# definition\n"master": "ens4"',
    good: 'masterInterface: eth1\n# definition\n"master": "eth1"',
    source: 'ClusterContext and WorkloadCluster CRDs of nephio-project/api',
  },
  largeMtu: {
    code: 'NET042',
    title: 'MTU is larger than that of the interface below',
    severity: 'error',
    why: 'The kernel refuses an interface whose MTU exceeds that of the interface it lies on; frames that do get sent are dropped.',
    fix: 'Lower it, or raise the MTU below.',
    bad: '- {name: n2, masterInterface: eth1, mtu: 1500}\n# on eth1\n"mtu": 9000',
    good: '- {name: n2, masterInterface: eth1, mtu: 9000}\n# on eth1\n"mtu": 9000',
    source: 'Linux drivers macvlan and 8021q (ERANGE)',
  },
} as const satisfies Record<string, NetworkRule>
