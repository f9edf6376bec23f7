import type { Address } from './address.ts'
import { bitsOf } from './family.ts'
import type { Prefix } from './prefix.ts'
import { holds, type Range } from './range.ts'

/**
 * What an address is in a prefix:
 * - `outside`: not one of its addresses;
 * - `network`: the lowest address of an IPv4 prefix up to /30 (RFC 1122, section 3.2.1.3);
 * - `broadcast`: the highest address of an IPv4 prefix up to /30; IPv6 has none (RFC 4291, section 2);
 * - `router-anycast`: the lowest address of an IPv6 prefix up to /126 (RFC 4291, section 2.6.1);
 * - `host`: any other. Both addresses of a /31 (RFC 3021) and of a /127 (RFC 6164), and the one of a /32 and a /128.
 */
export type AddressRole = 'outside' | 'network' | 'broadcast' | 'router-anycast' | 'host'

/** What the address is in the prefix. */
export function roleIn(prefix: Prefix, address: Address): AddressRole {
  if (!holds(prefix, address)) return 'outside'
  if (isPointToPoint(prefix)) return 'host'
  if (address.value === prefix.first) return prefix.family === 4 ? 'network' : 'router-anycast'
  return address.value === prefix.last && prefix.family === 4 ? 'broadcast' : 'host'
}

/** The broadcast address of a prefix: its last one for IPv4 up to /30, otherwise there is none. */
export function broadcastOf(prefix: Prefix): Address | undefined {
  return prefix.family === 4 && !isPointToPoint(prefix) ? { family: 4, value: prefix.last } : undefined
}

/** The addresses of the prefix that a host may have: those whose role is `host`. There is always one. */
export function hostsOf(prefix: Prefix): Range {
  const { family, first, last } = prefix
  if (isPointToPoint(prefix)) return { family, first, last }
  return { family, first: first + 1n, last: family === 4 ? last - 1n : last }
}

/** Prefixes of one or two addresses have no address with a special role. */
const isPointToPoint = (prefix: Prefix): boolean => prefix.length >= bitsOf(prefix.family) - 1
