/** Checks what is cut from declared space: it must lie in it, and no two objects may declare the same prefix. */

import type { Family } from '#net/family.ts'
import { merge } from '#net/range-set.ts'
import { contains, type Range } from '#net/range.ts'
import { allocationText, firstFew, otherText, ownText, subjectOf } from '#fleet/network/describe.ts'
import { groupBy } from '#fleet/network/group-by.ts'
import type { Allocation, Network, NetworkModel } from '#fleet/network/model.ts'
import type { Report } from '#fleet/network/rule.ts'
import { whereIs } from '#fleet/network/spot.ts'
import { OVERLAP_RULES } from './overlap-rules.ts'

interface Declared {
  readonly network: Network
  readonly allocation: Allocation
}

/** Reports prefixes outside of their instance, and prefixes that two objects of one instance declare. */
export function checkParents({ networks }: NetworkModel, report: Report): void {
  const inInstance = networks.filter(({ domain }) => domain.instance !== undefined)
  for (const [instance, members] of groupBy(inInstance, ({ domain }) => domain.instance!.value)) {
    const spaces = members.filter(({ source }) => source === 'space')
    const declared = spaces.flatMap((network) => network.allocations.filter(({ role }) => role === 'parent').map((allocation) => ({ network, allocation })))
    if (declared.length === 0) continue
    checkTwice(declared, instance, report)
    const parents = declared.filter(({ network }) => network.resource.kind !== 'IPPrefix')
    const space = { instance, merged: merge(parents.map(({ allocation }) => allocation.range)), ofFamily: groupBy(parents, ({ allocation }) => allocation.range.family) }
    for (const network of members) if (network.source !== 'space' || network.resource.kind === 'IPPrefix') checkInside(network, space, report)
  }
}

/** What an instance declares. */
interface Space {
  readonly instance: string
  readonly merged: readonly Range[]
  readonly ofFamily: ReadonlyMap<Family, readonly Declared[]>
}

/** An aggregate is space of its own; a text is reported once although it may be several allocations. */
function checkInside(network: Network, { instance, merged, ofFamily }: Space, report: Report): void {
  if (network.traits.has('aggregate')) return
  const seen = new Set<string>()
  for (const allocation of network.allocations) {
    const { role, range, text, at } = allocation
    const parents = ofFamily.get(range.family)
    if (parents === undefined || role === 'gateway' || role === 'exclude' || seen.has(text) || isInside(merged, range)) continue
    seen.add(text)
    const [first] = parents
    const listed = firstFew(parents.slice(0, 4).map((one) => allocationText(one.allocation)))
    const message = `${ownText(network, allocation)} is outside of the network instance ${instance}: ${subjectOf(first!.network)} declares ${listed} (${whereIs(first!.allocation.at)}); take a prefix of it`
    report({ rule: OVERLAP_RULES.outsideParent, message, at, other: first!.allocation.at, domain: `the network instance ${instance}` })
  }
}

/** Whether one of the sorted, disjoint ranges contains another range. */
function isInside(merged: readonly Range[], range: Range): boolean {
  let [low, high] = [0, merged.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const one = merged[middle]!
    if (contains(one, range)) return true
    if (one.family < range.family || (one.family === range.family && one.first <= range.first)) low = middle + 1
    else high = middle - 1
  }
  return false
}

/** Equal prefixes of different owners. A Network's prefix inside of an instance's is its child, an address form names an address. */
function checkTwice(declared: readonly Declared[], instance: string, report: Report): void {
  const whole = declared.filter(({ network, allocation: { range, text } }) => !network.allocations.some((one) => one.text === text && one.role !== 'parent' && one.range.family === range.family))
  const equal = groupBy(whole, ({ network, allocation: { range } }) => `${network.resource.kind} ${range.family} ${range.first} ${range.last}`)
  for (const [first, ...rest] of equal.values()) {
    for (const { network, allocation } of rest) {
      const { name, namespace } = network.resource
      if (name === first!.network.resource.name && namespace === first!.network.resource.namespace) continue
      const message = `${ownText(network, allocation)} is also declared by ${otherText(first!.network, first!.allocation)} in the network instance ${instance}: a prefix has one owner`
      report({ rule: OVERLAP_RULES.overlap, message, at: allocation.at, other: first!.allocation.at, domain: `the network instance ${instance}` })
    }
  }
}
