import type { Address } from './address.ts'
import { readV4 } from './read-v4.ts'
import { readV6 } from './read-v6.ts'
import type { Parsed, Refusal } from './refusal.ts'

/**
 * Parses one address, strictly: no leading zeros, no short forms, no zone, no spaces, no brackets. What is accepted is
 * what Go's net/netip and Python's ipaddress accept, zones aside. IPv4-mapped addresses are IPv6 (see `unmapped`).
 */
export function parseAddress(text: string): Parsed<Address> {
  const address = readAddress(text, 0, text.length)
  return 'ok' in address ? address : { ok: true, value: address }
}

/** Reads `text` from `from` to before `to` as one address. A colon anywhere in it makes it IPv6. */
export function readAddress(text: string, from: number, to: number): Address | Refusal {
  const colon = text.indexOf(':', from)
  if (colon < 0 || colon >= to) {
    const value = readV4(text, from, to)
    return typeof value === 'number' ? { family: 4, value: BigInt(value) } : value
  }
  const value = readV6(text, from, to)
  return typeof value === 'bigint' ? { family: 6, value } : value
}
