import { expect, test } from 'vitest'
import { writeScalar } from '#krm/scalar-style.ts'
import type { ScalarContext, ScalarStyle } from '#krm/scalar-style.ts'
import type { ScalarValue } from '#krm/scalar-value.ts'

const block: ScalarContext = { flow: false, key: false, json: false, indent: 2 }
const flow: ScalarContext = { ...block, flow: true }
const key: ScalarContext = { ...block, key: true }
const json: ScalarContext = { ...block, flow: true, json: true }

function table(context: ScalarContext, style: ScalarStyle | undefined, rows: readonly (readonly [ScalarValue, string])[]): void {
  for (const [value, text] of rows) {
    expect(writeScalar(value, style && { style }, context), `${String(value)} as ${style}`).toBe(text)
  }
}

test('a new string is plain, or in the quotes that kpt takes', () => {
  table(block, undefined, [
    ['a b', 'a b'],
    ['yes', '"yes"'],
    ['0755', '"0755"'],
    ['', '""'],
    ['a: b', "'a: b'"],
    ["it's", "it's"],
    ["'", "''''"],
    ['a #b', "'a #b'"],
    ['- a', "'- a'"],
    ['-a', '-a'],
    ['-', "'-'"],
    ['a:', "'a:'"],
    [':a', ':a'],
    ['?a', '?a'],
    ['? a', "'? a'"],
    ['[a', "'[a'"],
    ['a, [b]', 'a, [b]'],
    ['*', "'*'"],
    ['%a', "'%a'"],
    ['`a', "'`a'"],
    ['---a', "'---a'"],
    [' a', "' a'"],
    ['a ', "'a '"],
    ['a\tb', '"a\\tb"'],
    ['é\u2028', '"é\\L"'],
    ['a\ufeff', '"a\\uFEFF"'],
    ['a\ufffe', '"a\\uFFFE"'],
    ['a\x7f', '"a\\x7F"'],
    ['😀', '"😀"'],
    ['{{ .x }}', "'{{ .x }}'"],
    ['a\nb', '|-\n  a\n  b'],
    ['a \nb', '"a \\nb"'],
    ['😀\nb', '"😀\\nb"'],
  ])
})

test('in flow and as a key more is quoted, and nothing has several lines', () => {
  table(flow, undefined, [
    ['a, b', "'a, b'"],
    ['a]', "'a]'"],
    ['a:b', "'a:b'"],
    ['a?', "'a?'"],
    ['a-b', 'a-b'],
    ['a\nb', '"a\\nb"'],
  ])
  table(key, undefined, [
    ['a', 'a'],
    ['n', '"n"'],
    ['a, b', 'a, b'],
    ['a\nb', '"a\\nb"'],
    [5, '5'],
  ])
})

test('the old style stays where the value allows it', () => {
  table(block, 'double', [['a', '"a"'], ['a\nb', '"a\\nb"'], [5, '5']])
  table(block, 'single', [['a', "'a'"], ['yes', "'yes'"], ['', '""'], ['😀', "'😀'"], ['a\nb', '"a\\nb"'], ['a\tb', '"a\\tb"']])
  table(block, 'literal', [['a', '|-\n  a'], ['a\n', '|\n  a'], ['😀\n', '|\n  😀'], ['a \n', '"a \\n"'], [true, 'true']])
  table(block, 'folded', [['a\n', '"a\\n"']])
  table(block, 'plain', [['a', 'a'], ['5', '"5"'], ['a\nb\n', '|\n  a\n  b']])
  table(block, 'empty', [['a', 'a'], [null, 'null']])
  table(flow, 'literal', [['a\n', '"a\\n"']])
})

test('a tag that stays and says string lets a number-like text stay plain', () => {
  expect(writeScalar('5', { style: 'plain', tag: '!!str' }, block)).toBe('5')
  expect(writeScalar('a: b', { style: 'plain', tag: '!!str' }, block)).toBe("'a: b'")
})

test('numbers, booleans and null are plain, whatever stood there', () => {
  for (const style of ['plain', 'single', 'double', 'literal'] as const) {
    table(block, style, [
      [5, '5'],
      [-0, '-0.0'],
      [1.5, '1.5'],
      [1e6, '1000000'],
      [1234567.5, '1234567.5'],
      [1e-7, '1.0e-7'],
      [1.5e-7, '1.5e-7'],
      [1e20, '100000000000000000000.0'],
      [1e21, '1.0e+21'],
      [2n ** 64n, '18446744073709551616'],
      [Infinity, '.inf'],
      [-Infinity, '-.inf'],
      [NaN, '.nan'],
      [false, 'false'],
      [null, 'null'],
    ])
  }
})

test('in JSON all is JSON', () => {
  table(json, 'plain', [['a', '"a"'], ['a\n<', '"a\\n\\u003c"'], [5, '5'], [1e-7, '1e-7'], [2n ** 64n, '18446744073709551616'], [NaN, 'null'], [null, 'null']])
  expect(writeScalar(5, undefined, { ...json, key: true })).toBe('"5"')
})
