/** Items of a block list that only change places: their lines go with them as they stand, comments included. */

import { headerOf, indentOfLines } from './block-lines.ts'
import { behindRemoved, headOf, lastLeaf } from './edit-place.ts'
import { replaceBlockScalar } from './edit.ts'
import { writeScalar } from './scalar-style.ts'
import { beforeLineBreak, columnOf, indentOf, lineStart } from './text-lines.ts'
import { isBlockScalar, scalarText, type ScalarNode, type SeqNode } from './tree.ts'
import { moved, type Wanted } from './wanted.ts'
import type { Splice } from './yaml-text.ts'

/** A wanted item that is the one at `index` of the list now. */
export function movedItem(wanted: Wanted, text: string, seq: SeqNode, index: number): Wanted {
  const leaf = lastLeaf(seq.items[index]!.node)
  if (!isBlockScalar(leaf)) return moved(wanted, itemLines(text, seq, index))
  const quoted = (): string => itemLines(text, seq, index, quotedSplice(text, leaf))
  const indent = indentOfLines(text, leaf, leaf.end) - columnOf(text, seq.start)
  const header = `|${Number.isFinite(indent) ? Math.min(indent, 9) : 1}${headerOf(text, leaf).chomping}\n`
  return moved(wanted, itemLines(text, seq, index), { header, quoted })
}

/** The lines of an item with the comments that go with it, one splice made; LF between them, the first one not indented. */
function itemLines(text: string, seq: SeqNode, index: number, splice?: Splice): string {
  const { dash, node } = seq.items[index]!
  const column = columnOf(text, seq.start)
  const line = lineStart(text, dash)
  const start = indentOf(text, line) === column ? headOf(text, line, column) + column : dash
  const end = beforeLineBreak(text, behindRemoved(text, node.end > dash ? node : { ...node, end: dash + 1 }, column))
  const lines = splice === undefined ? text.slice(start, end) : text.slice(start, splice.start) + splice.text + text.slice(splice.end, end)
  return lines.replaceAll('\r\n', '\n')
}

function quotedSplice(text: string, leaf: ScalarNode): Splice {
  const written = writeScalar(scalarText(text, leaf), { style: 'double' }, { flow: false, key: false, json: false, indent: 0 })
  return replaceBlockScalar(text, leaf, written)[0]!
}
