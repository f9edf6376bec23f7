/** Finds networks that take the same addresses in one domain: within a cluster by who hands them out, across by cluster. */

import { formatAddress } from '#net/format.ts'
import { overlaps } from '#net/overlaps.ts'
import { firstAddress, type Range } from '#net/range.ts'
import { assumptionFor } from '#fleet/network/assumptions.ts'
import { blocksOf, claimAt, claimsOf, freeOf, type Block, type Claim } from '#fleet/network/claims.ts'
import { otherText, ownText, subjectOf } from '#fleet/network/describe.ts'
import { domainsOf, type DeclaredDomain, type Domain } from '#fleet/network/domains.ts'
import { groupBy } from '#fleet/network/group-by.ts'
import type { Network, NetworkModel, NetworkSource } from '#fleet/network/model.ts'
import type { Finding, Report } from '#fleet/network/rule.ts'
import { whereIs } from '#fleet/network/spot.ts'
import { OVERLAP_RULES } from './overlap-rules.ts'

/** Which sources meet inside of one cluster. Across these layers they speak of the same addresses, or of space and its parts. */
const LAYERS: ReadonlyMap<NetworkSource, string> = new Map([
  ['context', 'context'],
  ['attachment', 'pod'],
  ['pod', 'pod'],
  ['claim', 'claim'],
  ['function', 'function'],
  ['balancer', 'node'],
  ['nodes', 'node'],
  ['calico', 'calico'],
])

/** How many overlaps are listed for one network; the others are counted in the message. */
const NEAREST = 4

/** Reports every network that takes addresses of another one of its domain. */
export function checkOverlaps({ networks }: NetworkModel, declared: readonly DeclaredDomain[], report: Report): void {
  const members = new Map<string, { readonly domain: Domain; readonly networks: Network[] }>()
  for (const network of networks) {
    if (network.source === 'space') continue
    for (const domain of domainsOf(network, declared)) {
      const known = members.get(domain.key)
      if (known === undefined) members.set(domain.key, { domain, networks: [network] })
      else known.networks.push(network)
    }
  }
  for (const { domain, networks } of members.values()) if (networks.length > 1) checkDomain(networks, domain, report)
}

function checkDomain(members: readonly Network[], domain: Domain, report: Report): void {
  const byCluster = groupBy(members, ({ cluster }) => cluster?.name)
  if (domain.meets !== 'across') {
    for (const own of byCluster.values()) {
      if (own.length < 2) continue
      for (const layer of groupBy(own, ({ source }) => LAYERS.get(source)).values()) {
        if (layer.length > 1) reportAll([...groupBy(layer, (network) => ownerOf(network)).values()], domain, report)
      }
    }
  }
  // Objects of no known cluster may be of any: nothing is said about where they meet those of others.
  byCluster.delete(undefined)
  if (domain.meets !== 'within') reportAll([...byCluster.values()], domain, report)
}

/** Who hands out a network's addresses, so that it never gives one twice. The same object in two packages is one owner. */
function ownerOf({ source, resource, name, state }: Network): string {
  if (source === 'context') return name
  if (state !== undefined) return state
  const part = source === 'function' ? ` ${name}` : ''
  return `${resource.group}/${resource.kind}/${resource.namespace}/${resource.name}${part}`
}

/** Reports overlaps between owners; each list holds the networks of one. */
function reportAll(owners: readonly (readonly Network[])[], domain: Domain, report: Report): void {
  if (owners.length < 2) return
  const blocks = owners.flatMap((networks) => blocksOf(networks.flatMap((network) => claimsOf(network))))
  if (blocks.length < 2) return
  const { groups, pairs } = overlaps(blocks.map(({ range }) => range), { nearest: NEAREST })
  const listed = new Map<number, number>()
  for (const { right } of pairs) listed.set(right, (listed.get(right) ?? 0) + 1)
  for (const { members, range } of groups) {
    for (const member of members.slice(1)) reportPair(blocks[members[0]!]!, blocks[member]!, range, domain, 0, report)
  }
  for (const { left, right, shared } of pairs) {
    const others = groups[right]!.others - listed.get(right)!
    reportPair(blocks[groups[left]!.members[0]!]!, blocks[groups[right]!.members[0]!]!, shared, domain, Math.max(others, 0), report)
  }
}

function reportPair(left: Block, right: Block, shared: Range, domain: Domain, others: number, report: Report): void {
  const [a, b] = [claimAt(left, firstAddress(shared)), claimAt(right, firstAddress(shared))]
  const { severity, text: assumed } = assumptionFor(a.network, b.network, domain)
  const more = others > 0 ? ` (and ${others} more)` : ''
  const witness = formatAddress(firstAddress(shared))
  const finding = { at: b.allocation.at, other: a.allocation.at, severity: severity === 'error' ? undefined : severity, domain: domain.title, witness }
  report({ ...finding, ...contentOf(a, b, witness, domain, `${more}${assumed}`) })
}

function contentOf(a: Claim, b: Claim, witness: string, domain: Domain, end: string): Pick<Finding, 'rule' | 'message'> {
  const own = ownText(b.network, b.allocation)
  const other = otherText(a.network, a.allocation)
  const roles = [a.allocation.role, b.allocation.role]
  if (roles.every((role) => role === 'host')) {
    const message = `${witness} is given twice in ${domain.title}: to ${subjectOf(b.network)} and to ${subjectOf(a.network)} (${whereIs(a.allocation.at)}); give each its own${end}`
    return { rule: OVERLAP_RULES.duplicate, message }
  }
  if (roles.includes('host')) {
    return { rule: OVERLAP_RULES.overlap, message: `${own} and ${other} meet in ${domain.title}: the pool can give out the fixed address ${witness}; exclude it${end}` }
  }
  const first = firstOf(a)
  const isAcross = a.network.cluster !== b.network.cluster
  if (isAcross && first === firstOf(b) && a.network.ipam === 'whereabouts' && b.network.ipam === 'whereabouts') {
    const message = `${own} and ${other} are both handed out by whereabouts in ${domain.title}: the first pod of each cluster gets ${first}; part the range${end}`
    return { rule: OVERLAP_RULES.collision, message }
  }
  const sure = isAcross && first === firstOf(b) ? `; whereabouts, whose state is per cluster, would give ${first} to the first pod of both` : ''
  return { rule: OVERLAP_RULES.overlap, message: `${own} and ${other} overlap in ${domain.title}: both have ${witness}${sure}; make them disjoint${end}` }
}

/** The lowest address that a claim's pool hands out. */
function firstOf({ network, allocation }: Claim): string | undefined {
  const [free] = freeOf(allocation, network.allocations.filter(({ role }) => role === 'exclude'))
  return free && formatAddress(firstAddress(free))
}
