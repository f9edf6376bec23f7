import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as yaml from 'yaml'
import { PLAIN_TEXTS, isPlain, plainText } from '../../test/conformance/scalars/corpus.ts'
import { isStringWhenPlain, readPlain, readTagged, scalarsEqual } from '#krm/scalar-value.ts'
import type { ScalarSchema, ScalarValue } from '#krm/scalar-value.ts'

/** One row a text, as kubectl, kpt, YAML 1.2 core and YAML 1.1 read it. The Go columns are proved in test/conformance. */
const TABLE: readonly (readonly [text: string, kubernetes: ScalarValue, kyaml: ScalarValue, core: ScalarValue, yaml11: ScalarValue])[] = [
  ['', null, null, null, null],
  ['~', null, null, null, null],
  ['Null', null, null, null, null],
  ['nULL', 'nULL', 'nULL', 'nULL', 'nULL'],
  ['no', false, 'no', 'no', false],
  ['y', true, 'y', 'y', true],
  ['TRUE', true, true, true, true],
  ['017', 15, 15, 17, 15],
  ['08', 8, 8, 8, 8],
  ['0o17', 15, 15, 15, '0o17'],
  ['0b11', 3, 3, '0b11', 3],
  ['0b-11', -3, -3, '0b-11', '0b-11'],
  ['0o-7', '0o-7', -7, '0o-7', '0o-7'],
  ['0X1F', 31, 31, '0X1F', '0X1F'],
  ['-0x1F', -31, -31, '-0x1F', -31],
  ['1_000', 1000, 1000, '1_000', 1000],
  ['.5_0', 0.5, 0.5, '.5_0', 0.5],
  ['1:30', '1:30', '1:30', '1:30', 90],
  ['-1:30', '-1:30', '-1:30', '-1:30', -90],
  ['1:30.5', '1:30.5', '1:30.5', '1:30.5', 90.5],
  ['1.', 1, 1, 1, 1],
  ['1e3', 1000, 1000, 1000, 1000],
  ['1e400', '1e400', '1e400', Infinity, Infinity],
  ['.inf', Infinity, Infinity, Infinity, Infinity],
  ['2020-01-01', '2020-01-01', '2020-01-01', '2020-01-01', '2020-01-01'],
  ['9007199254740993', 9007199254740993n, 9007199254740993n, 9007199254740993n, 9007199254740993n],
  ['9223372036854775808', 2n ** 63n, 2n ** 63n, 2n ** 63n, 2n ** 63n],
  ['18446744073709551616', 2 ** 64, 2 ** 64, 2n ** 64n, 2n ** 64n],
  ['+9223372036854775808', 2 ** 63, 2 ** 63, 2n ** 63n, 2n ** 63n],
  ['10.0.0.1', '10.0.0.1', '10.0.0.1', '10.0.0.1', '10.0.0.1'],
  ['100m', '100m', '100m', '100m', '100m'],
  ['.', '.', '.', '.', '.'],
  ['e5', 'e5', 'e5', 'e5', 'e5'],
  ['<<', '<<', '<<', '<<', '<<'],
]

test('each text has its value under each reading', () => {
  for (const [text, ...values] of TABLE) {
    const read = (['kubernetes', 'kyaml', 'core', 'yaml11'] as const).map((schema) => readPlain(text, schema))
    expect(read, text).toEqual(values)
  }
})

/** What npm `yaml` reads, integers exactly, dates as the text that they are. */
function packageReads(text: string, version: '1.1' | '1.2'): unknown {
  const value: unknown = yaml.parse(`- ${text}\n`, { version, intAsBigInt: true, logLevel: 'silent' })[0]
  if (value instanceof Date) return text
  if (typeof value !== 'bigint') return value
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}

/** In YAML 1.1 it answers NaN for `.`, `e5` and `0x_`, which hold no number, and a string for `0_`, which is 0. */
function isPackageDefect(text: string): boolean {
  return !/\.nan$/i.test(text) && (!/[0-9]/.test(text.replace(/[eE][-+]?[0-9]+$/, '')) || /^[-+]?0(?:[bx]_*|_+)$/.test(text))
}

