/** The ends of a pool inside of its prefix, as whereabouts, host-local and metal3 write them. */

import type { Address } from '#net/address.ts'
import { formatAddress, formatPrefix } from '#net/format.ts'
import type { Prefix } from '#net/prefix.ts'
import { firstAddress, holds, lastAddress, type Range } from '#net/range.ts'
import { readAddress } from '#fleet/network/read-addresses.ts'
import type { Report } from '#fleet/network/rule.ts'
import { ADDRESS_RULES } from '#fleet/network/rules/addresses.ts'
import { POOL_RULES } from '#fleet/network/rules/pool-rules.ts'
import { nameOf, whereIs, type Placed } from '#fleet/network/spot.ts'

/** The texts of the ends; an end that is not written is that of `usable`. */
export interface WrittenEnds {
  readonly start: Placed<string> | undefined
  readonly end: Placed<string> | undefined
}

/**
 * The pool between two ends. An end of another family or outside of the prefix, or a reversed range, is reported and
 * then counts as not written: that is what whereabouts makes of it.
 */
export function readPoolEnds({ start, end }: WrittenEnds, prefix: Prefix, usable: Range, report: Report): Range {
  const first = start && endIn(start, prefix, report)
  const last = end && endIn(end, prefix, report)
  if (first !== undefined && last !== undefined && first.value > last.value) {
    const message = `${nameOf(end!.at)}: the range ends at ${formatAddress(last)}, before it starts at ${formatAddress(first)} (${whereIs(start!.at)}); swap them`
    report({ rule: ADDRESS_RULES.reversed, message, at: end!.at, other: start!.at })
    return usable
  }
  return { family: usable.family, first: (first ?? firstAddress(usable)).value, last: (last ?? lastAddress(usable)).value }
}

function endIn(text: Placed<string>, prefix: Prefix, report: Report): Address | undefined {
  const address = readAddress(text, report)
  if (address === undefined || holds(prefix, address)) return address
  const message = `${nameOf(text.at)}: ${formatAddress(address)} is outside of ${formatPrefix(prefix)}; write an address of that prefix`
  report({ rule: POOL_RULES.poolOutside, message, at: text.at })
  return undefined
}
