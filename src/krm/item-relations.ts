/** By what items of a list and wanted items are taken for the same: what `matchLists` asks. */

import type { ItemRelations } from './match-lists.ts'
import type { PlainValue } from './print.ts'
import { scalarText, type SeqNode, type TreeNode } from './tree.ts'
import type { Wanted } from './wanted.ts'

type Read = (node: TreeNode) => PlainValue

/** Keys of names that tell the items of a list apart, as in Kubernetes' lists. */
const NAMES = new Set(['name', 'key', 'id', 'mountPath', 'devicePath', 'containerPort', 'port', 'ip', 'type', 'path'])

/** The relations between the items of `list` and those that it shall hold. */
export function relationsOf(text: string, list: SeqNode, items: readonly Wanted[], read: Read): ItemRelations {
  const nodeAt = (index: number): TreeNode => list.items[index]!.node
  return {
    equal: (before, after) => items[after]!.isAt(nodeAt(before), read),
    named: (before, after) => isNamedLike(text, nodeAt(before), items[after]!, read),
    alike: (before, after) => isAlike(text, nodeAt(before), items[after]!, read),
  }
}

function isNamedLike(text: string, node: TreeNode, wanted: Wanted, read: Read): boolean {
  if (node.kind !== 'map' || wanted.kind !== 'map') return false
  const entries = wanted.entries()
  for (const { key, value } of node.entries) {
    if (key.kind !== 'scalar' || value.kind !== 'scalar') continue
    const name = scalarText(text, key)
    if (NAMES.has(name)) return entries.get(name)?.isAt(value, read) === true
  }
  return false
}

/** Anything but two maps that have no entry in common, unless one is empty or they have the same keys and no names. */
function isAlike(text: string, node: TreeNode, wanted: Wanted, read: Read): boolean {
  if (node.kind !== 'map' || wanted.kind !== 'map') return true
  const entries = wanted.entries()
  if (entries.size === 0 || node.entries.length === 0) return true
  let known = 0
  let hasName = false
  for (const { key, value } of node.entries) {
    const name = key.kind === 'scalar' ? scalarText(text, key) : ''
    const other = entries.get(name)
    if (other?.isAt(value, read) === true) return true
    if (other !== undefined) known++
    hasName ||= value.kind === 'scalar' && NAMES.has(name)
  }
  return !hasName && known === node.entries.length && known === entries.size
}
