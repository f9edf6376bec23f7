/** Finds one network that is written in two ways: with two prefixes, or with two VLANs. */

import { bitsOf } from '#net/family.ts'
import { overlaps } from '#net/overlaps.ts'
import { allocationText, otherText, ownText, subjectOf } from '#fleet/network/describe.ts'
import { domainsOf, type DeclaredDomain } from '#fleet/network/domains.ts'
import { groupBy } from '#fleet/network/group-by.ts'
import type { Allocation, Network, NetworkModel } from '#fleet/network/model.ts'
import type { Report } from '#fleet/network/rule.ts'
import { whereIs } from '#fleet/network/spot.ts'
import { OVERLAP_RULES } from './overlap-rules.ts'
import { VLAN_RULES } from './vlan-rules.ts'

/** Reports networks that are repeated with another prefix, definitions that disagree with their segment, and two VLANs. */
export function checkOneNetwork({ networks }: NetworkModel, declared: readonly DeclaredDomain[], report: Report): void {
  const repeated = networks.filter(({ source }) => source === 'space' || source === 'context')
  for (const copies of groupBy(repeated, (network) => identityOf(network)).values()) if (copies.length > 1) compareCopies(copies, report)
  // Contexts among themselves are a matter of overlaps: only clusters with definitions are looked at.
  const attached = new Set(networks.flatMap(({ source, cluster }) => (source === 'attachment' && cluster !== undefined ? [cluster] : [])))
  const live = networks.filter(({ source, cluster }) => cluster !== undefined && attached.has(cluster) && (source === 'context' || source === 'attachment'))
  const seen = new Set<string>()
  const bySegment = groupBy(live, (network) => `${network.cluster!.name} ${segmentOf(network, declared)}`)
  const byName = groupBy(live, ({ cluster, name }) => `${cluster!.name} ${name}`)
  for (const group of [...bySegment.values(), ...byName.values()]) if (group.length > 1) comparePrefixes(group, seen, report)
  for (const group of byName.values()) if (group.length > 1) compareVlans(group, report)
}

/** What two objects must share to be the same network: for declared space the object, for contexts cluster and name. */
function identityOf({ source, resource, cluster, name }: Network): string {
  return source === 'context' ? `context ${cluster?.name ?? ''} ${name}` : `${resource.kind} ${resource.namespace} ${resource.name} ${name}`
}

function segmentOf(network: Network, declared: readonly DeclaredDomain[]): string {
  return domainsOf(network, declared)[0]?.key ?? `alone ${network.name}`
}

function keyOf({ range }: Allocation): string {
  return `${range.family} ${range.first} ${range.last}`
}

/** Each copy against the first: prefixes that only one of them has and that overlap are two spellings of one. */
function compareCopies([first, ...rest]: readonly Network[], report: Report): void {
  const prefixesOf = ({ allocations }: Network): Allocation[] => allocations.filter(({ role }) => role === 'parent' || role === 'prefix')
  const original = prefixesOf(first!)
  const known = new Set(original.map(keyOf))
  for (const copy of rest) {
    if (copy.resource === first!.resource) continue
    const own = prefixesOf(copy)
    const has = new Set(own.map(keyOf))
    const added = own.filter((one) => !known.has(keyOf(one)))
    const missing = original.filter((one) => !has.has(keyOf(one)))
    if (added.length === 0 || missing.length === 0) continue
    const all = [...missing, ...added]
    const { groups, pairs } = overlaps(all.map(({ range }) => range), { nearest: 1 })
    const told = new Set<Allocation>()
    for (const { left, right } of pairs) {
      const [a, b] = [groups[left]!.members[0]!, groups[right]!.members[0]!]
      if (a < missing.length === b < missing.length) continue
      const [old, now] = a < missing.length ? [all[a]!, all[b]!] : [all[b]!, all[a]!]
      if (told.has(now)) continue
      told.add(now)
      const message = `${subjectOf(copy)} is written with ${allocationText(now)} here and with ${allocationText(old)} at ${whereIs(old.at)}; write the same`
      report({ rule: OVERLAP_RULES.twoLengths, message, at: now.at, other: old.at })
    }
  }
}

/** Subnets of one segment, or of one name, that contain each other. Single addresses (/32, /128) have no segment. */
function comparePrefixes(group: readonly Network[], seen: Set<string>, report: Report): void {
  const all = group.flatMap((network) =>
    network.allocations.flatMap((allocation) =>
      allocation.role === 'prefix' && allocation.prefix!.length < bitsOf(allocation.range.family) ? [{ network, allocation }] : [],
    ),
  )
  if (all.length < 2) return
  const { groups, pairs } = overlaps(all.map(({ allocation }) => allocation.range), { nearest: 1 })
  for (const { left, right } of pairs) {
    const [a, b] = [all[groups[left]!.members[0]!]!, all[groups[right]!.members[0]!]!]
    // Two contexts that overlap are two networks (NET020), not two spellings of one.
    if (a.network === b.network || (a.network.source === 'context' && b.network.source === 'context')) continue
    const key = `${a.network.cluster!.name} ${keyOf(a.allocation)} ${keyOf(b.allocation)}`
    if (seen.has(key)) continue
    seen.add(key)
    const message = `${ownText(b.network, b.allocation)} is a part of ${otherText(a.network, a.allocation)} on the same segment: its hosts have another netmask; keep the prefix and cut the pool out of it`
    report({ rule: OVERLAP_RULES.twoLengths, message, at: b.allocation.at, other: a.allocation.at, severity: 'warning' })
  }
}

/** The VLAN of a context against those of the definitions, and other contexts, of its name. */
function compareVlans(group: readonly Network[], report: Report): void {
  const context = group.find(({ source, domain }) => source === 'context' && domain.vlan !== undefined)
  const stated = context?.domain.vlan
  if (context === undefined || stated === undefined) return
  for (const network of group) {
    const { vlan } = network.domain
    if (network === context || vlan === undefined || vlan.value === stated.value || network.domain.bridge !== undefined) continue
    const tag = vlan.value === 0 ? 'untagged' : `on VLAN ${vlan.value}`
    const message = `${subjectOf(network)} is ${tag}, and ${subjectOf(context)} is on VLAN ${stated.value} (${whereIs(stated.at)}); write the same`
    const severity = vlan.value === 0 || stated.value === 0 ? 'warning' : undefined
    report({ rule: VLAN_RULES.twoVlans, message, at: vlan.at, other: stated.at, severity })
  }
}
