import { expect, it } from 'vitest'
import { newLayout } from './new-layout.ts'

it.each([
  ['lists go to the column of their key', 'a:\n  - b\n  - c:\n      - d\n    e: f\n', 'a:\n- b\n- c:\n  - d\n  e: f\n'],
  ['maps are indented by two', 'a:\n    b:\n        c: 1\n', 'a:\n  b:\n    c: 1\n'],
  ['quotes stay', 'a: "5"\n"b": \'x\'\nc: plain   \n', 'a: "5"\n"b": \'x\'\nc: plain\n'],
  ['flow on one line stays', 'a: {b: 1,c: [ 2]}\nd: []\n', 'a: {b: 1,c: [ 2]}\nd: []\n'],
  ['flow over lines becomes a block', 'a: [\n  1,\n  {b: c}\n]\n', 'a:\n- 1\n- {b: c}\n'],
  ['a flow root: as it is', '{"kind": "A"}', '{"kind": "A"}'],
  ['blocks of text keep their value', 'a:\n    b: |-\n        x\n          y\nc: |\n   z\n', 'a:\n  b: |-\n    x\n      y\nc: |\n  z\n'],
  ['empty values stay empty', 'a:\nb: ~\nc:\n-\n- x\n', 'a:\nb: ~\nc:\n-\n- x\n'],
  ['comments: as it is', 'a: # c\n  - b\n', 'a: # c\n  - b\n'],
  ['anchors: as it is', 'a: &x\n  - b\nc: *x\n', 'a: &x\n  - b\nc: *x\n'],
])('%s', (_, text, expected) => {
  expect(newLayout(text)).toBe(expected)
})
