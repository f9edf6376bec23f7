/** Fixed addresses that are taken more than once without two networks overlapping: replicas, and Services. */

import { formatAddress } from '#net/format.ts'
import { contains, firstAddress } from '#net/range.ts'
import { otherText, subjectOf } from '#fleet/network/describe.ts'
import { groupBy } from '#fleet/network/group-by.ts'
import type { Allocation, Network, NetworkModel } from '#fleet/network/model.ts'
import type { Report } from '#fleet/network/rule.ts'
import { nameOf, whereIs } from '#fleet/network/spot.ts'
import { OVERLAP_RULES } from './overlap-rules.ts'

/** Reports replicas of one fixed address, Services with one address, and pools that may give a Service's address away. */
export function checkFixed({ networks }: NetworkModel, report: Report): void {
  for (const network of networks) if (network.source === 'pod') checkReplicas(network, report)
  const services = networks.filter(({ source }) => source === 'service')
  const pools = networks.filter(({ source, traits }) => source === 'balancer' && traits.has('auto-assign'))
  const poolsOf = groupBy(pools, ({ cluster }) => cluster)
  for (const [cluster, own] of groupBy(services, (service) => service.cluster)) {
    checkServices(own, report)
    for (const service of own) checkPools(service, poolsOf.get(cluster) ?? [], report)
  }
}

/** Every pod of a template asks for the template's address. */
function checkReplicas({ resource, traits, allocations }: Network, report: Report): void {
  const host = allocations.find(({ role }) => role === 'host')
  const [many] = traits
  if (host === undefined || many === undefined) return
  const witness = formatAddress(firstAddress(host.range))
  const isPerNode = many === 'each node'
  const message = `${nameOf(host.at)}: ${isPerNode ? 'the pods on all nodes' : `all ${many}`} of ${resource.describe()} ask for ${witness}; only one can have it`
  report({ rule: OVERLAP_RULES.duplicate, message, at: host.at, witness, severity: isPerNode ? 'warning' : undefined })
}

/** MetalLB lets Services share an address when both carry the same sharing key. */
function checkServices(services: readonly Network[], report: Report): void {
  const hosts = services.flatMap((network) => network.allocations.map((allocation) => ({ network, allocation })))
  for (const same of groupBy(hosts, ({ allocation }) => `${allocation.range.family} ${allocation.range.first}`).values()) {
    const [first, ...rest] = same
    for (const { network, allocation } of rest) {
      if (isSame(network, first!.network) || sharingOf(network).some((key) => first!.network.traits.has(key))) continue
      const witness = formatAddress(firstAddress(allocation.range))
      const message = `${subjectOf(network)} asks for ${witness}, and so does ${subjectOf(first!.network)} (${whereIs(first!.allocation.at)}); give each its own, or the same allow-shared-ip`
      report({ rule: OVERLAP_RULES.duplicate, message, at: allocation.at, other: first!.allocation.at, witness })
    }
  }
}

function isSame({ resource: a }: Network, { resource: b }: Network): boolean {
  return a.name === b.name && a.namespace === b.namespace
}

function sharingOf({ traits }: Network): string[] {
  return [...traits].filter((trait) => trait.startsWith('shares '))
}

function checkPools(service: Network, pools: readonly Network[], report: Report): void {
  for (const host of service.allocations) {
    const found = poolWith(host, pools)
    if (found === undefined) continue
    const { network, allocation } = found
    const witness = formatAddress(firstAddress(host.range))
    const message = `${witness} lies in ${otherText(network, allocation)}, which assigns addresses by itself: another Service may get it first; put it into a pool with autoAssign: false`
    report({ rule: OVERLAP_RULES.fixedInPool, message, at: host.at, other: allocation.at, witness })
  }
}

function poolWith(host: Allocation, pools: readonly Network[]): { readonly network: Network; readonly allocation: Allocation } | undefined {
  for (const network of pools) {
    for (const allocation of network.allocations) if (contains(allocation.range, host.range)) return { network, allocation }
  }
  return undefined
}
