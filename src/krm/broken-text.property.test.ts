import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { commentsIn } from './comments.ts'
import { FieldError } from './field-error.ts'
import { Resource } from './resource.ts'
import { childrenOf, scalarText, scalarValue, type TreeNode } from './tree.ts'

/** Pieces that YAML is made of, and some that fool parsers. */
const PIECES = [
  'a', 'b: ', 'k', ': ', ':', '\n', '\n  ', '\n ', ' ', '  ', '\t', '- ', '-', '|', '>', '|-', '|+', '|2', '>1-', '"', "'", '\\', '\\u', 'd83d', '\\x4', '#', ' # c', '{', '}', '\n}', '\n]', '[', ']', ',', '? ',
  '&a ', '*a', '!!str ', '!', '!!int ', '!!binary ', '<<: ', '\r\n', '---', '...', '%', '@', '0', '1_0', '0x', '\u2028', '\u0085', '\ufeff', '😀', '\ud83d', 'x: |\n', 'x: >\n', '    y\n', '  \ty\n', 'x:\n', "''", '\\"', '\\ud83d', '\\N', '~', '`',
]

const brokenText = fc.tuple(fc.constantFrom('', 'kind: A\n'), fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 14 }), fc.constantFrom('', '\n')).map(([head, pieces, end]) => head + pieces.join('') + end)

function decodeAll(text: string, node: TreeNode): void {
  if (node.kind === 'scalar') {
    scalarText(text, node)
    for (const schema of ['kubernetes', 'core'] as const) scalarValue(text, node, schema)
  }
  for (const child of childrenOf(node)) decodeAll(text, child)
}

/** What an edit may answer to a place that it cannot change. */
function attempt(edit: () => void): boolean {
  try {
    edit()
    return true
  } catch (error) {
    if (error instanceof FieldError) return false
    throw error
  }
}

it('whatever is accepted has values and may be edited; nothing else is thrown', () => {
  fc.assert(
    fc.property(brokenText, (text) => {
      const resource = new Resource(text, 'document', { path: 'a.yaml', index: 0 })
      void [resource.header, resource.annotations, resource.labels]
      const root = resource.tree()
      if (root === undefined) expect(resource.problems().length).toBeGreaterThan(0)
      if (root === undefined) return
      decodeAll(text, root)
      commentsIn(text, root)
      void resource.field().value
      if (root.kind !== 'map') return
      const added = resource.clone()
      if (attempt(() => added.field('zz').set('v'))) expect([added.problems(), added.field('zz').value], added.text).toEqual([[], 'v'])
      for (const { path } of resource.field().children()) {
        const removed = resource.clone()
        if (attempt(() => removed.field(...path).remove())) expect([removed.problems(), removed.field(...path).exists], removed.text).toEqual([[], false])
      }
    }),
    { numRuns: 4000, seed: 16 },
  )
})
