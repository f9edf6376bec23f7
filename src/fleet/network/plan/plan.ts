/** The address plan of a model as a value to draw: domains, the space in each, a lane per cluster, what is taken and what is free. */

import type { Range } from '#net/range.ts'
import { countAddresses, gapsIn, intersect, merge } from '#net/range-set.ts'
import { groupBy } from '#fleet/network/group-by.ts'

/** Networks that could meet, or the like ones of each cluster. Sorted by title. */
export interface PlanDomain {
  readonly title: string
  /** What was assumed to say so; empty where nothing was. */
  readonly assumed: string
  readonly spaces: readonly PlanSpace[]
}

/** A part of the address space with all that lies in it. */
export interface PlanSpace {
  readonly range: Range
  /** Where it is declared; undefined when it is only the smallest prefix around what is there. */
  readonly declared: string | undefined
  /** One for each cluster, sorted by name; what belongs to no cluster comes first. */
  readonly lanes: readonly PlanLane[]
  /** The addresses that are taken and those that are not, in the fewest ranges. */
  readonly taken: readonly Range[]
  readonly free: readonly Range[]
  readonly contests: readonly PlanContest[]
}

/** What one cluster has of a space. */
export interface PlanLane {
  /** The cluster's name; undefined for what belongs to none, or to one that nothing tells. */
  readonly cluster: string | undefined
  /** Sorted, larger ones first among those that start together. */
  readonly blocks: readonly PlanBlock[]
}

/** One subnet, or one pool or address that lies in no subnet of its network. */
export interface PlanBlock {
  readonly range: Range
  readonly network: string
  /** `network n2 of my-ran`. */
  readonly subject: string
  readonly at: string
  /** What something hands out or has fixed; a subnet that is only set aside for a cluster has none. */
  readonly used: readonly Range[]
  readonly excluded: readonly Range[]
  readonly gateways: readonly Range[]
  readonly contests: readonly PlanContest[]
}

/** Addresses that two networks take, seen from one of them. */
export interface PlanContest {
  readonly range: Range
  /** The address that proves it. */
  readonly witness: string
  readonly subject: string
  /** The other network and where it stands. */
  readonly other: string
  readonly otherAt: string
  /** A warning where the domain is only guessed or assumed across sites. */
  readonly severity: 'error' | 'warning'
}

/** A block of a network on its way into a space. */
export interface PlacedBlock {
  readonly cluster: string | undefined
  readonly block: PlanBlock
}

/** Declared prefixes of an instance, and where they stand. */
export interface PlanParent {
  readonly range: Range
  readonly declared: string
}

/** How much of a space is taken, in tenths of a percent; more than nothing is at least one. */
export function permilleTaken({ range, taken }: Pick<PlanSpace, 'range' | 'taken'>): number {
  const count = countAddresses(taken)
  const permille = Number((count * 1000n) / (range.last - range.first + 1n))
  return count > 0n && permille === 0 ? 1 : permille
}

/** The addresses of a lane that are taken, in the fewest ranges. */
export function takenBy({ blocks }: PlanLane): Range[] {
  return merge(blocks.map(({ range }) => range))
}

/** A space from what lies in it. */
export function spaceFrom(range: Range, declared: string | undefined, placed: readonly PlacedBlock[]): PlanSpace {
  const byCluster = groupBy(placed, ({ cluster }) => cluster)
  const lanes = [...byCluster].map(([cluster, own]) => ({ cluster, blocks: joinSame(own.map(({ block }) => block)) }))
  const taken = intersect(placed.map(({ block }) => block.range), [range])
  return {
    range,
    declared,
    lanes: lanes.toSorted((a, b) => (a.cluster === undefined ? -1 : b.cluster === undefined ? 1 : order(a.cluster, b.cluster))),
    taken,
    free: gapsIn(range, taken),
    contests: placed.flatMap(({ block }) => block.contests),
  }
}

/** A context and the definition of the same name and range are one network: the definition says what is handed out. */
function joinSame(blocks: readonly PlanBlock[]): PlanBlock[] {
  const same = groupBy(blocks, ({ network, range }) => `${network} ${range.first} ${range.last}`)
  return [...same.values()].map(([first, ...rest]) => {
    if (rest.length === 0) return first!
    const all = [first!, ...rest]
    return {
      ...first!,
      used: merge(all.flatMap(({ used }) => used)),
      excluded: merge(all.flatMap(({ excluded }) => excluded)),
      gateways: merge(all.flatMap(({ gateways }) => gateways)),
      contests: all.flatMap(({ contests }) => contests),
    }
  })
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
