/** The value of a node, aliases followed. */

import type { PlainValue } from './print.ts'
import { anchoredNode, scalarText, scalarValue, type TreeNode } from './tree.ts'

/** A text and the root of its tree, whose aliases have been checked (check-aliases.ts): each stands for a node, and all for no more than a limit. */
export interface ReadText {
  readonly text: string
  readonly root: TreeNode
}

/**
 * The value as the API server reads it. Maps become `Map`s, so that no key of a user's means anything to JavaScript. An
 * alias inside a key, and one of nothing in a text that was not checked, is null.
 */
export function plainValue(source: ReadText, node: TreeNode): PlainValue {
  const { text, root } = source
  switch (node.kind) {
    case 'scalar':
      return scalarValue(text, node)
    case 'alias': {
      const target = anchoredNode(root, node.target, node.start)
      return target === undefined ? null : plainValue(source, target)
    }
    case 'seq':
      return node.items.map((item) => plainValue(source, item.node))
    case 'map':
      return new Map(node.entries.flatMap(({ key, value }) => (key.kind === 'scalar' ? [[scalarText(text, key), plainValue(source, value)] as const] : [])))
  }
}