test('core and YAML 1.1 read what npm yaml reads', () => {
  const texts = new Set([...PLAIN_TEXTS, ...fc.sample(plainText, { numRuns: 8000, seed: 11 })].filter((text) => isPlain(text)))
  for (const text of texts) {
    expect(readPlain(text, 'core'), text).toEqual(packageReads(text, '1.2'))
    if (!isPackageDefect(text)) expect(readPlain(text, 'yaml11'), text).toEqual(packageReads(text, '1.1'))
  }
})

test('a text is a string to every reader only if it is one under each reading', () => {
  const schemas: ScalarSchema[] = ['kubernetes', 'kyaml', 'core', 'yaml11']
  fc.assert(
    fc.property(plainText, (text) => {
      if (isStringWhenPlain(text)) for (const schema of schemas) expect(readPlain(text, schema)).toBe(text)
    }),
    { numRuns: 5000, seed: 12 },
  )
})

test('what looks like a number but is a string everywhere stays plain, what only one reader misreads does not', () => {
  for (const text of ['10.0.0.1', '10.0.0.0/8', 'v1', '1.28.0', '100m', '1Gi', '8080/tcp', '2001:db8::1', '+.nan', '.', 'e5', '5m', '3d7f', 'nope', '-x']) {
    expect(isStringWhenPlain(text), text).toBe(true)
  }
  for (const text of ['', '=', '<<', '~', 'Off', 'Y', '1:30', '1e400', '0x_', '0b_', '2001-01-01', '2001-13-45', '2001-1-1 1:2:3 -5', '1_0', '._5', '+.inf']) {
    expect(isStringWhenPlain(text), text).toBe(false)
  }
})

test('a tag decides, quoted or not', () => {
  expect(readTagged('!!str', '5', 'kubernetes')).toBe('5')
  expect(readTagged('!<tag:yaml.org,2002:int>', '017', 'kubernetes')).toBe(15)
  expect(readTagged('!!int', '5.0', 'core')).toBe('5.0')
  expect(readTagged('!!float', '1', 'core')).toBe(1)
  expect(readTagged('!!bool', 'yes', 'kubernetes')).toBe(true)
  expect(readTagged('!!bool', 'yes', 'kyaml')).toBe('yes')
  expect(readTagged('!!null', '', 'kyaml')).toBe(null)
  expect(readTagged('!!binary', 'aGk=', 'kyaml')).toBe('hi')
  expect(readTagged('!!binary', '?', 'kyaml')).toBe('?')
  expect(readTagged('!Ref', '12', 'core')).toBe('12')
  expect(readTagged('!', '12', 'kyaml')).toBe(12)
  expect(readTagged('!', '12', 'kubernetes')).toBe('12')
})

const plain = (text: string, tag?: string): { text: string; plain: boolean; tag: string | undefined } => ({ text, plain: true, tag })
const quoted = (text: string): { text: string; plain: boolean } => ({ text, plain: false })

test('two scalars are equal if one common reading reads both alike', () => {
  const equal = [
    [plain('0755'), plain('755')],
    [plain('0755'), plain('493')],
    [plain('on'), plain('true')],
    [plain('on'), quoted('on')],
    [plain('1.0'), plain('1')],
    [plain('0x1F'), plain('31')],
    [plain('~'), plain('null')],
    [plain(''), plain('null')],
    [plain('.nan'), plain('.NaN')],
    [plain('5', '!!str'), quoted('5')],
    [plain('2020-01-01'), quoted('2020-01-01')],
    [plain('18446744073709551615'), plain('0xFFFFFFFFFFFFFFFF')],
    [plain('18446744073709551616'), plain('1.8446744073709551616e19')],
  ] as const
  for (const [a, b] of equal) {
    expect(scalarsEqual(a, b), `${a.text} ${b.text}`).toBe(true)
    expect(scalarsEqual(b, a), `${b.text} ${a.text}`).toBe(true)
  }
  const different = [
    [plain('5'), quoted('5')],
    [quoted('0755'), quoted('755')],
    [plain('true'), quoted('true')],
    [plain('9007199254740993'), plain('9007199254740992')],
    [plain('null'), quoted('')],
    [plain('a'), plain('b')],
    [plain('1e400'), quoted('1E400')],
  ] as const
  for (const [a, b] of different) {
    expect(scalarsEqual(a, b), `${a.text} ${b.text}`).toBe(false)
    expect(scalarsEqual(b, a), `${b.text} ${a.text}`).toBe(false)
  }
})
