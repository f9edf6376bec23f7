// A fleet for the bench: a ClusterContext with networks and their definitions for each cluster. Every network has a VLAN
// and a prefix of its own, but for one cluster in a hundred, which takes a prefix of the cluster before it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The prefix of a network of a cluster: 10.0.0.0/8 in /27s for the first ten networks, IPv6 for the others. */
function prefixOf(cluster, network) {
  if (network >= 10) return `fd00:${network.toString(16)}:${(cluster + 1).toString(16)}::/64`
  const slot = network * 4096 + cluster
  return `10.${(slot >> 11) & 255}.${(slot >> 3) & 255}.${(slot & 7) * 32}/27`
}

/** Writes `clusters` packages of `networks` networks each below a folder; returns how many overlaps there are. */
export function writeFleet(folder, clusters, networks) {
  let overlaps = 0
  for (let cluster = 0; cluster < clusters; cluster++) {
    const name = `edge-${String(cluster).padStart(4, '0')}`
    const isWrong = cluster % 100 === 99
    if (isWrong) overlaps++
    const prefix = (network) => prefixOf(isWrong && network === 3 ? cluster - 1 : cluster, network)
    const lines = Array.from({ length: networks }, (_, network) => `  - name: net-${network}\n    ipRange: ${prefix(network)}\n    vlan: ${100 + network}\n`)
    const context = `apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata:\n  name: ${name}\nspec:\n  clusterName: ${name}\n  siteCode: site-1\n  cnis: [calico, macvlan]\n  masterInterface: eth1\n  networkContexts:\n${lines.join('')}`
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, 'cluster-context.yaml'), context)
    const definitions = Array.from({ length: networks }, (_, network) => definition(`net-${network}`, 100 + network, prefix(network)))
    writeFileSync(join(folder, name, 'networks.yaml'), definitions.join('---\n'))
  }
  return overlaps
}

function definition(name, vlan, range) {
  const config = { cniVersion: '0.3.1', type: 'macvlan', master: `eth1.${vlan}`, ipam: { type: 'whereabouts', range } }
  return `apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata:\n  name: ${name}\n  namespace: apps\nspec:\n  config: |\n    ${JSON.stringify(config, undefined, 2).replaceAll('\n', '\n    ')}\n`
}
