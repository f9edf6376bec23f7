import type { Address } from './address.ts'
import { bitsOf, hostMask, type Family } from './family.ts'
import { prefixOf, type Prefix } from './prefix.ts'
import { firstAddress, type Range } from './range.ts'
import { subtract } from './range-set.ts'

/** The lowest address of `pools` that no range of `used` has (IPv4 before IPv6), or undefined if none is left. */
export function firstFree(pools: readonly Range[], used: readonly Range[]): Address | undefined {
  const [free] = subtract(pools, used)
  return free && firstAddress(free)
}

/** What to look for: whole prefixes of a family and a length. A length that the family does not have is never found. */
export interface PrefixSize {
  readonly family: Family
  readonly length: number
}

/** The lowest prefix of that size in `pools` that shares no address with `used`, or undefined if none is left. */
export function nextFreePrefix(pools: readonly Range[], used: readonly Range[], size: PrefixSize): Prefix | undefined {
  return freePrefixes(pools, used, size).next().value
}

/**
 * All prefixes of that size in `pools` that share no address with `used`, ascending. There may be 2^128 of them: take
 * what is needed. Pools that touch count as one, so a prefix may lie across two of them.
 */
export function* freePrefixes(pools: readonly Range[], used: readonly Range[], size: PrefixSize): Generator<Prefix, undefined> {
  for (const { first, last, step } of alignedRuns(pools, used, size)) {
    for (let value = first; value <= last; value += step) yield prefixOf({ family: size.family, value }, size.length)
  }
}

/** How many prefixes `freePrefixes` gives, without listing them. */
export function countFreePrefixes(pools: readonly Range[], used: readonly Range[], size: PrefixSize): bigint {
  return alignedRuns(pools, used, size).reduce((sum, { first, last, step }) => sum + (last - first) / step + 1n, 0n)
}

/** Where whole prefixes of a size start: at `first`, every `step` addresses, up to `last`. */
interface AlignedRun {
  readonly first: bigint
  readonly last: bigint
  readonly step: bigint
}

function alignedRuns(pools: readonly Range[], used: readonly Range[], { family, length }: PrefixSize): AlignedRun[] {
  if (!Number.isInteger(length) || length < 0 || length > bitsOf(family)) return []
  const host = hostMask(family, length)
  return subtract(pools, used).flatMap((free) => {
    if (free.family !== family) return []
    const first = (free.first + host) & ~host
    const last = ((free.last + 1n) & ~host) - host - 1n
    return first <= last ? [{ first, last, step: host + 1n }] : []
  })
}
