import { compareRanges, type Range } from './range.ts'

/** How many low bits of an address the first key leaves to the second: 128 less the 53 that a float holds exactly. */
const LOW_BITS = 75
const LOW_BITS_AS_SHIFT = BigInt(LOW_BITS)

/**
 * The indexes of `ranges` in the order of `compareRanges`, equal ranges by index. O(n log n).
 *
 * Nearly all comparisons are decided by two floats that stand for `first`: the high bits, exact, with IPv4 before all of
 * IPv6, and the low bits, rounded, which keeps their order. Only where both are equal the ranges themselves are compared.
 */
export function sweepOrder(ranges: readonly Range[]): Uint32Array {
  const high = new Float64Array(ranges.length)
  const low = new Float64Array(ranges.length)
  const order = new Uint32Array(ranges.length)
  for (const [index, { family, first }] of ranges.entries()) {
    order[index] = index
    high[index] = family === 4 ? -1 : Number(first >> LOW_BITS_AS_SHIFT)
    low[index] = Number(BigInt.asUintN(LOW_BITS, first))
  }
  // The sort is stable: equal ranges keep the order of their indexes.
  return order.sort((a, b) => high[a]! - high[b]! || low[a]! - low[b]! || compareRanges(ranges[a]!, ranges[b]!))
}
