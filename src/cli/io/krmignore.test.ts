import * as fc from 'fast-check'
import ignore from 'ignore'
import { expect, test } from 'vitest'
import { KrmIgnore } from './krmignore.ts'

const matcher = (text: string): KrmIgnore => new KrmIgnore(text, { left: 100_000_000 })

test.each([
  // pattern, path, is a directory, ignored?
  ['a.yaml', 'x/a.yaml', false, true],
  ['/a.yaml', 'x/a.yaml', false, false],
  ['x/a.yaml', 'y/x/a.yaml', false, false],
  ['dir/', 'dir', false, false],
  ['dir/', 'x/dir', true, true],
  ['*.yaml', 'x/.yaml', false, true],
  ['x/*', 'x/a/b.yaml', false, false],
  ['x/**', 'x/a/b.yaml', false, true],
  ['x/**', 'x', true, false],
  ['**/b.yaml', 'b.yaml', false, true],
  ['a/**/b', 'a/b', false, true],
  ['a/**/b', 'a/x/y/b', false, true],
  ['**', 'x', true, true],
  ['a**b', 'axyb', false, true],
  ['a**b', 'ax/yb', false, false],
  ['?.yaml', 'é.yaml', false, true],
  ['[!a-c].yaml', 'b.yaml', false, false],
  ['[]x].yaml', '].yaml', false, true],
  ['[[:digit:]].yaml', '7.yaml', false, true],
  ['[', '[', false, false],
  ['a\\', 'a\\', false, false],
  ['\\#a', '#a', false, true],
  ['#a', '#a', false, false],
  ['\\!a', '!a', false, true],
  ['a  ', 'a', false, true],
  ['a\\ ', 'a ', false, true],
  ['A.yaml', 'a.yaml', false, false],
  ['\ufeffa.yaml\r\nb.yaml\r\n', 'a.yaml', false, true],
  ['*\n!keep.yaml', 'keep.yaml', false, false],
  ['!keep.yaml\n*', 'keep.yaml', false, true],
])('%j on %j (directory: %j) is %j', (text, path, isDirectory, expected) => {
  expect(matcher(text).ignores(path, isDirectory)).toBe(expected)
})

test('agrees with the package `ignore` on generated patterns', () => {
  const part = fc.constantFrom('a', 'b', 'ab', '*', '**', '?', '[ab]', '[!a]', '*a', 'a*b', '\\a', '***', 'a**')
  const pattern = fc.tuple(fc.constantFrom('', '/', '!'), fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '/'))
    .map(([head, parts, tail]) => head + parts.join('/') + tail)
  const text = fc.array(pattern, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'))
  const path = fc.array(fc.constantFrom('a', 'b', 'ab', 'aab', 'c'), { minLength: 1, maxLength: 4 })
  fc.assert(fc.property(text, path, fc.boolean(), (text, segments, isDirectory) => {
    const oracle = ignore({ ignorecase: false }).add(text)
    const ours = matcher(text)
    // The oracle looks at the parents too, which is what our walk does on its way down.
    const parents = segments.slice(0, -1).some((_, index) => ours.ignores(segments.slice(0, index + 1).join('/'), true))
    const path = segments.join('/')
    expect(parents || ours.ignores(path, isDirectory)).toBe(oracle.ignores(isDirectory ? `${path}/` : path))
  }), { numRuns: 20_000 })
})

test('matching is linear, and the work of a whole package is bounded', () => {
  // The package `ignore` builds a regular expression for which the first pattern takes hours.
  expect(matcher(`${'**/a/'.repeat(50)}b`).ignores(`${'a/'.repeat(2000)}c`, false)).toBe(false)
  expect(matcher(`${'*a'.repeat(100)}*b`).ignores('a'.repeat(255), false)).toBe(false)
  const bounded = new KrmIgnore('*a', { left: 1000 })
  expect(() => {
    for (let n = 0; n < 1000; n++) bounded.ignores('b'.repeat(100), false)
  }).toThrow('too much work')
})
