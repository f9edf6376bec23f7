import { expect, test } from 'vitest'
import { sourceLine } from './source-place.ts'

/** Line numbers of `made` with the line of `source` each came from; 0 for new ones. */
function lines(source: string, made: string): number[] {
  return made.split('|').map((_, index) => sourceLine(source.split('|'), made.split('|'), index + 1) ?? 0)
}

test.each([
  ['nothing changed', 'a: 1|b: 2', 'a: 1|b: 2', [1, 2]],
  ['a value and a comment', 'm:|  n: x|s: 1', 'm: # kpt-merge: /x|  n: y # c|s: 1', [1, 2, 3]],
  ['lines that were put in', 'm:|  n: x|s: 1', 'm:|  n: x|  annotations:|    a: b|s: 1', [1, 2, 0, 0, 3]],
  ['lines that were taken out', 'a: 1|b: 2|c: 3', 'a: 1|c: 3', [1, 3]],
  ['another value, longer than the one before', 'spec:|  a: 1|z: 1', 'spec:|  b: 1|  c: 2|z: 1', [1, 2, 0, 3]],
  ['lines at the end', 'a: 1', 'a: 1|b: 2', [1, 0]],
] as const)('%s', (_, source, made, expected) => {
  expect(lines(source, made)).toEqual(expected)
})
