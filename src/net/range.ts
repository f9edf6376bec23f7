import type { Address } from './address.ts'
import type { Family } from './family.ts'
import { refuse, type Parsed } from './refusal.ts'

/** All addresses of one family from `first` to `last`, both included; `first <= last` always holds. */
export interface Range {
  readonly family: Family
  readonly first: bigint
  readonly last: bigint
}

/** The range of one address. */
export function rangeOf(address: Address): Range {
  return { family: address.family, first: address.value, last: address.value }
}

/** The range between two addresses, or `families-differ` or `reversed` (at offset 0: there is no text). */
export function rangeBetween(first: Address, last: Address): Parsed<Range> {
  if (first.family !== last.family) return refuse('families-differ', 0)
  if (first.value > last.value) return refuse('reversed', 0)
  return { ok: true, value: { family: first.family, first: first.value, last: last.value } }
}

/** The lowest address of the range. */
export function firstAddress(range: Range): Address {
  return { family: range.family, value: range.first }
}

/** The highest address of the range. */
export function lastAddress(range: Range): Address {
  return { family: range.family, value: range.last }
}

/** How many addresses the range has: at least 1, at most 2^32 or 2^128. */
export function sizeOf(range: Range): bigint {
  return range.last - range.first + 1n
}

/** Whether every address of `inner` is one of `outer`. A range contains itself. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last
}

/** Whether the address is one of the range's. */
export function holds(range: Range, address: Address): boolean {
  return range.family === address.family && range.first <= address.value && address.value <= range.last
}

/** The addresses that two ranges share, or undefined if they share none. Its first address proves an overlap. */
export function sharedBy(a: Range, b: Range): Range | undefined {
  if (a.family !== b.family || a.last < b.first || b.last < a.first) return undefined
  return { family: a.family, first: a.first > b.first ? a.first : b.first, last: a.last < b.last ? a.last : b.last }
}

/** Orders ranges: IPv4 before IPv6, then by first address, then the longer one first, so that parents precede children. */
export function compareRanges(a: Range, b: Range): number {
  if (a.family !== b.family) return a.family - b.family
  if (a.first !== b.first) return a.first < b.first ? -1 : 1
  return a.last > b.last ? -1 : a.last < b.last ? 1 : 0
}
