/** Adding keys and items as splices. Comments stay with what they describe (see edit.ts). */

import { insertIntoFlow, insertItemIntoFlow } from './edit-flow.ts'
import { headOf, placeAfter, type EditStyle } from './edit-place.ts'
import { settled } from './edit-tail.ts'
import type { PlainValue } from './print.ts'
import { columnOf, indentOf, lineStart, newlineOf, withNewlinesOf } from './text-lines.ts'
import type { MapNode, SeqNode, TreeNode } from './tree.ts'
import { entryText, flowEntry, flowText, itemText, listOf, mapOf, wantPlain, type Wanted } from './wanted.ts'
import type { Splice } from './yaml-text.ts'

/** Adds a key at the end of a map. */
export function insertEntry(text: string, map: MapNode, key: string, value: PlainValue, style: EditStyle): Splice[] {
  return insertEntries(text, map, new Map([[key, wantPlain(value)]]), style)
}

/** Adds keys at the end of a map, in their order. */
export function insertEntries(text: string, map: MapNode, entries: ReadonlyMap<string, Wanted>, style: EditStyle): Splice[] {
  if (map.flow) {
    const texts = [...entries].map(([key, wanted]) => flowEntry(key, wanted, style.json))
    return insertIntoFlow(text, map, texts)
  }
  const indent = columnOf(text, map.start)
  const { sequenceIndent } = style
  return insertLines(text, map, indent, mapOf(entries), (all) => [...all.entries()].map(([key, wanted]) => entryText(key, wanted, { indent, sequenceIndent })))
}

/** Adds an item at the end of a list. */
export function appendItem(text: string, seq: SeqNode, value: PlainValue, style: EditStyle): Splice[] {
  return appendItems(text, seq, [wantPlain(value)], style)
}

/** Adds items at the end of a list. */
export function appendItems(text: string, seq: SeqNode, items: readonly Wanted[], style: EditStyle): Splice[] {
  if (seq.flow) return insertIntoFlow(text, seq, items.map((item) => flowText(item, style.json)))
  const indent = columnOf(text, seq.start)
  const { sequenceIndent } = style
  return insertLines(text, seq, indent, listOf(items), (all) => all.items().map((item) => itemText(item, { indent, sequenceIndent })))
}

/** Adds an item before the one at `index`, above the comment lines that describe that one. */
export function insertItem(text: string, seq: SeqNode, index: number, value: PlainValue, style: EditStyle): Splice[] {
  return insertItems(text, seq, index, [wantPlain(value)], style)
}

/** Adds items before the one at `index`. */
export function insertItems(text: string, seq: SeqNode, index: number, items: readonly Wanted[], style: EditStyle): Splice[] {
  const next = seq.items[index]
  if (next === undefined) return appendItems(text, seq, items, style)
  if (seq.flow) return insertItemIntoFlow(text, seq, index, items.map((item) => flowText(item, style.json)))
  const indent = columnOf(text, seq.start)
  const lines = items.map((item) => `${itemText(item, { indent, sequenceIndent: style.sequenceIndent })}\n${' '.repeat(indent)}`)
  const line = lineStart(text, next.dash)
  // On the line of an outer dash there is no head comment; elsewhere the new lines go above it.
  const at = indentOf(text, line) === indent ? headOf(text, line, indent) + indent : next.dash
  return [{ start: at, end: at, text: withNewlinesOf(text, lines.join('')) }]
}

function insertLines(text: string, node: TreeNode, column: number, added: Wanted, print: (added: Wanted) => string[]): Splice[] {
  const { offset, lead, trail, before } = placeAfter(text, node, column)
  const margin = ' '.repeat(column)
  const entries = print(settled(text, offset, column, added))
  const lines = withNewlinesOf(text, entries.map((lines) => margin + lines).join('\n'))
  // At an open end the new lines bring a line break where a literal block could need it.
  const close = trail === '' && lines.includes('\n') ? newlineOf(text) : trail
  return [...before, { start: offset, end: offset, text: lead + lines + close }]
}
