/** Generators of texts and values around the net floor: near the rules, where readers differ, and far off. */

import fc from 'fast-check'
import { bitsOf, highestOf, type Family } from '#net/family.ts'
import { prefixOf, type Prefix } from '#net/prefix.ts'
import type { Address } from '#net/address.ts'
import type { Range } from '#net/range.ts'

const family: fc.Arbitrary<Family> = fc.constantFrom(4, 6)

/** Values of a family: any, small, high, next to a power of two, sparse (so that runs of zero groups occur). */
export const addressIn = (family: Family): fc.Arbitrary<Address> => {
  const highest = highestOf(family)
  const bits = bitsOf(family)
  const power = fc.integer({ min: 0, max: bits - 1 }).map((bit) => 1n << BigInt(bit))
  const group = fc.constantFrom<bigint>(0n, 0n, 0n, 1n, 0xdb8n, 0xffffn, 0xa000n)
  const groups = fc.array(group, { minLength: bits / 16, maxLength: bits / 16 })
  const value = fc.oneof(
    fc.bigInt({ min: 0n, max: highest }),
    fc.bigInt({ min: 0n, max: 300n }),
    fc.bigInt({ min: 0n, max: 300n }).map((back) => highest - back),
    fc.tuple(power, fc.bigInt({ min: -2n, max: 2n })).map(([around, step]) => (around + step + highest + 1n) % (highest + 1n)),
    groups.map((list) => list.reduce((sum, group) => sum * 0x1_0000n + group, 0n)),
    family === 6 ? fc.bigInt({ min: 0xffff_0000_0000n, max: 0xffff_ffff_ffffn }) : fc.constant(highest),
  )
  return value.map((number) => ({ family, value: number }))
}

/** Addresses of both families. */
export const address: fc.Arbitrary<Address> = family.chain(addressIn)

/** Prefixes of a family, many of them with host bits, many of them long. */
export const prefixIn = (family: Family): fc.Arbitrary<Prefix> => {
  const bits = bitsOf(family)
  const length = fc.oneof(fc.integer({ min: 0, max: bits }), fc.integer({ min: bits - 6, max: bits }), fc.constantFrom(0, 8, 16, 24))
  return fc.tuple(addressIn(family), length, fc.boolean()).map(([written, bitsKept, whole]) => {
    const given = prefixOf(written, bitsKept)
    return whole ? prefixOf({ family, value: given.first }, bitsKept) : given
  })
}

/** Prefixes of both families. */
export const prefix: fc.Arbitrary<Prefix> = family.chain(prefixIn)

/** Two addresses of one family in order, near to each other or not. */
export const rangeIn = (family: Family): fc.Arbitrary<Range> =>
  fc.tuple(addressIn(family), addressIn(family), fc.bigInt({ min: 0n, max: 600n }), fc.boolean()).map(([a, b, near, isNear]) => {
    const other = isNear ? (a.value + near > highestOf(family) ? a.value : a.value + near) : b.value
    return { family, first: a.value < other ? a.value : other, last: a.value < other ? other : a.value }
  })

/** Ranges within 0 to `last` of both families: so few addresses that a model can count them one by one. */
export const smallRange = (last: number): fc.Arbitrary<Range> =>
  fc
    .tuple(family, fc.nat(last), fc.nat(last))
    .map(([of, a, b]) => ({ family: of, first: BigInt(Math.min(a, b)), last: BigInt(Math.max(a, b)) }))

const octet = fc.oneof({ weight: 30, arbitrary: fc.nat(255).map(String) }, fc.nat(300).map(String), fc.constantFrom('', '00', '01', '0', '1e1', '256'))
const dotted = fc.oneof(
  { weight: 4, arbitrary: fc.array(octet, { minLength: 4, maxLength: 4 }) },
  fc.array(octet, { minLength: 1, maxLength: 5 }),
).map((octets) => octets.join('.'))
const group = fc.oneof(
  { weight: 20, arbitrary: fc.nat(0xffff).map((value) => value.toString(16)) },
  fc.nat(0xffff).map((value) => value.toString(16).padStart(4, '0').toUpperCase()),
  fc.constantFrom('0', '0', '0', '0000', '00000', 'ffff', '12345', 'g'),
)
const groupsOf = (minLength: number, maxLength: number): fc.Arbitrary<string> => fc.array(group, { minLength, maxLength }).map((list) => list.join(':'))
const colons = fc.oneof(
  groupsOf(8, 8),
  groupsOf(1, 9),
  fc.tuple(groupsOf(0, 5), groupsOf(0, 5)).map((halves) => halves.join('::')),
  fc.tuple(groupsOf(0, 3), groupsOf(0, 3), groupsOf(0, 2)).map((parts) => parts.join('::')),
  fc.tuple(groupsOf(6, 6), dotted).map((halves) => halves.join(':')),
  fc.tuple(groupsOf(0, 4), groupsOf(0, 3), dotted).map(([head, tail, end]) => `${head}::${tail ? `${tail}:` : ''}${end}`),
  dotted.map((end) => `::ffff:${end}`),
)
const LETTERS = [...'0123456789abcdefABCDEFx.:/%-+ \t', '٣', '１', '²']
const edit = fc.tuple(fc.nat(45), fc.nat(2), fc.constantFrom(...LETTERS))

/** Texts that are addresses, nearly are, or were once before a character was lost, added or exchanged. */
export const addressText: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof({ weight: 5, arbitrary: dotted }, { weight: 8, arbitrary: colons }, fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 20 })),
    fc.array(edit, { maxLength: 1 }),
    fc.constantFrom('', '', '', '', '', '', '', '', '', '', '%eth0', '%', '%1'),
  )
  .map(([text, edits, zone]) => edits.reduce((edited, [at, cut, letter]) => edited.slice(0, at) + (cut === 2 ? '' : letter) + edited.slice(cut === 0 ? at : at + 1), text) + zone)

const lengthText = fc.oneof(
  { weight: 8, arbitrary: fc.nat(32).map(String) },
  { weight: 6, arbitrary: fc.nat(130).map(String) },
  fc.constantFrom('', '0', '00', '08', '024', '+8', '-1', ' 8', '8 ', '8/8', '٣', '999999999999999999999', '1e1', '255.255.255.0', '0.0.0.255', 'ffff::', '32.'),
)

/** Texts that are prefixes or nearly are. */
export const prefixText: fc.Arbitrary<string> = fc
  .tuple(addressText, fc.oneof({ weight: 20, arbitrary: lengthText.map((length) => `/${length}`) }, fc.constant('')))
  .map((parts) => parts.join(''))
