/** Aliases in an answer whose anchor stands in another item: alone, such an item has lost a part of its value. */

import { printDocument } from '#krm/print.ts'
import { Resource } from '#krm/resource.ts'
import type { TreeNode } from '#krm/tree.ts'

/** The items of a printed list, those with aliases to other items replaced by what they stand for. */
export function withoutForeignAliases(items: readonly Resource[], list: string): Resource[] {
  let whole: Resource | undefined
  return items.map((item, index) => {
    // Most texts hold no `*` at all, and none of those needs a tree.
    if (!item.text.includes('*') || !hasForeignAlias(item)) return item
    whole ??= new Resource(list, 'document')
    const value = whole.field('items', index).value
    return value === undefined ? item : new Resource(printDocument(value), 'document')
  })
}

function hasForeignAlias(item: Resource): boolean {
  const tree = item.tree()
  const anchors = new Set<string>()
  const targets = new Set<string>()
  if (tree !== undefined) collect(tree, anchors, targets)
  return [...targets].some((target) => !anchors.has(target))
}

function collect(node: TreeNode, anchors: Set<string>, targets: Set<string>): void {
  if (node.anchor !== undefined) anchors.add(node.anchor)
  if (node.kind === 'alias') targets.add(node.target)
  if (node.kind === 'seq') for (const item of node.items) collect(item.node, anchors, targets)
  if (node.kind !== 'map') return
  for (const { key, value } of node.entries) {
    collect(key, anchors, targets)
    collect(value, anchors, targets)
  }
}
