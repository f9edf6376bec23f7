import { bitsOf } from './family.ts'
import { prefixOf, type Prefix } from './prefix.ts'
import type { Range } from './range.ts'
import { merge } from './range-set.ts'

/** The fewest prefixes that have exactly the addresses of the range, sorted: at most 62 for IPv4, 254 for IPv6. */
export function prefixesOf(range: Range): Prefix[] {
  const prefixes: Prefix[] = []
  for (let first = range.first; first <= range.last; ) {
    const prefix = largestPrefixAt({ ...range, first })
    prefixes.push(prefix)
    first = prefix.last + 1n
  }
  return prefixes
}

/** The fewest prefixes that have exactly the addresses of the ranges, sorted, IPv4 first. */
export function aggregate(ranges: readonly Range[]): Prefix[] {
  return merge(ranges).flatMap(prefixesOf)
}

/** The range as a prefix, or undefined if it is none. */
export function asPrefix(range: Range): Prefix | undefined {
  const prefix = largestPrefixAt(range)
  return prefix.last === range.last ? prefix : undefined
}

/** The largest prefix that starts with the range and does not reach beyond it. */
function largestPrefixAt({ family, first, last }: Range): Prefix {
  const bits = bitsOf(family)
  // A prefix of 2^k addresses starts at a multiple of 2^k: k is limited by the zeros at the end of `first` and by the size.
  const aligned = first === 0n ? bits : (first & -first).toString(2).length - 1
  const fitting = (last - first + 1n).toString(2).length - 1
  return prefixOf({ family, value: first }, bits - Math.min(aligned, fitting))
}
