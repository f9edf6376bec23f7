/** Checks the cluster's own pod and service addresses against every other network that the cluster is to reach. */

import { formatAddress } from '#net/format.ts'
import { firstAddress, sharedBy } from '#net/range.ts'
import { foldCopies } from '#fleet/network/copies.ts'
import { allocationText, otherText, ownText } from '#fleet/network/describe.ts'
import { groupBy } from '#fleet/network/group-by.ts'
import type { Allocation, Network, NetworkCluster, NetworkModel } from '#fleet/network/model.ts'
import type { Report } from '#fleet/network/rule.ts'
import { whereIs } from '#fleet/network/spot.ts'
import { OVERLAP_RULES } from './overlap-rules.ts'

interface Use {
  readonly network: Network
  readonly allocation: Allocation
}

const OWN = new Set(['pods', 'services', 'calico'])

/** Reports pod and service CIDRs that meet each other or another network of their cluster. */
export function checkClusterCidrs({ networks, demands }: NetworkModel, report: Report): void {
  const byCluster = groupBy(networks.filter(({ cluster }) => cluster !== undefined), ({ cluster }) => cluster!)
  const instancesOf = groupBy(demands.filter(({ cluster }) => cluster !== undefined), ({ cluster }) => cluster!)
  const spaces = foldCopies(networks.filter(({ source }) => source === 'space')).filter(({ allocation }) => allocation.role === 'parent')
  const unbound = new Map<Use, Use[]>()
  for (const [cluster, members] of byCluster) {
    const own = usesOf(members.filter(({ source }) => OWN.has(source)), ['pool'])
    if (own.length === 0) continue
    checkPodsAndServices(own, report)
    const others = members.filter((network) => !OWN.has(network.source) && network.source !== 'service' && !isOwn(network, own))
    for (const use of own) for (const network of others) checkOne(use, network, report)
    const bound = boundInstances(members, instancesOf.get(cluster) ?? [])
    for (const use of own) for (const space of spaces) checkSpace(use, space, bound, unbound, report)
  }
  for (const [space, met] of unbound) reportUnbound(space, met, report)
}

function usesOf(networks: readonly Network[], roles: readonly Allocation['role'][]): Use[] {
  return networks.flatMap((network) => network.allocations.filter(({ role }) => roles.includes(role)).map((allocation) => ({ network, allocation })))
}

function checkPodsAndServices(own: readonly Use[], report: Report): void {
  const services = own.filter(({ network }) => network.source === 'services')
  for (const use of own) {
    if (use.network.source === 'services') continue
    for (const service of services) reportMeeting(service, use, report)
  }
}

/** A context that names the very range of pods or services is that network. */
function isOwn({ source, allocations }: Network, own: readonly Use[]): boolean {
  const isSame = ({ range: a }: Allocation): boolean => own.some(({ allocation: { range: b } }) => a.family === b.family && a.first === b.first && a.last === b.last)
  return source === 'context' && allocations.some(isSame)
}

/** One finding for a network, be it prefix, pool and addresses. */
function checkOne(own: Use, network: Network, report: Report): void {
  const taken = network.allocations.filter(({ role }) => role === 'prefix' || role === 'pool' || role === 'host')
  const met = taken.find(({ range }) => sharedBy(range, own.allocation.range) !== undefined)
  if (met !== undefined) reportMeeting(own, { network, allocation: met }, report)
}

function reportMeeting(own: Use, other: Use, report: Report): void {
  const shared = sharedBy(own.allocation.range, other.allocation.range)
  if (shared === undefined) return
  const witness = formatAddress(firstAddress(shared))
  const message = `${ownText(other.network, other.allocation)} meets ${otherText(own.network, own.allocation)}: both have ${witness}; move one of them`
  const domain = `the cluster ${own.network.cluster?.name ?? ''}`
  report({ rule: OVERLAP_RULES.clusterCidr, message, at: other.allocation.at, other: own.allocation.at, domain, witness })
}

/** The network instances that something of the cluster is attached to. */
function boundInstances(members: readonly Network[], demands: NetworkModel['demands']): Set<string | undefined> {
  return new Set([...members.map(({ domain }) => domain.instance?.value), ...demands.map(({ instance }) => instance?.value)])
}

/** Space that the cluster is bound to is a network of the cluster; other space is collected. */
function checkSpace(own: Use, space: Use, bound: ReadonlySet<string | undefined>, unbound: Map<Use, Use[]>, report: Report): void {
  if (sharedBy(space.allocation.range, own.allocation.range) === undefined) return
  if (bound.has(space.network.domain.instance?.value)) {
    reportMeeting(own, space, report)
    return
  }
  const met = unbound.get(space)
  if (met === undefined) unbound.set(space, [own])
  else met.push(own)
}

function reportUnbound({ network, allocation }: Use, met: readonly Use[], report: Report): void {
  const [first] = met
  const clusters = new Set<NetworkCluster | undefined>(met.map((use) => use.network.cluster))
  const more = clusters.size > 1 ? ` and those of ${clusters.size - 1} more clusters` : ''
  const witness = formatAddress(firstAddress(sharedBy(allocation.range, first!.allocation.range)!))
  const message = `${ownText(network, allocation)} meets ${allocationText(first!.allocation)} (${otherOf(first!)})${more}: a cluster that joins the network instance could not reach ${witness}; move one of them`
  report({ rule: OVERLAP_RULES.clusterCidr, message, at: allocation.at, other: first!.allocation.at, severity: 'warning', witness })
}

function otherOf({ network, allocation }: Use): string {
  return `${network.source} of ${network.cluster?.name ?? ''}, ${whereIs(allocation.at)}`
}
