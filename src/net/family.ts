/** The two families of IP addresses and the sizes that follow from each. */

/** 4 for IPv4 (RFC 791), 6 for IPv6 (RFC 8200). Values of different families never compare, contain or overlap. */
export type Family = 4 | 6

/** How many bits an address of the family has: 32 or 128. */
export function bitsOf(family: Family): number {
  return family === 4 ? 32 : 128
}

/** The host part of a prefix as a mask: 2^(bits − length) − 1. `length` is a whole number from 0 to `bitsOf(family)`. */
export function hostMask(family: Family, length: number): bigint {
  return (family === 4 ? HOST_MASKS_4 : HOST_MASKS_6)[length]!
}

/** The highest address of the family as a number: 255.255.255.255 or ffff:…:ffff. */
export function highestOf(family: Family): bigint {
  return hostMask(family, 0)
}

const hostMasks = (bits: number): readonly bigint[] =>
  Array.from({ length: bits + 1 }, (_, length) => (1n << BigInt(bits - length)) - 1n)

const HOST_MASKS_4 = hostMasks(32)
const HOST_MASKS_6 = hostMasks(128)
