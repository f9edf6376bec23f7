import type { Address } from './address.ts'
import { hostMask } from './family.ts'
import type { Range } from './range.ts'

/**
 * A prefix `address/length` (RFC 4632, RFC 4291). It is the range of its addresses, and it keeps the address as it was
 * written: `10.1.2.3/8` has the address 10.1.2.3, the first address 10.0.0.0 and the last 10.255.255.255.
 */
export interface Prefix extends Range {
  /** The address as written, host bits included. */
  readonly address: bigint
  /** How many leading bits are common to all addresses: 0 to 32 or 128. */
  readonly length: number
}

/** The prefix of this length around the address. `length` is a whole number from 0 to the bits of the family. */
export function prefixOf({ family, value }: Address, length: number): Prefix {
  const host = hostMask(family, length)
  const last = value | host
  const first = last ^ host
  // Most prefixes have no host bits; sharing the number keeps a million of them small.
  return { family, address: first === value ? first : value, length, first, last }
}

/** Whether bits beyond the prefix length are set, as in 10.1.2.3/8. Legal for an interface, seldom meant for a network. */
export function hasHostBits(prefix: Prefix): boolean {
  return prefix.address !== prefix.first
}

/** The same prefix without host bits: 10.1.2.3/8 becomes 10.0.0.0/8. */
export function networkOf(prefix: Prefix): Prefix {
  return hasHostBits(prefix) ? { ...prefix, address: prefix.first } : prefix
}
