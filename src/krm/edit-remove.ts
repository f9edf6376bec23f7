/** Removing keys and list items: their lines go, with the comments that describe them, and nothing else. */

import { placeAfter } from './edit-place.ts'
import { indentOf, isCommentLine, lineEnd, lineStart } from './text-lines.ts'
import { columnOf } from './tree-events.ts'
import type { MapNode, SeqNode, TreeNode } from './tree.ts'
import type { Splice } from './yaml-text.ts'

/** Takes the entry at `index` out of a map. The last one leaves `{}`. */
export function removeEntry(text: string, map: MapNode, index: number): Splice[] {
  const { key, value } = map.entries[index]!
  if (map.flow) return removeFromFlow(map, index, map.entries.map((entry) => ({ start: entry.key.outerStart, end: Math.max(entry.key.end, entry.value.end) })))
  if (map.entries.length === 1) return emptied(text, map, '{}')
  return removeLines(text, map, value, key.outerStart, map.entries[index + 1]?.key.outerStart)
}

/** Takes the item at `index` out of a list. The last one leaves `[]`. */
export function removeItem(text: string, seq: SeqNode, index: number): Splice[] {
  const item = seq.items[index]!
  if (seq.flow) return removeFromFlow(seq, index, seq.items.map(({ node }) => ({ start: node.outerStart, end: node.end })))
  if (seq.items.length === 1) return emptied(text, seq, '[]')
  return removeLines(text, seq, item.node, item.dash, seq.items[index + 1]?.dash)
}

function removeLines(text: string, holder: TreeNode, last: TreeNode, start: number, next: number | undefined): Splice[] {
  const column = columnOf(text, holder.start)
  const { offset, lead } = placeAfter(text, last.kind === 'scalar' && last.start === last.end ? { ...last, start, end: last.end } : last, Number.POSITIVE_INFINITY)
  const line = lineStart(text, start)
  const sharesLine = text.slice(line, start).trim() !== ''
  if (sharesLine) {
    // The first entry behind a dash: the next one, or the comment above it, moves up.
    const to = next === undefined ? offset : offset + indentOf(text, offset)
    return [{ start, end: Math.max(to, offset), text: '' }]
  }
  const from = headComments(text, line, column)
  if (lead === '') return [{ start: from, end: offset, text: '' }]
  // The text ends without a line break: so shall it after.
  const cut = from > 0 ? from - (text.charCodeAt(from - 2) === 0x0d ? 2 : 1) : 0
  return [{ start: cut, end: offset, text: '' }]
}

/** The first of the comment lines straight above a line, at the same column: they describe what stands below them. */
function headComments(text: string, line: number, column: number): number {
  let from = line
  while (from > 0) {
    const above = lineStart(text, from - 1)
    if (!isCommentLine(text, above) || indentOf(text, above) !== column) break
    from = above
  }
  return from
}

/** A block collection that loses its last entry becomes `{}` or `[]` behind its key. */
function emptied(text: string, node: TreeNode, brackets: string): Splice[] {
  const { offset, lead } = placeAfter(text, node, Number.POSITIVE_INFINITY)
  const newlineLength = lead !== '' ? 0 : text.charCodeAt(offset - 2) === 0x0d ? 2 : 1
  const line = lineStart(text, node.start)
  if (text.slice(line, node.start).trim() !== '' || line === 0) return [{ start: node.start, end: offset - newlineLength, text: brackets }]
  let keyLine = lineStart(text, line - 1)
  while (keyLine > 0 && (isCommentLine(text, keyLine) || indentOf(text, keyLine) === -1)) keyLine = lineStart(text, keyLine - 1)
  const end = lineEnd(text, keyLine)
  const comment = /\s+#.*$/.exec(text.slice(keyLine, end))
  const at = comment === null ? end : keyLine + comment.index
  return [
    { start: at, end: at, text: ` ${brackets}` },
    { start: end, end: offset - newlineLength, text: '' },
  ]
}

function removeFromFlow(node: TreeNode, index: number, ranges: readonly { start: number; end: number }[]): Splice[] {
  const { start, end } = ranges[index]!
  const next = ranges[index + 1]
  if (next !== undefined) return [{ start, end: next.start, text: '' }]
  const previous = ranges[index - 1]
  if (previous !== undefined) return [{ start: previous.end, end, text: '' }]
  return [{ start: node.start + 1, end: node.end - 1, text: '' }]
}
