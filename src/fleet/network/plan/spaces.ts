/** Which parts of the address space a domain is drawn in: declared prefixes, and around all else the smallest prefixes. */

import { prefixOf } from '#net/prefix.ts'
import { bitsOf } from '#net/family.ts'
import { compareRanges, contains, firstAddress, sizeOf, type Range } from '#net/range.ts'
import { spaceFrom, type PlacedBlock, type PlanParent, type PlanSpace } from './plan.ts'

/** How many times larger than what is in it a prefix may be: beyond that its parts are drawn for themselves. */
const LEAST_FILLED = 1024n

/** So many spaces of a domain are drawn for themselves before larger ones are tried. */
const MOST_SPACES = 12

/** The spaces of a domain, sorted; each block is in the one that contains it. */
export function spacesOf(placed: readonly PlacedBlock[], parents: readonly PlanParent[]): PlanSpace[] {
  const sorted = placed.toSorted((a, b) => compareRanges(a.block.range, b.block.range))
  const outer = outermost(parents)
  const inside = new Map<PlanParent, PlacedBlock[]>(outer.map((parent) => [parent, []]))
  const outside: PlacedBlock[] = []
  let next = 0
  for (const one of sorted) {
    while (next < outer.length && isBehind(outer[next]!.range, one.block.range)) next++
    const parent = outer[next]
    if (parent !== undefined && contains(parent.range, one.block.range)) inside.get(parent)!.push(one)
    else outside.push(one)
  }
  const declared = [...inside].map(([{ range, declared }, own]) => spaceFrom(range, declared, own))
  return [...declared, ...hullsOf(outside)].toSorted((a, b) => compareRanges(a.range, b.range))
}

/** Whether `range` starts behind the end of `parent`. */
function isBehind(parent: Range, range: Range): boolean {
  return parent.family < range.family || (parent.family === range.family && parent.last < range.first)
}

function outermost(parents: readonly PlanParent[]): PlanParent[] {
  const outer: PlanParent[] = []
  for (const parent of parents.toSorted((a, b) => compareRanges(a.range, b.range))) {
    const last = outer.at(-1)
    if (last === undefined || !contains(last.range, parent.range)) outer.push(parent)
  }
  return outer
}

/** A prefix while blocks are added to it, and how many addresses they have. */
interface Hull {
  range: Range
  filled: bigint
  last: bigint
  readonly placed: PlacedBlock[]
}

function hullsOf(sorted: readonly PlacedBlock[]): PlanSpace[] {
  if (sorted.length === 0) return []
  for (let least = LEAST_FILLED; ; least *= 256n) {
    const hulls = growHulls(sorted, least)
    if (hulls.length <= MOST_SPACES || least > 1n << 64n) return hulls.map(({ range, placed }) => spaceFrom(range, undefined, placed))
  }
}

/** One pass over sorted blocks: each joins the prefix before it while that one stays filled enough. */
function growHulls(sorted: readonly PlacedBlock[], least: bigint): Hull[] {
  const hulls: Hull[] = []
  for (const one of sorted) {
    const { range } = one.block
    const open = hulls.at(-1)
    const joined = open === undefined || open.range.family !== range.family ? undefined : prefixAround({ ...range, first: open.range.first, last: range.last > open.range.last ? range.last : open.range.last })
    const added = open !== undefined && range.last <= open.last ? 0n : range.last - (open !== undefined && open.last > range.first ? open.last : range.first) + 1n
    if (open !== undefined && joined !== undefined && sizeOf(joined) <= (open.filled + added) * least) {
      open.range = joined
      open.filled += added
      open.placed.push(one)
      if (range.last > open.last) open.last = range.last
    } else hulls.push({ range: prefixAround(range), filled: sizeOf(range), last: range.last, placed: [one] })
  }
  return hulls
}

/** The smallest prefix that has all addresses of a range. */
function prefixAround({ family, first, last }: Range): Range {
  const differing = (first ^ last).toString(2)
  const length = bitsOf(family) - (first === last ? 0 : differing.length)
  const { first: from, last: to } = prefixOf(firstAddress({ family, first, last }), length)
  return { family, first: from, last: to }
}
