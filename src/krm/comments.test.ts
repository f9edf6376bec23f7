import { expect, it } from 'vitest'
import { commentsIn } from './comments.ts'
import { Resource } from './resource.ts'
import { formatPath } from './tree.ts'

function comments(text: string): string[] {
  const root = new Resource(text, 'document', { path: '', index: 0 }).tree()!
  return commentsIn(text, root).map(({ kind, path, text }) => `${kind} ${formatPath(path)} ${text}`)
}

it('every comment describes what it stands beside or above', () => {
  const text = `# head of a
a: 1 # beside a
b: # beside b
  # head of c
  c: | # beside c
    # content
  # head of d
  d: [x, # beside x
    # head of y
    y] # beside d
l:
# head of the first
- # beside the first
  k: 1
- v # beside the second
- "p
  # text
  q" # beside the third
# foot
`
  expect(comments(text)).toEqual([
    'head a # head of a', 'line a # beside a', 'line b # beside b', 'head b.c # head of c', 'line b.c # beside c', 'head b.d # head of d',
    'line b.d[0] # beside x', 'head b.d[1] # head of y', 'line b.d # beside d', 'head l[0] # head of the first', 'line l[0] # beside the first',
    'line l[1] # beside the second', 'line l[2] # beside the third', 'foot  # foot',
  ])
})

it('a hash without a blank before it is no comment', () => {
  expect(comments("a: b#c\nd: 'e'\nf#g: '# h'\n")).toEqual([])
})

it('CRLF and blanks at the end do not count', () => {
  expect(comments('a: 1 # x  \r\n# y\r\n')).toEqual(['line a # x', 'foot  # y'])
})
