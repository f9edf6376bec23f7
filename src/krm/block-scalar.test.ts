import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyString } from '../../test/conformance/scalars/corpus.ts'
import { decodeBlockScalar, literalBlock } from '#krm/block-scalar.ts'

test('literal and folded, chomping and indentation', () => {
  const rows = [
    ['|', '  a\n  b\n', 'a\nb\n'],
    ['|-', '  a\n\n  b\n\n', 'a\n\nb'],
    ['|+', '  a\n\n\n', 'a\n\n\n'],
    ['|', '  a\n\n\n', 'a\n'],
    ['| # c', '  a\r\n  b\r\n', 'a\nb\n'],
    ['|', '', ''],
    ['|+', '\n\n', '\n\n'],
    ['|2', '   a\n  b\n', ' a\nb\n'],
    ['|2-', '\n   a', '\n a'],
    ['|-2', '   a', ' a'],
    ['|', '  a\n   b \n  \n', 'a\n b \n'],
    ['|', '  a\n    \n', 'a\n  \n'],
    ['|', '  a\n\t'.trimEnd(), 'a'],
    ['>', '  a\n  b\n\n  c\n', 'a b\nc\n'],
    ['>', '  a\n   b\n  c\n', 'a\n b\nc\n'],
    ['>-', '\n  a\n\n\n  b', '\na\n\nb'],
    ['|', '  a\n # comment\n', 'a\n'],
  ] as const
  for (const [header, body, value] of rows) {
    expect(decodeBlockScalar(header, body, 0), JSON.stringify([header, body])).toEqual({ value })
  }
})

test('a file that ends without a line break ends the value without one, as kpt reads it', () => {
  expect(decodeBlockScalar('|', '  x', 0)).toEqual({ value: 'x' })
  expect(decodeBlockScalar('|', '  x\n', 0)).toEqual({ value: 'x\n' })
  expect(decodeBlockScalar('|+', '  x\n\n  ', 0)).toEqual({ value: 'x\n\n' })
  expect(decodeBlockScalar('|', '  x\n    ', 0)).toEqual({ value: 'x\n  ' })
  expect(decodeBlockScalar('>', '  x\n  y', 0)).toEqual({ value: 'x y' })
})

test('an explicit indentation counts from the parent, at the root from nothing', () => {
  expect(decodeBlockScalar('|2', '     a\n', 2)).toEqual({ value: ' a\n' })
  expect(decodeBlockScalar('|2', '   a\n', -1)).toEqual({ value: ' a\n' })
})

test('what kubectl and kpt refuse is an error with its place', () => {
  expect(decodeBlockScalar('|', ' \ta\n', 0)).toMatchObject({ offset: 1 })
  expect(decodeBlockScalar('|', '  a\n\tb\n', 0)).toMatchObject({ offset: 4 })
  expect(decodeBlockScalar('|', '    \n  a\n', 0)).toMatchObject({ offset: 5 })
  expect(decodeBlockScalar('|', '  a\n b\n', 0)).toMatchObject({ offset: 4 })
  expect(decodeBlockScalar('|0', '  a\n', 0)).toMatchObject({ offset: 0 })
  expect(decodeBlockScalar('|x', '  a\n', 0)).toMatchObject({ offset: 0 })
})

test('a literal block decodes to its value', () => {
  fc.assert(
    fc.property(anyString, fc.constantFrom(2, 4, 6), (s, indent) => {
      const block = literalBlock(s, indent)
      if (block === undefined) return
      const [header, ...lines] = `${block}\n`.split('\n')
      expect(decodeBlockScalar(header!, lines.join('\n'), indent - 2)).toEqual({ value: s })
    }),
    { numRuns: 3000, seed: 14 },
  )
})

test('a literal block is written as kpt writes it, or not at all', () => {
  expect(literalBlock('a\nb\n', 2)).toBe('|\n  a\n  b')
  expect(literalBlock('a\n\n b', 4)).toBe('|-\n    a\n\n     b')
  expect(literalBlock('a\n\n', 2)).toBe('|+\n  a\n')
  expect(literalBlock(' a\nb\n', 2)).toBe('|2\n   a\n  b')
  expect(literalBlock('\n', 2)).toBe('|2+\n')
  expect(literalBlock('a\t\n\tb\n', 2)).toBe('|\n  a\t\n  \tb')
  expect(literalBlock('😀\nb\n', 2)).toBe('|\n  😀\n  b')
  for (const s of ['', 'a \nb', 'a\n ', '\ta\n', 'a\rb', 'a\x07', 'a\x85', 'a\u2028b', '\ufeffa', 'a\ud83d']) {
    expect(literalBlock(s, 2), JSON.stringify(s)).toBe(undefined)
  }
})
