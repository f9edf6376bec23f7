import { compareAddresses } from './address.ts'
import { firstAddress, lastAddress, type Range } from './range.ts'

/** A range that counts as `weight` equal ones. */
export interface WeightedRange {
  readonly range: Range
  readonly weight: number
}

/**
 * For every range the total weight of the ranges that share an address with it, its own weight included. The input is
 * sorted by `compareRanges`. O(n log n), however many pairs there are: those that start by its end, less those that
 * are over before its start.
 */
export function sharingCounts(ranges: readonly WeightedRange[]): Float64Array {
  const counts = new Float64Array(ranges.length)
  const byEnd = [...ranges.keys()].sort((a, b) => compareAddresses(lastAddress(ranges[a]!.range), lastAddress(ranges[b]!.range)))
  let started = 0
  let weightStarted = 0
  for (const index of byEnd) {
    const last = lastAddress(ranges[index]!.range)
    for (; started < ranges.length && compareAddresses(firstAddress(ranges[started]!.range), last) <= 0; started++) {
      weightStarted += ranges[started]!.weight
    }
    counts[index] = weightStarted
  }
  let over = 0
  let weightOver = 0
  for (const [index, { range }] of ranges.entries()) {
    for (; compareAddresses(lastAddress(ranges[byEnd[over]!]!.range), firstAddress(range)) < 0; over++) {
      weightOver += ranges[byEnd[over]!]!.weight
    }
    counts[index] = counts[index]! - weightOver
  }
  return counts
}
