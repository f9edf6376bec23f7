import { contains, sharedBy, type Range } from './range.ts'
import { sharingCounts } from './sharing-counts.ts'
import { sweep } from './sweep.ts'
import { sweepOrder } from './sweep-order.ts'

/** All input ranges that are equal, together: thousands that coincide are one group. */
export interface OverlapGroup {
  /** The addresses that every member has. */
  readonly range: Range
  /** The members as indexes into the input, ascending; at least one. */
  readonly members: readonly number[]
  /** How many input ranges outside of the group share an address with it: exact, also if pairs were left out. */
  readonly others: number
}

/** Two groups that share addresses. `left` and `right` are indexes into `groups`, `left < right`. */
export interface OverlapPair {
  readonly left: number
  readonly right: number
  /** The addresses in both; the first of them is the witness. */
  readonly shared: Range
  /** `contains`: left has all addresses of right and more. `crosses`: each has addresses that the other has not. */
  readonly relation: 'contains' | 'crosses'
}

/** What `overlaps` found. */
export interface OverlapReport {
  /** Every group of two or more members, and every group that shares an address with another. Sorted as `compareRanges`. */
  readonly groups: readonly OverlapGroup[]
  /** Pairs of groups, by `right`, then nearest first: the `left` that starts last. No pair of groups stands there twice. */
  readonly pairs: readonly OverlapPair[]
  /** How many pairs of input ranges share an address: exact, also if pairs were left out. */
  readonly pairCount: number
  /** Whether all pairs of groups are listed. */
  readonly complete: boolean
}

/**
 * Finds the ranges that share addresses, in O(n log n + n · `nearest`) steps however many they are.
 *
 * Two inputs that share an address are either members of one group or a pair of groups, never both. A group is listed
 * with the `nearest` groups at most that start before it and share an address with it, nearest first; farther ones are
 * left out, `complete` is then false, and the counts still are exact. What holds always:
 * - every input that shares an address with another one is in exactly one group, every other input in none;
 * - every group that shares an address with another group is in at least one pair, and the pairs connect exactly the
 *   groups that are connected by sharing addresses;
 * - prefixes contain or miss each other, so with `nearest` of 32 (IPv4) or 128 nothing is ever left out among prefixes;
 * - nothing depends on the order of the input but the indexes; families never meet.
 */
export function overlaps(ranges: readonly Range[], { nearest = 16 }: { readonly nearest?: number } = {}): OverlapReport {
  const order = sweepOrder(ranges)
  const { ends, lefts, rights, complete } = sweep(ranges, order, nearest)
  const starts = [...new Set([...ends.keys(), ...lefts, ...rights])].sort((a, b) => a - b)
  const runs = starts.map((start) => {
    const members = [...order.subarray(start, ends.get(start) ?? start + 1)]
    return { range: ranges[members[0]!]!, members, weight: members.length }
  })
  const counts = sharingCounts(runs)
  const numbers = new Map(starts.map((start, number) => [start, number]))
  const pairOf = (left: number, right: number): OverlapPair => {
    const [outer, inner] = [runs[left]!.range, runs[right]!.range]
    return { left, right, shared: sharedBy(outer, inner)!, relation: contains(outer, inner) ? 'contains' : 'crosses' }
  }
  return {
    groups: runs.map(({ range, members, weight }, number) => ({ range, members, others: counts[number]! - weight })),
    pairs: lefts.map((left, index) => pairOf(numbers.get(left)!, numbers.get(rights[index]!)!)),
    // Every member meets all it shares an address with, itself included; each pair was counted from both sides.
    pairCount: runs.reduce((sum, { weight }, number) => sum + weight * (counts[number]! - 1), 0) / 2,
    complete,
  }
}
