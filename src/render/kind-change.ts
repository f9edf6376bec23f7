/** kpt refuses a function that puts a scalar, a list or a map where another of them was. */

import { entryOf, formatPath, scalarText, scalarValue, type Path, type TreeNode } from '#krm/tree.ts'

interface Side {
  readonly text: string
  readonly node: TreeNode
}

/** The first place where `after` has another kind of value than `before`; null on either side counts as absent. */
export function kindChange(before: Side, after: Side, path: Path = []): string | undefined {
  const from = kindOf(before)
  const to = kindOf(after)
  if (from === undefined || to === undefined) return undefined
  if (from !== to) return `${formatPath(path)} was a ${from} and is now a ${to}`
  if (before.node.kind === 'map' && after.node.kind === 'map') {
    for (const { key, value } of before.node.entries) {
      if (key.kind !== 'scalar') continue
      const name = scalarText(before.text, key)
      const other = entryOf(after.text, after.node, name)?.value
      const found = other === undefined ? undefined : kindChange({ text: before.text, node: value }, { text: after.text, node: other }, [...path, name])
      if (found !== undefined) return found
    }
  }
  if (before.node.kind === 'seq' && after.node.kind === 'seq') {
    const other = after.node.items
    for (const [index, item] of before.node.items.slice(0, other.length).entries()) {
      const left = { text: before.text, node: item.node }
      const right = { text: after.text, node: other[index]!.node }
      // kpt pairs list items by index, and only those whose own scalar text (none for maps and lists) is the same.
      const found = scalarOf(left) === scalarOf(right) ? kindChange(left, right, [...path, index]) : undefined
      if (found !== undefined) return found
    }
  }
  return undefined
}

function kindOf({ text, node }: Side): 'scalar' | 'list' | 'map' | undefined {
  if (node.kind === 'alias') return undefined
  if (node.kind === 'scalar') return scalarValue(text, node) === null ? undefined : 'scalar'
  return node.kind === 'seq' ? 'list' : 'map'
}

function scalarOf({ text, node }: Side): string {
  return node.kind === 'scalar' ? scalarText(text, node) : ''
}
