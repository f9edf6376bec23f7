/** What we print, compared byte for byte with kyaml's writer, which kpt writes files with. */

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { printFlow } from '#krm/print-flow.ts'
import { printDocument, printJson } from '#krm/print.ts'
import type { PlainValue } from '#krm/print.ts'
import { doubleQuoted } from '#krm/quoted.ts'
import { isStringWhenPlain } from '#krm/scalar-value.ts'
import { describeWith } from '../../oracles/oracles.ts'
import { PLAIN_TEXTS, anyString, anyValue } from './corpus.ts'
import { goOracle } from './oracle.ts'

const COUNT = process.env['KRM_FLEET_PROVE'] === '1' ? 200_000 : 8000

const go = goOracle()

const STRINGS = [...new Set([...PLAIN_TEXTS, ...fc.sample(anyString, { numRuns: COUNT, seed: 1 })])]

/**
 * The differences that we want, for a string printed as `before` + text + `after`:
 * the name of the one that explains why ours is not what kpt prints, or undefined when none does.
 */
function deliberate(s: string, ours: string, theirs: string, before: string, after: string): string | undefined {
  const quoted = before + doubleQuoted(s) + after
  if (theirs === before + s + after && !isStringWhenPlain(s) && ours === quoted) return 'a string that not every parser reads as one'
  if (s === '<<' && ours === quoted) return 'a merge key that is none'
  if (ours === theirs.replaceAll(/\\U([0-9A-F]{8})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))) return 'a character beyond U+FFFF'
  if (/^\t[^]*\n/.test(s) && theirs.includes('cannot encode') && ours === quoted) return 'lines that start with a tab, which go-yaml cannot read back'
  if (/[\u2028\u2029]|^\ufeff/.test(s) && ours === quoted) return 'U+2028, U+2029 or a byte order mark first'
  return undefined
}

function compare(shape: (s: string) => PlainValue, before: string, after: string): string {
  const theirs = go.ask({ values: STRINGS.map(shape) }).compact
  const reasons = new Map<string, number>()
  for (const [i, s] of STRINGS.entries()) {
    const ours = printDocument(shape(s))
    const reason = ours === theirs[i] ? 'equal' : deliberate(s, ours, theirs[i]!, before, after)
    if (reason === undefined) expect(ours, JSON.stringify(s)).toBe(theirs[i])
    reasons.set(reason!, (reasons.get(reason!) ?? 0) + 1)
  }
  return JSON.stringify(Object.fromEntries(reasons))
}

/** Strings that kpt and we print alike, found by the comparison of single strings above. */
function isCommon(s: string): boolean {
  return (
    (s === '' || isStringWhenPlain(s) || /^(?:true|yes|y|off|null|~|5|-1|1\.5|017|1_000|2001-01-01|1:30)$/.test(s)) &&
    !/[\u{10000}-\u{10ffff}\u2028\u2029]|^\ufeff/u.test(s) &&
    !(s.includes('\n') && s.startsWith('\t'))
  )
}

function isCommonValue(value: PlainValue): boolean {
  if (typeof value === 'string') return isCommon(value)
  if (Array.isArray(value)) return value.every(isCommonValue)
  if (!(value instanceof Map)) return true
  return [...value].every(([key, item]) => isCommon(key) && !key.includes('\n') && isCommonValue(item))
}

function hasLongKey(value: PlainValue): boolean {
  if (Array.isArray(value)) return value.some(hasLongKey)
  return value instanceof Map && [...value].some(([key, item]) => printDocument(new Map([[key, 1]])).startsWith('? ') || hasLongKey(item))
}

/** kyaml prints YAML and reads it again on the way to JSON; not every string survives that. */
function isReadBack(value: PlainValue): boolean {
  if (typeof value === 'string') return value !== '<<' && !/^\t|[\u2028\u2029]|^\ufeff/.test(value)
  if (Array.isArray(value)) return value.every(isReadBack)
  return !(value instanceof Map) || [...value].every(([key, item]) => isReadBack(key) && isReadBack(item))
}

