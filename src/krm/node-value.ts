/** The value of a node, aliases followed. */

import { FieldError } from './field-error.ts'
import type { PlainValue } from './print.ts'
import { anchoredNode, scalarText, scalarValue, type TreeNode } from './tree.ts'

/** How many nodes one value may unfold into: nested aliases grow without bound. */
export const MAX_NODES = 100_000

/** A text, the root of its tree, and how messages name what it holds. */
export interface ReadText {
  readonly text: string
  readonly root: TreeNode
  readonly describe: () => string
}

/**
 * The value as the API server reads it. Maps become `Map`s, so that no key of a user's means anything to JavaScript. An
 * alias of nothing, or of what is around it, is null. Throws a FieldError where aliases unfold without end.
 */
export function plainValue(source: ReadText, node: TreeNode): PlainValue {
  return read(source, node, { left: MAX_NODES })
}

function read(source: ReadText, node: TreeNode, budget: { left: number }): PlainValue {
  const { text, root } = source
  switch (node.kind) {
    case 'scalar':
      return scalarValue(text, node)
    case 'alias': {
      const target = anchoredNode(root, node.target, node.start)
      if (target === undefined) return null
      spend(source, target, budget)
      return read(source, target, budget)
    }
    case 'seq':
      return node.items.map((item) => read(source, item.node, budget))
    case 'map':
      return new Map(node.entries.flatMap(({ key, value }) => (key.kind === 'scalar' ? [[scalarText(text, key), read(source, value, budget)] as const] : [])))
  }
}

/** Only what aliases add is counted: a large resource without them has any size. */
function spend(source: ReadText, node: TreeNode, budget: { left: number }): void {
  if (--budget.left < 0) throw new FieldError(`a value of ${source.describe()} unfolds into more than ${MAX_NODES} nodes through its aliases`)
  if (node.kind === 'map') for (const { value } of node.entries) spend(source, value, budget)
  else if (node.kind === 'seq') for (const item of node.items) spend(source, item.node, budget)
}
