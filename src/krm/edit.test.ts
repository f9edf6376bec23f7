import { describe, expect, it } from 'vitest'
import { placeAfter } from './edit-place.ts'
import { removeEntry, removeItem } from './edit-remove.ts'
import { replaceBlockScalar, replaceNode } from './edit.ts'
import { parseTree } from './parse.ts'
import type { PlainValue } from './print.ts'
import { columnOf } from './text-lines.ts'
import { isBlockScalar, nodeAt, type Path, type TreeNode } from './tree.ts'
import { applySplices, sortSplices, type Splice } from './yaml-text.ts'

// What others build on, on texts with and without a line break at their end; field.test.ts has the rest.

const STYLE = { json: false, sequenceIndent: 'compact' } as const

function at(text: string, ...path: Path): TreeNode {
  const parsed = parseTree(text)
  if ('problems' in parsed) throw new Error(parsed.problems[0]!.message)
  return nodeAt(text, parsed.root, path)!
}

function apply(text: string, splices: readonly Splice[]): string {
  return applySplices(text, sortSplices(splices))
}

describe('replaceNode without a place behind the key', () => {
  function replace(text: string, value: PlainValue, ...path: Path): string {
    return apply(text, replaceNode(text, at(text, ...path), value, { column: 0, flow: false }, STYLE))
  }

  it.each([
    ['a key', 'a: # c\n- x\nb: 1\n', 'a: 5 # c\nb: 1\n'],
    ['a key in quotes with a hash', '"a #": # c\n- x\nb: 1\n', '"a #": 5 # c\nb: 1\n'],
    ['a key over comments and blank lines', 'a:\n\n# c\n- x\nb: 1\n', 'a: 5\nb: 1\n'],
    ['an open end', 'a:\n- x', 'a: 5'],
  ])('finds %s', (_, before, after) => {
    const key = before.startsWith('"') ? 'a #' : 'a'
    expect(replace(before, 5, key)).toBe(after)
  })

  it('puts a list in place of a list, at its column, as one splice', () => {
    const text = 'a:\n  # head\n  - x\n  - y # c\nb: 1\n'
    const splices = replaceNode(text, at(text, 'a'), ['z'], { column: 0, flow: false }, STYLE)
    expect(splices).toHaveLength(1)
    expect(apply(text, splices)).toBe('a:\n  # head\n  - z\nb: 1\n')
  })

  it('ends an open text with a line break when lines are put there', () => {
    expect(replace('a:\n- x', ['p', 'q\nr\n'], 'a')).toBe('a:\n- p\n- |\n  q\n  r\n')
    expect(replace('a: x', { k: 1 }, 'a')).toBe('a:\n  k: 1\n')
  })
})

describe('replaceBlockScalar', () => {
  function replace(text: string, written: string): string {
    const node = at(text, 'a')
    if (!isBlockScalar(node)) throw new Error('no block scalar')
    return apply(text, replaceBlockScalar(text, node, written))
  }

  it.each([
    ['keeps the comment of the header', 'a: | # c\n  x\nb: 1\n', '"y"', 'a: "y" # c\nb: 1\n'],
    ['puts a block in place of a block', 'a: |\n  x\n\nb: 1\n', '|-\n  y', 'a: |-\n  y\n\nb: 1\n'],
    ['closes an open end for a block', 'a: |\n  x', '|\n  y', 'a: |\n  y\n'],
    ['leaves an open end to one line', 'a: |\n  x', 'y', 'a: y'],
    ['knows CRLF', 'a: |\r\n  x\r\nb: 1\r\n', '|\n  y\n  z', 'a: |\r\n  y\r\n  z\r\nb: 1\r\n'],
    ['takes an empty block', 'a: |\nb: 1\n', 'y', 'a: y\nb: 1\n'],
  ])('%s', (_, before, written, after) => expect(replace(before, written)).toBe(after))
})

describe('placeAfter', () => {
  function added(text: string, ...path: Path): string {
    const node = at(text, ...path)
    const column = columnOf(text, node.start)
    const { offset, lead, trail, before } = placeAfter(text, node, column)
    return apply(text, [...before, { start: offset, end: offset, text: `${lead}${' '.repeat(column)}new: 1${trail}` }])
  }

  it.each([
    ['the end of a text', 'a: 1\n', 'a: 1\nnew: 1\n'],
    ['an open end', 'a: 1', 'a: 1\nnew: 1'],
    ['an open comment', 'a: 1\n# c', 'a: 1\n# c\n\nnew: 1'],
    ['an open block scalar, which it mends', 'a: |\n  x', 'a: |-\n  x\nnew: 1'],
    ['an open block scalar that keeps, which it mends', 'a: |+\n  x', 'a: |-\n  x\nnew: 1'],
    ['an open block scalar with blanks below', 'a: |+\n  x\n ', 'a: |+\n  x\nnew: 1\n '],
    ['a block scalar and its last blanks', 'a: |\n  x\n   \n \n', 'a: |\n  x\n   \nnew: 1\n \n'],
    ['a scalar over several lines', 'a: x\n  y\n', 'a: x\n  y\nnew: 1\n'],
    ['CRLF', 'a: 1\r\n', 'a: 1\r\nnew: 1\r\n'],
  ])('is behind %s', (_, before, after) => expect(added(before)).toBe(after))

  it('is behind a nested map', () => {
    expect(added('a:\n  b: 1 # c\n  # foot\nd: 1\n', 'a')).toBe('a:\n  b: 1 # c\n  # foot\n\n  new: 1\nd: 1\n')
  })
})

describe('removeEntry and removeItem', () => {
  it('work on texts without a line break at their end, several at once too', () => {
    const text = 'a: |\n  x\nb: 1\nc: 2'
    const map = at(text)
    if (map.kind !== 'map') throw new Error('no map')
    expect(apply(text, removeEntry(text, map, 2))).toBe('a: |\n  x\nb: 1')
    expect(apply(text, removeEntry(text, map, 1))).toBe('a: |\n  x\nc: 2')
    const both = 'a: 1\nb: 2\nc: 3\nd: 4\n'
    const other = at(both)
    if (other.kind !== 'map') throw new Error('no map')
    expect(apply(both, [...removeEntry(both, other, 0), ...removeEntry(both, other, 2)])).toBe('b: 2\nd: 4\n')
  })

  it('leave [] behind the key, without being told where that is', () => {
    const text = 'a: # c\n- x\n'
    const seq = at(text, 'a')
    if (seq.kind !== 'seq') throw new Error('no list')
    expect(apply(text, removeItem(text, seq, 0))).toBe('a: [] # c\n')
  })
})
