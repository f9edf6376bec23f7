/** Questions about addresses that our code and other libraries answer alike: a name, then texts. */

import fc from 'fast-check'
import { aggregate, prefixesOf } from '#net/aggregate.ts'
import { compareAddresses, isMapped, type Address } from '#net/address.ts'
import { bitsOf, type Family } from '#net/family.ts'
import { formatAddress, formatPrefix } from '#net/format.ts'
import { parseAddress } from '#net/parse-address.ts'
import { parsePrefix } from '#net/parse-prefix.ts'
import { networkOf, prefixOf, type Prefix } from '#net/prefix.ts'
import { contains, firstAddress, lastAddress, rangeOf, sharedBy, type Range } from '#net/range.ts'
import { subtract } from '#net/range-set.ts'
import { hostsOf } from '#net/role.ts'
import { specialUse } from '#net/special.ts'
import { address, addressIn, addressText, prefix, prefixIn, prefixText, rangeIn } from '../../net/generators.ts'

export type Question = readonly [name: string, ...texts: string[]]

const named = (name: string, texts: fc.Arbitrary<readonly string[]>): fc.Arbitrary<Question> => texts.map((list) => [name, ...list] as const)
const bothFamilies = <T>(of: (family: Family) => fc.Arbitrary<T>): fc.Arbitrary<T> => fc.oneof(of(4), of(6))

/** Two prefixes of a family: unrelated ones, or one within the other. */
const twoPrefixes = (family: Family): fc.Arbitrary<[Prefix, Prefix]> =>
  fc.oneof(
    fc.tuple(prefixIn(family), prefixIn(family)),
    prefixIn(family).chain((outer) =>
      fc.tuple(fc.integer({ min: outer.length, max: bitsOf(family) }), fc.boolean()).map(([length, swap]): [Prefix, Prefix] => {
        const inner = prefixOf({ family, value: outer.address }, length)
        return swap ? [inner, outer] : [outer, inner]
      }),
    ),
  )

/** Questions of every name; most are about parsing, where libraries differ. */
export const question: fc.Arbitrary<Question> = fc.oneof(
  { weight: 6, arbitrary: named('addr', addressText.map((text) => [text])) },
  { weight: 2, arbitrary: named('addr', address.map((value) => [formatAddress(value)])) },
  { weight: 6, arbitrary: named('prefix', prefixText.map((text) => [text])) },
  { weight: 2, arbitrary: named('prefix', prefix.map((value) => [formatPrefix(value)])) },
  { weight: 3, arbitrary: named('rel', fc.oneof(bothFamilies(twoPrefixes), fc.tuple(prefix, prefix)).map((two) => two.map(formatPrefix))) },
  { weight: 1, arbitrary: named('order', fc.tuple(address, address).map((two) => two.map(formatAddress))) },
  { weight: 1, arbitrary: named('span', bothFamilies(rangeIn).map((range) => [firstAddress(range), lastAddress(range)].map(formatAddress))) },
  { weight: 1, arbitrary: named('join', bothFamilies((family) => fc.array(prefixIn(family), { minLength: 1, maxLength: 6 })).map((list) => list.map(formatPrefix))) },
  { weight: 2, arbitrary: named('minus', bothFamilies(twoPrefixes).map((two) => two.map(formatPrefix))) },
  { weight: 1, arbitrary: named('host', prefix.map((value) => [formatPrefix(value)])) },
  { weight: 1, arbitrary: named('kind', bothFamilies(addressIn).filter((value) => !isMapped(value)).map((value) => [formatAddress(value)])) },
)

/** Our answers, by the name of the question. */
const ANSWERS: Readonly<Record<string, (...texts: string[]) => string>> = {
  addr: (text) => {
    const parsed = parseAddress(text!)
    return parsed.ok ? formatAddress(parsed.value) : '-'
  },
  prefix: (text) => {
    const parsed = parsePrefix(text!)
    if (!parsed.ok) return '-'
    const ends = [firstAddress(parsed.value), lastAddress(parsed.value)].map(formatAddress)
    return [formatPrefix(parsed.value), formatPrefix(networkOf(parsed.value)), ...ends].join(' ')
  },
  rel: (a, b) => {
    const [one, other] = [prefixAt(a!), prefixAt(b!)]
    return [contains(one, other), contains(other, one), sharedBy(one, other) !== undefined].map(Number).join(' ')
  },
  order: (a, b) => String(Math.sign(compareAddresses(addressAt(a!), addressAt(b!)))),
  span: (a, b) => shown(prefixesOf({ ...rangeOf(addressAt(a!)), last: addressAt(b!).value })),
  join: (...texts) => shown(aggregate(texts.map(prefixAt))),
  minus: (a, b) => shown(aggregate(subtract([prefixAt(a!)], [prefixAt(b!)]))),
  host: (text) => formatAddress(firstAddress(hostsOf(prefixAt(text!)))),
  kind: (text) => {
    const value = addressAt(text!)
    const use = specialUse(rangeOf(value)).within?.use
    const flags = {
      loopback: use === 'loopback',
      'link-local': use === 'link-local',
      multicast: use === 'multicast',
      unspecified: use === 'this-network' && value.value === 0n,
      private: use === 'private' || use === 'unique-local',
    }
    return Object.entries(flags).flatMap(([name, holds]) => (holds ? [name] : [])).join(' ')
  },
}

/** The names of all questions. */
export const QUESTION_NAMES: readonly string[] = Object.keys(ANSWERS)

/** Our answer to a question. */
export function answerTo([name, ...texts]: Question): string {
  return ANSWERS[name]!(...texts)
}

const shown = (prefixes: readonly Prefix[]): string => prefixes.map(formatPrefix).join(' ')
const addressAt = (text: string): Address => valueOf(text, parseAddress(text))
const prefixAt = (text: string): Prefix => valueOf(text, parsePrefix(text))

function valueOf<T extends Address | Range>(text: string, parsed: { ok: true; value: T } | { ok: false; reason: string }): T {
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`)
  return parsed.value
}
