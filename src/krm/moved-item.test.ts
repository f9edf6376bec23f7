import { expect, it } from 'vitest'
import { Resource } from './resource.ts'

/** `text` after its `list` has been set to `items`. */
function withList(text: string, items: readonly unknown[]): string {
  const resource = new Resource(text, 'document', { path: 'a.yaml', index: 0 })
  resource.field('list').set(items as never)
  const once = resource.text
  resource.field('list').set(items as never)
  expect(resource.text).toBe(once)
  expect(new Resource(once, 'document', { path: 'a.yaml', index: 0 }).field('list').value).toEqual(items)
  return once
}

const CASES: readonly (readonly [string, string, readonly unknown[], string])[] = [
  ['keeps its lines and comments', 'list:\n# one\n- a: 1 # line\n- b\n', ['b', new Map([['a', 1]])], 'list:\n- b\n# one\n- a: 1 # line\n'],
  ['keeps its block scalar above what that would not take in', 'list:\n- |\n  x\n- b\n\nz: 1\n', ['b', 'x\n'], 'list:\n- b\n- |\n  x\n\nz: 1\n'],
  ['is put in quotes above a comment that its empty block would take in', 'list:\n- |2\n\n- b\n\n  # deep\n', ['b', ''], 'list:\n\n- b\n- ""\n\n  # deep\n'],
  ['and keeps its own comments then', 'list:\n# one\n- |2 # line\n   x\n- b\n\n  # deep\n', ['b', ' x\n'], 'list:\n- b\n# one\n- " x\\n" # line\n\n  # deep\n'],
  ['is put in quotes where a block of blanks ends deeper', 'list:\n- |1\n  x\n- b\n  \n', ['b', ' x\n'], 'list:\n- b\n- " x\\n"\n  \n'],
  ['does not gain a line break when it comes from an open end', 'list:\n- b\n- |\n  x', ['x', 'b'], 'list:\n- |-\n  x\n- b'],
]

it.each(CASES)('an item that moves %s', (_, text, items, wanted) => {
  expect(withList(text, items)).toBe(wanted)
})
