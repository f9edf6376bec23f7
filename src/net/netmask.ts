import type { Address } from './address.ts'
import { bitsOf, highestOf } from './family.ts'

/**
 * The prefix length that a netmask means (255.255.255.0: 24; ffff:ffff::: 32), or undefined if its one bits are not all
 * leading. Netmasks are not accepted in prefixes; this is for the message that says what to write instead.
 */
export function maskLength(mask: Address): number | undefined {
  const host = mask.value ^ highestOf(mask.family)
  const hostBits = host === 0n ? 0 : host.toString(2).length
  return (host & (host + 1n)) === 0n ? bitsOf(mask.family) - hostBits : undefined
}
