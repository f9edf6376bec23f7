/** The networkContexts of a ClusterContext: the subnets that a cluster may use. */

import type { ClusterContext, NetworkContext } from '#fleet/cluster-context.ts'
import { NetworkDraft } from '#fleet/network/draft.ts'
import type { Gathering } from '#fleet/network/gathering.ts'
import type { NetworkCluster } from '#fleet/network/model.ts'
import { readAddress, readHost, readPrefix } from '#fleet/network/read-addresses.ts'
import { placed } from '#fleet/network/spot.ts'
import { networkOf } from '#net/prefix.ts'
import { rangeOf } from '#net/range.ts'
import { hostsOf } from '#net/role.ts'

/** Reads all networks of a context. Its range is the subnet and at the same time what the cluster gives to pods. */
export function readContextNetworks(context: ClusterContext, cluster: NetworkCluster, into: Gathering): void {
  for (const network of context.networks) into.networks.push(draftOf(network, context, cluster, into).finish())
}

function draftOf(network: NetworkContext, context: ClusterContext, cluster: NetworkCluster, into: Gathering): NetworkDraft {
  const { name, ranges, gateways, excludes, vlan, vlans, mtu, cni, masterInterface, networkInstance } = network
  const draft = new NetworkDraft('context', name.from.resource, name.value, { field: name.from }, cluster)
  const master = masterInterface ?? context.masterInterface
  draft.instance = networkInstance && placed(networkInstance)
  draft.master = master && placed(master)
  draft.ownMaster = masterInterface !== undefined
  draft.vlan = vlan && placed(vlan)
  draft.vlans = vlans.map((one) => placed(one))
  draft.mtu = mtu && placed(mtu)
  draft.cni = cni && placed(cni)
  for (const [part, range] of ranges.entries()) {
    const text = placed(range)
    const prefix = readPrefix(text, into.report)
    if (prefix === undefined) continue
    draft.prefix('prefix', prefix, text, part)
    draft.range('pool', hostsOf(networkOf(prefix)), text, part)
  }
  for (const gateway of gateways) {
    const address = readAddress(placed(gateway), into.report)
    if (address !== undefined) draft.address('gateway', address, placed(gateway))
  }
  for (const exclude of excludes) {
    const text = placed(exclude)
    const host = readHost(text, into.report)
    if (host !== undefined) draft.range('exclude', host.prefix ?? rangeOf(host.address), text)
  }
  return draft
}
