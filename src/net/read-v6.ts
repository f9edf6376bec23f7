import { readV4 } from './read-v4.ts'
import { refuse, refuseCharacter, type Refusal } from './refusal.ts'

const COLON = 58
const DOT = 46
const GROUPS = 8

/** The groups of the address that is being read. Used within one call only: no call sees another's. */
const groups = new Uint16Array(GROUPS)

/**
 * Reads `text` from `from` to before `to` as an IPv6 address in any of the three forms of RFC 4291, section 2.2: eight
 * groups of one to four hexadecimal digits (either case, leading zeros allowed), one `::` for one or more groups of
 * zeros, the last two groups as an IPv4 address. The address as a number, or the refusal. A zone is refused. There is a
 * colon in it, and at `to` the text ends or has `/` or `-`: nothing that an address goes on with.
 */
export function readV6(text: string, from: number, to: number): bigint | Refusal {
  let count = 0
  let gap = -1
  let gapAt = from
  let at = from
  if (text.startsWith('::', from)) {
    gap = 0
    at += 2
  }
  while (at < to) {
    const start = at
    let group = 0
    for (let digit = hexDigit(text, at); digit >= 0; digit = hexDigit(text, ++at)) group = group * 16 + digit
    if (text.charCodeAt(at) === DOT) {
      if (count > GROUPS - 2) return refuse('groups-many', start)
      const embedded = readV4(text, start, to)
      if (typeof embedded !== 'number') return embedded
      groups[count++] = embedded >>> 16
      groups[count++] = embedded & 0xffff
      break
    }
    if (at === start) return isColon(text, at) ? refuse('group-empty', at) : refuseCharacter(text, at)
    if (at - start > 4) return refuse('group-long', start)
    if (count === GROUPS) return refuse('groups-many', start)
    groups[count++] = group
    if (at === to) break
    if (!isColon(text, at)) return refuseCharacter(text, at)
    at++
    if (at === to) return refuse('group-empty', at)
    if (isColon(text, at)) {
      if (gap >= 0) return refuse('gap-twice', at - 1)
      gap = count
      gapAt = at - 1
      at++
    }
  }
  if (gap < 0) return count === GROUPS ? valueOfGroups() : refuse('groups-missing', to)
  if (count === GROUPS) return refuse('groups-many', gapAt)
  groups.copyWithin(gap + GROUPS - count, gap, count)
  groups.fill(0, gap, gap + GROUPS - count)
  return valueOfGroups()
}

const isColon = (text: string, at: number): boolean => text.charCodeAt(at) === COLON

/** The value of the hexadecimal digit at `at`, or a negative number if there is none. */
function hexDigit(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code <= 57) return code - 48
  const letter = (code | 32) - 97
  return letter >= 0 && letter <= 5 ? letter + 10 : -1
}

/** The 128 bits of `groups`. Three groups fit a float exactly, so this needs three bigints and not eight. */
function valueOfGroups(): bigint {
  return (BigInt(threeGroups(0)) << 80n) | (BigInt(threeGroups(3)) << 32n) | BigInt(groups[6]! * 0x1_0000 + groups[7]!)
}

const threeGroups = (from: number): number => groups[from]! * 0x1_0000_0000 + groups[from + 1]! * 0x1_0000 + groups[from + 2]!
