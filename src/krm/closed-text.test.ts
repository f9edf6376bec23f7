import { expect, it } from 'vitest'
import { Resource } from './resource.ts'

const BLANKS = 'a: 1\nb:\n  c: 2\n   '

it.each([
  ['keeps them when the last key goes', BLANKS, (resource: Resource) => resource.field('b').remove(), 'a: 1\n   '],
  ['keeps them below a new key', BLANKS, (resource: Resource) => resource.field('new').set('x'), 'a: 1\nb:\n  c: 2\nnew: x\n   '],
  ['keeps them when something above changes', BLANKS, (resource: Resource) => resource.field('a').set(5), 'a: 5\nb:\n  c: 2\n   '],
  ['drops them below a new block, which would take them in', BLANKS, (resource: Resource) => resource.field('new').set('x\ny\n'), 'a: 1\nb:\n  c: 2\nnew: |\n  x\n  y\n'],
] as const)('a text that ends in blanks without a line break %s', (_, text, edit, wanted) => {
  const resource = new Resource(text, 'document', { path: 'a.yaml', index: 0 })
  edit(resource)
  expect(resource.text).toBe(wanted)
})
