import { isMapped, type Address } from './address.ts'
import type { Prefix } from './prefix.ts'
import { firstAddress, lastAddress, type Range } from './range.ts'

/**
 * The canonical text of an address. IPv6 as RFC 5952 wants it: lower case, no leading zeros, `::` for the longest run
 * of two or more zero groups (the first of equally long ones). IPv4-mapped addresses end in dots (section 5):
 * `::ffff:10.0.0.1`. A text is canonical if parsing and formatting gives it back.
 */
export function formatAddress(address: Address): string {
  if (address.family === 4) return dotted(address.value)
  return isMapped(address) ? `::ffff:${dotted(address.value & 0xffff_ffffn)}` : colons(address.value)
}

/** The prefix as it is: canonical address, host bits kept. For the form without host bits format `networkOf(prefix)`. */
export function formatPrefix(prefix: Prefix): string {
  return `${formatAddress({ family: prefix.family, value: prefix.address })}/${prefix.length}`
}

/** The range as `first-last`, also if both are the same or the range is a prefix. */
export function formatRange(range: Range): string {
  return `${formatAddress(firstAddress(range))}-${formatAddress(lastAddress(range))}`
}

function dotted(value: bigint): string {
  const bits = Number(value)
  return `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`
}

function colons(value: bigint): string {
  const digits = value.toString(16).padStart(32, '0')
  const groups = Array.from({ length: 8 }, (_, index) => Number.parseInt(digits.slice(index * 4, index * 4 + 4), 16))
  const run = longestZeroRun(groups)
  const write = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':')
  if (run.length < 2) return write(groups)
  return `${write(groups.slice(0, run.start))}::${write(groups.slice(run.start + run.length))}`
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  let start = 0
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start }
  }
  return best
}
