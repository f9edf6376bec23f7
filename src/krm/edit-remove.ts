/** Removing keys and list items: their lines go, with the comments that describe them, and nothing else (see edit.ts). */

import { headerOf } from './block-lines.ts'
import { removeFromFlow } from './edit-flow.ts'
import { behindRemoved, headOf, isOpenEnd, lastLeaf } from './edit-place.ts'
import { replaceNode, type Surroundings } from './edit.ts'
import { beforeLineBreak, columnOf, isBlankLine, lineStart, nextLine, skipBlanks } from './text-lines.ts'
import { isBlockScalar, type MapNode, type SeqNode, type TreeNode } from './tree.ts'
import type { Splice } from './yaml-text.ts'

/** Takes the entry at `index` out of a map. The last one leaves `{}`. */
export function removeEntry(text: string, map: MapNode, index: number, around?: Surroundings): Splice[] {
  return removeRun(text, map, index, index, around)
}

/** Takes the item at `index` out of a list. The last one leaves `[]`. */
export function removeItem(text: string, seq: SeqNode, index: number, around?: Surroundings): Splice[] {
  return removeRun(text, seq, index, index, around)
}

/**
 * Takes the entries or items `[first, last]` out of a map or list. Several runs of one collection can be taken out at
 * once, as long as something stays.
 */
export function removeRun(text: string, holder: MapNode | SeqNode, first: number, last: number, around?: Surroundings): Splice[] {
  if (holder.flow) return removeFromFlow(text, holder, first, last)
  const parts = partsOf(holder)
  if (first === 0 && last === parts.length - 1) return emptied(text, holder, around)
  const column = columnOf(text, holder.start)
  const { start } = parts[first]!
  const end = behindRemoved(text, parts[last]!.value, column)
  const line = lineStart(text, start)
  if (skipBlanks(text, line) < start) {
    // The first one behind a dash: the next one, or the comment above it, moves up.
    let next = end
    while (isBlankLine(text, next)) next = nextLine(text, next)
    return [{ start, end: skipBlanks(text, next), text: '' }]
  }
  const from = headOf(text, line, column)
  if (!isOpenEnd(text, end)) return [{ start: from, end: keepsBlankLines(parts[first - 1]?.value, text, from) ? behindBlankLines(text, end) : end, text: '' }]
  // The text ends without a line break, and so it shall after, unless a block scalar above needs one.
  const above = first > 0 && isBlockScalar(lastLeaf(parts[first - 1]!.value))
  return [{ start: above ? from : beforeLineBreak(text, from), end, text: '' }]
}

/** Whether a block scalar that ends at `end` takes blank lines below it for its own (`|+`). */
function keepsBlankLines(node: TreeNode | undefined, text: string, end: number): boolean {
  const leaf = node === undefined ? undefined : lastLeaf(node)
  return leaf !== undefined && isBlockScalar(leaf) && leaf.end === end && headerOf(text, leaf).chomping === '+'
}

function behindBlankLines(text: string, from: number): number {
  let at = from
  while (at < text.length && isBlankLine(text, at)) at = nextLine(text, at)
  return at
}

function partsOf(holder: MapNode | SeqNode): { start: number; value: TreeNode }[] {
  if (holder.kind === 'seq') return holder.items.map(({ dash, node }) => ({ start: dash, value: node }))
  return holder.entries.map(({ start, key, value }) => ({ start, value: value.end > key.end ? value : key }))
}

/** A block collection that loses all of its entries becomes `{}` or `[]` behind its key. Other comments in it stay. */
function emptied(text: string, holder: MapNode | SeqNode, around?: Surroundings): Splice[] {
  const empty = holder.kind === 'map' ? {} : []
  const splices = replaceNode(text, holder, empty, around ?? { column: 0, flow: false }, { json: false, sequenceIndent: 'compact' })
  if (splices.length === 1) return splices
  // Comments above the first entry that do not describe it stay where they are.
  const column = columnOf(text, holder.start)
  const head = headOf(text, lineStart(text, partsOf(holder)[0]!.start), column)
  const [onKey, lines] = splices
  const from = beforeLineBreak(text, head)
  const end = behindRemoved(text, lastLeaf(holder), column)
  return [onKey!, { start: Math.max(from, lines!.start), end: isOpenEnd(text, end) ? end : beforeLineBreak(text, end), text: '' }]
}
