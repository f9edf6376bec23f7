/** Whether whereabouts can use a range as it is meant: its state is one object per range (or slice pool). */

import { formatPrefix } from '#net/format.ts'
import type { Prefix } from '#net/prefix.ts'
import { sizeOf, type Range } from '#net/range.ts'
import type { Report } from '#fleet/network/rule.ts'
import { nameOf, type Placed } from '#fleet/network/spot.ts'
import { POOL_RULES } from './pool-rules.ts'

/** A range of a whereabouts configuration; `slice` is its node_slice_size. */
export interface WhereaboutsRange {
  readonly prefix: Prefix
  readonly pool: Range
  readonly text: Placed<string>
  readonly slice: Placed<string> | undefined
}

/** IPv4 pools beyond this are never filled: an entry takes some 100 bytes, an object 1.5 MiB. */
const MOST_ADDRESSES = 65_536n
/** A slice takes some 60 bytes of its one object. */
const MOST_SLICES = 16_384n

/** Reports a range that is too large, and slices that do not fit it. IPv6 subnets are large by nature and no finding. */
export function checkWhereaboutsSize({ prefix, pool, text, slice }: WhereaboutsRange, report: Report): void {
  if (slice !== undefined) {
    checkSlices(prefix, slice, report)
    return
  }
  const what = `${nameOf(text.at)}: whereabouts keeps ${formatPrefix(prefix)}`
  if (prefix.family === 4 && sizeOf(pool) > MOST_ADDRESSES) {
    const message = `${what} in one object of at most 1.5 MiB, which is full after some ten thousand of its ${sizeOf(pool)} addresses; write a smaller range`
    report({ rule: POOL_RULES.tooLarge, message, at: text.at })
  } else if (pool.first - prefix.first >= 1n << 63n) {
    const message = `${what} by positions of 63 bits, and range_start lies beyond them: addresses would be given twice; write a longer prefix`
    report({ rule: POOL_RULES.tooLarge, message, at: text.at, severity: 'error' })
  }
}

function checkSlices(prefix: Prefix, slice: Placed<string>, report: Report): void {
  const length = /^\/?(\d{1,3})$/.exec(slice.value)?.[1]
  const { at } = slice
  if (length === undefined || Number(length) < prefix.length || Number(length) > (prefix.family === 4 ? 32 : 128)) {
    const message = `${nameOf(at)}: "${slice.value}" is no part of ${formatPrefix(prefix)}; write a length from /${prefix.length} on, such as "/${prefix.length + 2}"`
    report({ rule: POOL_RULES.poolOutside, message, at })
    return
  }
  const slices = 1n << BigInt(Number(length) - prefix.length)
  if (slices <= MOST_SLICES) return
  const message = `${nameOf(at)}: ${formatPrefix(prefix)} in slices of ${slice.value} makes ${slices} slices, which one object cannot hold; write larger slices or a smaller range`
  report({ rule: POOL_RULES.tooLarge, message, at })
}
