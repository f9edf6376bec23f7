import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyString } from '../../test/conformance/scalars/corpus.ts'
import { decodeDoubleQuoted, decodeSingleQuoted, doubleQuoted, jsonQuoted, singleQuoted } from '#krm/quoted.ts'

test('single quotes: a doubled quote, and folded lines', () => {
  const rows = [
    ['', ''],
    ['a b', 'a b'],
    ["it''s", "it's"],
    ['a\\n', 'a\\n'],
    ['a \n  b', 'a b'],
    ['a\r\n b', 'a b'],
    ['a\r b', 'a b'],
    ['a\n\n\n b', 'a\n\nb'],
    [' a\t\n\t\n b ', ' a\nb '],
    ['\n a', ' a'],
    ['a\n ', 'a '],
    ['a\u0085b', 'a\u0085b'],
  ] as const
  for (const [raw, value] of rows) expect(decodeSingleQuoted(raw), JSON.stringify(raw)).toEqual({ value })
  expect(decodeSingleQuoted("ab'c")).toMatchObject({ offset: 2 })
})

test('double quotes: every escape, folded and escaped line breaks', () => {
  const rows = [
    ['a b', 'a b'],
    ['\\0\\a\\b\\t\\n\\v\\f\\r\\e\\ \\"\\\'\\/\\\\', '\0\x07\b\t\n\v\f\r\x1b "\'/\\'],
    ['\\N\\_\\L\\P', '\x85\xa0\u2028\u2029'],
    ['\\x41\\u00e9\\U0001F600\\U0001f600', 'Aé😀😀'],
    ['\\ud83d\\ude00', '😀'],
    ['a\\\n  b', 'ab'],
    ['a \\\r\n  b', 'a b'],
    ['a\\\n\n\n b', 'a\n\nb'],
    ['a\\ \n b', 'a  b'],
    ['a\\\t\n b', 'a\t b'],
    ['a \n \n b', 'a\nb'],
    ['\\\\\n b', '\\ b'],
  ] as const
  for (const [raw, value] of rows) expect(decodeDoubleQuoted(raw), JSON.stringify(raw)).toEqual({ value })
})

test('double quotes: what is wrong is named with its place', () => {
  const rows = [
    ['ab"c', 2, 'double quote'],
    ['a\\q', 1, '\\q'],
    ['a\\', 1, 'backslash ends'],
    ['\\x4', 0, '2 hexadecimal'],
    ['\\u00g0', 0, '4 hexadecimal'],
    ['a\\U00110000', 1, 'no Unicode'],
    ['\\ud83d', 0, 'no Unicode'],
    ['\\ud83d\\u0041', 0, 'no Unicode'],
    ['\\ude00\\ud83d', 0, 'no Unicode'],
  ] as const
  for (const [raw, offset, error] of rows) {
    expect(decodeDoubleQuoted(raw), raw).toEqual({ offset, error: expect.stringContaining(error) })
  }
})

test('what is quoted decodes to itself', () => {
  fc.assert(
    fc.property(anyString, (s) => {
      expect(decodeDoubleQuoted(doubleQuoted(s).slice(1, -1))).toEqual({ value: s })
      expect(decodeDoubleQuoted(jsonQuoted(s).slice(1, -1))).toEqual({ value: s })
      expect(JSON.parse(jsonQuoted(s))).toBe(s)
      if (!/[\r\n]/.test(s)) expect(decodeSingleQuoted(singleQuoted(s).slice(1, -1))).toEqual({ value: s })
    }),
    { numRuns: 3000, seed: 13 },
  )
})

test('the shortest printable form, emoji as they are, a lone surrogate as UTF-8 would have it', () => {
  expect(doubleQuoted('a"b\\c\n\x07\x7f\x85\xa0\u2028\ufeffé😀')).toBe('"a\\"b\\\\c\\n\\a\\x7F\\N\xa0\\L\\uFEFFé😀"')
  expect(doubleQuoted('a\ud83db')).toBe('"a\ufffdb"')
  expect(doubleQuoted('\ude00\ud83d')).toBe('"\ufffd\ufffd"')
  expect(jsonQuoted('<a&b>\x7f\x01\u2028\n')).toBe('"\\u003ca\\u0026b\\u003e\\u007f\\u0001\\u2028\\n"')
})
