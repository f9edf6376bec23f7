/** The blocks of an address plan, from networks: what each takes, and what others take of it. */

import { formatAddress } from '#net/format.ts'
import { firstAddress, sharedBy, type Range } from '#net/range.ts'
import { intersect } from '#net/range-set.ts'
import { assumptionFor } from '#fleet/network/assumptions.ts'
import { claimsOf, type Claim } from '#fleet/network/claims.ts'
import { eachContest } from '#fleet/network/contests.ts'
import { subjectOf } from '#fleet/network/describe.ts'
import type { DeclaredDomain, Domain } from '#fleet/network/domains.ts'
import type { Allocation, Network, NetworkModel } from '#fleet/network/model.ts'
import { whereIs } from '#fleet/network/spot.ts'
import type { PlacedBlock, PlanContest } from './plan.ts'

/** The blocks of one network: its subnets, and pools and addresses that lie in none of them. */
export function blocksOf(network: Network, contests: ReadonlyMap<Network, readonly PlanContest[]>): PlacedBlock[] {
  const { allocations, name, cluster, source, resource } = network
  const of = (...roles: readonly Allocation['role'][]): Allocation[] => allocations.filter(({ role }) => roles.includes(role))
  const subnets = of('prefix', ...(resource.kind === 'IPPrefix' ? ['parent' as const] : []))
  const lone = of('pool', 'host').filter(({ range }) => !subnets.some((subnet) => sharedBy(subnet.range, range) !== undefined))
  const claims = source === 'context' ? [] : claimsOf(network).map(({ range }) => range)
  const within = (some: readonly Range[], range: Range): Range[] => (some.length === 0 ? [] : intersect(some, [range]))
  const [excluded, gateways] = [of('exclude').map(({ range }) => range), of('gateway').map(({ range }) => range)]
  const own = contests.get(network) ?? []
  return uniqueRanges([...subnets, ...lone]).map(({ range, at }) => ({
    cluster: cluster?.name,
    block: {
      range,
      network: name,
      subject: subjectOf(network),
      at: whereIs(at),
      used: within(claims, range),
      excluded: within(excluded, range),
      gateways: within(gateways, range),
      contests: own.filter((contest) => sharedBy(contest.range, range) !== undefined),
    },
  }))
}

function uniqueRanges(allocations: readonly Allocation[]): Allocation[] {
  return [...new Map(allocations.toReversed().map((allocation) => [`${allocation.range.family} ${allocation.range.first} ${allocation.range.last}`, allocation])).values()].toReversed()
}

/** By network, what others take of its addresses. */
export function contestsOf(model: NetworkModel, declared: readonly DeclaredDomain[]): Map<Network, PlanContest[]> {
  const all = new Map<Network, PlanContest[]>()
  const add = (own: Claim, other: Claim, shared: Range, domain: Domain): void => {
    const severity = assumptionFor(other.network, own.network, domain).severity === 'error' ? 'error' : 'warning'
    const witness = formatAddress(firstAddress(shared))
    const contest = { range: shared, witness, subject: subjectOf(own.network), other: subjectOf(other.network), otherAt: whereIs(other.allocation.at), severity } as const
    const known = all.get(own.network)
    if (known === undefined) all.set(own.network, [contest])
    else known.push(contest)
  }
  eachContest(model, declared, ({ left, right, shared, domain }) => {
    add(right, left, shared, domain)
    add(left, right, shared, domain)
  })
  return all
}
