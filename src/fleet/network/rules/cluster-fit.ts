/** Checks networks against what their cluster says of itself: its plugins, its interface, the MTU below. */

import { firstFew, subjectOf } from '#fleet/network/describe.ts'
import { groupBy } from '#fleet/network/group-by.ts'
import type { Network, NetworkCluster, NetworkModel } from '#fleet/network/model.ts'
import type { Report } from '#fleet/network/rule.ts'
import { nameOf, whereIs, type Placed } from '#fleet/network/spot.ts'
import { CLUSTER_RULES } from './cluster-rules.ts'

/** Plugins that attach pods to a further network. A list without any of them names primary plugins only. */
const SECONDARY = new Set(['macvlan', 'ipvlan', 'sriov', 'bridge', 'vlan', 'host-device'])

/** Reports plugins and masters that the cluster does not have, and MTUs that cannot be. */
export function checkClusterFit({ networks, demands }: NetworkModel, report: Report): void {
  for (const { cluster, cni, resource } of demands) {
    if (cluster !== undefined && cni !== undefined && cni.value !== '') checkCni(cni, cluster, resource.describe(), undefined, report)
  }
  const byCluster = groupBy(networks.filter(({ cluster }) => cluster !== undefined), ({ cluster }) => cluster!)
  for (const [cluster, members] of byCluster) {
    const masters = mastersOf(cluster, members)
    const below = mtusBelow(members)
    for (const network of members) {
      const { source, cni } = network
      if (source !== 'context' && source !== 'attachment') continue
      if (cni !== undefined) checkCni(cni, cluster, subjectOf(network), source === 'attachment' ? 'warning' : undefined, report)
      if (source === 'attachment') checkMaster(network, cluster, masters, report)
      checkMtu(network, below, report)
    }
  }
}

function checkCni(cni: Placed<string>, cluster: NetworkCluster, who: string, severity: 'warning' | undefined, report: Report): void {
  const { cnis, name } = cluster
  const [first] = cnis
  if (first === undefined || cnis.some(({ value }) => value === cni.value)) return
  if (severity !== undefined && !cnis.some(({ value }) => SECONDARY.has(value))) return
  const message = `${who} uses ${cni.value}, and ${name} lists only ${firstFew(cnis.map(({ value }) => value))} (${whereIs(first.at)}); add it there if it is installed`
  report({ rule: CLUSTER_RULES.unlistedCni, message, at: cni.at, other: first.at, severity })
}

/** The interfaces that the cluster or one of its contexts names. */
function mastersOf(cluster: NetworkCluster, members: readonly Network[]): Placed<string>[] {
  const named = members.flatMap(({ source, domain }) => (source === 'context' && domain.master !== undefined ? [domain.master] : []))
  return cluster.master === undefined ? named : [cluster.master, ...named]
}

/** SR-IOV definitions name a device pool, not an interface. */
function checkMaster(network: Network, cluster: NetworkCluster, masters: readonly Placed<string>[], report: Report): void {
  const { master, vlan } = network.domain
  const [first] = masters
  if (master === undefined || first === undefined || network.cni?.value === 'sriov') return
  const written = vlan !== undefined && vlan.value > 0 ? `${master.value}.${vlan.value}` : master.value
  if (masters.some(({ value }) => value === master.value || value === written)) return
  const known = firstFew([...new Set(masters.map(({ value }) => value))])
  const message = `${nameOf(master.at)}: ${subjectOf(network)} uses the interface ${master.value}, and ${cluster.name} names ${known} (${whereIs(first.at)}); use that, or name this one in a network context`
  report({ rule: CLUSTER_RULES.foreignMaster, message, at: master.at, other: first.at })
}

interface Below {
  readonly mtu: Placed<number>
  readonly network: Network
}

/** The MTU of each interface, as contexts and bridges state it: `eth1 0` is the interface itself, `eth1 100` a VLAN on it. */
function mtusBelow(members: readonly Network[]): Map<string, Below> {
  const below = new Map<string, Below>()
  for (const network of members) {
    const { mtu } = network
    if (mtu !== undefined) for (const key of keysBelow(network)) if (!below.has(key)) below.set(key, { mtu, network })
  }
  return below
}

function keysBelow({ source, name, domain }: Network): string[] {
  const { master, ownMaster, vlan, bridge } = domain
  if (source === 'attachment') return bridge === undefined ? [] : [`${bridge.value} 0`]
  if (source !== 'context') return []
  const isSegment = master !== undefined && (ownMaster || vlan !== undefined)
  return [`network ${name}`, ...(isSegment ? [`${master.value} ${vlan?.value ?? 0}`] : [])]
}

/** Against the context of the same segment or name, and against the interface below a VLAN. */
function checkMtu(network: Network, below: ReadonlyMap<string, Below>, report: Report): void {
  const { mtu, source, name, domain } = network
  if (mtu === undefined) return
  const { master, vlan } = domain
  const keys = source === 'attachment' ? [`network ${name}`] : []
  if (master !== undefined && vlan !== undefined) keys.push(`${master.value} ${vlan.value}`, `${master.value} 0`)
  const parent = keys.map((key) => below.get(key)).find((one) => one !== undefined && one.network !== network && one.mtu.value < mtu.value)
  if (parent === undefined) return
  const message = `${nameOf(mtu.at)}: ${subjectOf(network)} has the MTU ${mtu.value}, and ${subjectOf(parent.network)} below it has ${parent.mtu.value} (${whereIs(parent.mtu.at)}); lower it`
  report({ rule: CLUSTER_RULES.largeMtu, message, at: mtu.at, other: parent.mtu.at })
}