function sorted(value: PlainValue): PlainValue {
  if (Array.isArray(value)) return value.map(sorted)
  if (!(value instanceof Map)) return value
  const entries = [...value].map(([key, item]): [string, PlainValue] => [key, sorted(item)])
  return new Map(entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
}

/** Go leaves these characters raw, although no YAML parser takes them so. */
function unescaped(json: string): string {
  return json.replaceAll(/\\u(007f|00[89][0-9a-f]|feff|fff[ef])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

describeWith('what we print and the writer of kyaml', go, () => {
  test('a string in a map, in a list and in a list of lists is printed as kpt prints it', { timeout: 600_000 }, () => {
    console.info(compare((s) => ({ a: s }), 'a: ', '\n'))
    console.info(compare((s) => ({ a: [s] }), 'a:\n- ', '\n'))
    console.info(compare((s) => ({ a: [[s]] }), 'a:\n- - ', '\n'))
    console.info(compare((s) => ({ a: { b: [{ c: s }] } }), 'a:\n  b:\n  - c: ', '\n'))
  })

  test('a key is printed as kpt prints it, but for keys of several lines', { timeout: 600_000 }, () => {
    const keys = STRINGS.filter((s) => !s.includes('\n'))
    const theirs = go.ask({ values: keys.map((s) => new Map([[s, 'v']])) }).compact
    for (const [i, key] of keys.entries()) {
      const ours = printDocument(new Map([[key, 'v']]))
      if (ours === theirs[i]) continue
      const [before, after] = ours.startsWith('? ') ? ['? ', '\n: v\n'] : ['', ': v\n']
      if (deliberate(key, ours, theirs[i]!, before, after) === undefined) expect(ours, JSON.stringify(key)).toBe(theirs[i])
    }
  })

  test('nested values are printed as kpt prints them, in both list styles', { timeout: 600_000 }, () => {
    const maps = fc.dictionary(fc.constantFrom('a', 'b', 'c'), anyValue, { minKeys: 1 }).map((o) => new Map(Object.entries(o)))
    const values = fc.sample(maps.filter(isCommonValue), { numRuns: COUNT / 2, seed: 2 })
    const theirs = go.ask({ values })
    for (const [i, value] of values.entries()) {
      expect(printDocument(value)).toBe(theirs.compact[i])
      expect(printDocument(value, 'wide')).toBe(theirs.wide[i])
    }
  })

  test('flow style is printed as kpt prints it', { timeout: 600_000 }, () => {
    const maps = fc.dictionary(fc.constantFrom('a', 'b', 'c'), anyValue, { minKeys: 1 }).map((o) => new Map(Object.entries(o)))
    const values = fc.sample(maps.filter(isCommonValue), { numRuns: COUNT / 4, seed: 4 }).filter((value) => !hasLongKey(value))
    const theirs = go.ask({ values }).flow
    for (const [i, value] of values.entries()) expect(`${printFlow(value, false)}\n`).toBe(theirs[i])
  })

  test('a string that a function made is quoted by us where kpt leaves `yes` plain, and else alike', () => {
    const theirs = go.ask({ values: STRINGS.map((s) => ({ a: s })) }).fromStrings
    for (const [i, s] of STRINGS.entries()) {
      const ours = printDocument({ a: s })
      if (ours === theirs[i] || s.startsWith('\t')) continue
      if (deliberate(s, ours, theirs[i]!, 'a: ', '\n') === undefined) expect(ours, JSON.stringify(s)).toBe(theirs[i])
    }
  })

  test('a JSON file is printed as kpt prints it, once its keys are sorted', { timeout: 600_000 }, () => {
    const maps = fc.dictionary(fc.constantFrom('a', 'b', 'c'), anyValue, { minKeys: 1 }).map((o) => new Map(Object.entries(o)))
    const values = fc.sample(maps, { numRuns: COUNT / 4, seed: 3 }).filter(isReadBack).map(sorted)
    const theirs = go.ask({ values }).json
    for (const [i, value] of values.entries()) expect(unescaped(printJson(value))).toBe(theirs[i])
  })
})
