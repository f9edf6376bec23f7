import { compareRanges, contains, type Range, sizeOf } from './range.ts'

/** The same addresses in the fewest ranges: sorted (`compareRanges`), disjoint, with a gap between neighbours. O(n log n). */
export function merge(ranges: readonly Range[]): Range[] {
  const merged: Range[] = []
  let open: Range | undefined
  for (const { family, first, last } of ranges.toSorted(compareRanges)) {
    if (open && open.family === family && first <= open.last + 1n) {
      if (last > open.last) open = { family, first: open.first, last }
    } else {
      if (open) merged.push(open)
      open = { family, first, last }
    }
  }
  if (open) merged.push(open)
  return merged
}

/** The addresses of `ranges` that are in none of `excludes`, in the fewest ranges, sorted. O(n log n) in both. */
export function subtract(ranges: readonly Range[], excludes: readonly Range[]): Range[] {
  const holes = merge(excludes)
  const left: Range[] = []
  let next = 0
  for (const { family, first, last } of merge(ranges)) {
    let from = first
    while (next < holes.length && isBefore(holes[next]!, { family, first, last })) next++
    for (let at = next; at < holes.length && holes[at]!.family === family && holes[at]!.first <= last; at++) {
      const hole = holes[at]!
      if (from < hole.first) left.push({ family, first: from, last: hole.first - 1n })
      from = hole.last + 1n
    }
    if (from <= last) left.push({ family, first: from, last })
  }
  return left
}

/** The addresses that are in `ranges` and in `others`, in the fewest ranges, sorted. O(n log n) in both. */
export function intersect(ranges: readonly Range[], others: readonly Range[]): Range[] {
  return subtract(ranges, subtract(ranges, others))
}

/** The addresses of `within` that no range of `used` has, in the fewest ranges, sorted. */
export function gapsIn(within: Range, used: readonly Range[]): Range[] {
  return subtract([within], used)
}

/** Whether every address of `range` is in at least one of `ranges`. */
export function covers(ranges: readonly Range[], range: Range): boolean {
  return merge(ranges).some((merged) => contains(merged, range))
}

/** How many different addresses the ranges have, those of both families added. */
export function countAddresses(ranges: readonly Range[]): bigint {
  return merge(ranges).reduce((sum, range) => sum + sizeOf(range), 0n)
}

const isBefore = (a: Range, b: Range): boolean => a.family < b.family || (a.family === b.family && a.last < b.first)
