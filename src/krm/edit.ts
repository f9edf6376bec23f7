/** Edits of one resource as splices of its text. Each function answers for a tree that belongs to the text as it is now. */

import { endOfBlockScalar, placeAfter, type EditStyle } from './edit-place.ts'
import { printFlow } from './print-flow.ts'
import { printEntry, printItem, printYaml, type PlainValue } from './print.ts'
import { isEmpty, isList, isScalar } from './plain-value.ts'
import { writeScalar } from './scalar-style.ts'
import type { ScalarValue } from './scalar-value.ts'
import { commentAfter, lineEnd, lineStart, withNewlinesOf } from './text-lines.ts'
import { columnOf } from './tree-events.ts'
import type { MapNode, ScalarNode, SeqNode, TreeNode } from './tree.ts'
import type { Splice } from './yaml-text.ts'

/** What surrounds a node that is edited. */
export interface Surroundings {
  /** Column of the block collection that holds the node; its own children stand two deeper. */
  readonly column: number
  /** Inside `[]` or `{}`: everything stays on its line. */
  readonly flow: boolean
}

/** Replaces a node by a value. The line comment stays on the line, a scalar keeps its quotes where the value allows. */
export function replaceNode(text: string, node: TreeNode, value: PlainValue, around: Surroundings, style: EditStyle): Splice[] {
  if (node.kind === 'scalar' && isScalar(value)) return replaceScalar(text, node, value, around, style)
  if (around.flow || style.json || (!isScalar(value) && isEmpty(value))) {
    const printed = isScalar(value)
      ? writeScalar(value, undefined, { flow: around.flow, key: false, json: style.json, indent: around.column + 2 })
      : printFlow(value, style.json)
    return putOnKeyLine(text, node, printed)
  }
  if (isScalar(value)) {
    const scalar = writeScalar(value, undefined, { flow: around.flow, key: false, json: false, indent: around.column + 2 })
    return putOnKeyLine(text, node, withNewlinesOf(text, scalar))
  }
  return putBelowKey(text, node, value, around, style)
}

function replaceScalar(text: string, node: ScalarNode, value: ScalarValue, around: Surroundings, style: EditStyle): Splice[] {
  const tag = node.tag === '!!str' && typeof value === 'string' ? node.tag : undefined
  const written = writeScalar(value, { style: node.style, tag }, { flow: around.flow, key: false, json: style.json, indent: around.column + 2 })
  const dropTag: Splice[] = node.tag !== undefined && tag === undefined ? [tagSplice(text, node)] : []
  if (node.style === 'literal' || node.style === 'folded') return [...dropTag, ...replaceBlockScalar(text, node, written)]
  const [first, ...rest] = written.split('\n')
  const lead = node.style === 'empty' && !/[\s[{]/.test(text.charAt(node.start - 1)) ? ' ' : ''
  if (rest.length === 0) return [...dropTag, { start: node.start, end: node.end, text: lead + written }]
  // A literal block's lines go below the comment that stays on the key's line.
  const end = lineEnd(text, node.end)
  const lines = withNewlinesOf(text, `\n${rest.join('\n')}`)
  return [...dropTag, { start: node.start, end: node.end, text: lead + first! }, { start: end, end, text: lines }]
}

/** The splice that takes a tag and the blanks behind it away. */
function tagSplice(text: string, node: ScalarNode): Splice {
  const start = text.indexOf(node.tag!, node.outerStart)
  let end = start + node.tag!.length
  while (text.charCodeAt(end) === 0x20) end++
  return { start, end, text: '' }
}

/** Puts a scalar's new text, a literal block or one line, in place of a block scalar; the header's comment stays. */
export function replaceBlockScalar(text: string, node: ScalarNode, written: string): Splice[] {
  const end = endOfBlockScalar(text, node)
  const trailing = /\r?\n$/.exec(text.slice(node.valueStart, end))?.[0] ?? ''
  const headerEnd = lineEnd(text, node.start)
  const comment = /\s#.*$/.exec(text.slice(node.start, headerEnd))?.[0] ?? ''
  const [first, ...rest] = written.split('\n')
  const body = rest.length === 0 ? '' : withNewlinesOf(text, `\n${rest.join('\n')}`)
  // What begins with a line break leaves nothing on the key's line but its comment.
  let start = node.start
  if (first === '') while (text.charCodeAt(start - 1) === 0x20) start--
  return [{ start, end: end - trailing.length, text: first! + comment + body }]
}

/** Puts one line's text behind the key, in place of a node that may have stood on lines of its own. */
function putOnKeyLine(text: string, node: TreeNode, printed: string): Splice[] {
  const blockEnd = node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')
  if (blockEnd) return replaceBlockScalar(text, node as ScalarNode, printed)
  const isBlock = (node.kind === 'map' || node.kind === 'seq') && !node.flow
  if (!isBlock) {
    const lead = node.start === node.end && !/[\s[{]/.test(text.charAt(node.start - 1)) ? ' ' : ''
    return [{ start: node.start, end: node.end, text: lead + printed }]
  }
  const before = text.slice(0, node.start).replace(/[\s]*$/, '')
  const ownLine = lineStart(text, node.start) > before.length - 1
  if (!ownLine) return [{ start: node.start, end: endOfLastLine(text, node), text: printed }]
  const keyEnd = keyLineEnd(text, node.start)
  return [
    { start: keyEnd, end: keyEnd, text: ` ${printed}` },
    { start: lineEnd(text, keyEnd), end: endOfLastLine(text, node), text: '' },
  ]
}

/** Behind the colon or dash that a block collection on the lines below belongs to. */
function keyLineEnd(text: string, nodeStart: number): number {
  let line = lineStart(text, nodeStart)
  do line = lineStart(text, line - 1)
  while (line > 0 && (/^\s*(#.*)?$/.test(text.slice(line, lineEnd(text, line)))))
  const content = text.slice(line, lineEnd(text, line))
  const comment = /\s+#.*$/.exec(content)
  return line + (comment === null ? content.trimEnd().length : comment.index)
}

function endOfLastLine(text: string, node: TreeNode): number {
  const { offset, lead } = placeAfter(text, node, Number.POSITIVE_INFINITY)
  if (lead !== '') return offset
  const back = text.charCodeAt(offset - 2) === 0x0d ? 2 : 1
  return offset - back
}

/** Puts a map or list on the lines below the key; the comment on the key's line stays there. */
function putBelowKey(text: string, node: TreeNode, value: PlainValue, around: Surroundings, style: EditStyle): Splice[] {
  const isBlock = (node.kind === 'map' || node.kind === 'seq') && !node.flow
  if (isBlock && isList(value) === (node.kind === 'seq')) {
    const indent = columnOf(text, node.start)
    const printed = printYaml(value, { indent, sequenceIndent: style.sequenceIndent })
    return [{ start: node.start, end: endOfLastLine(text, node), text: withNewlinesOf(text, printed) }]
  }
  const indent = isList(value) && style.sequenceIndent === 'compact' ? Math.max(around.column, 0) : around.column + 2
  const printed = `\n${' '.repeat(indent)}${printYaml(value, { indent, sequenceIndent: style.sequenceIndent })}`
  const lines = withNewlinesOf(text, printed)
  if (isBlock) {
    const keyEnd = lineEnd(text, keyLineEnd(text, node.start))
    return [{ start: keyEnd, end: endOfLastLine(text, node), text: lines }]
  }
  const isBlockScalar = node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')
  if (isBlockScalar) return replaceBlockScalar(text, node, printed)
  const comment = commentAfter(text, node.end)
  let start = node.outerStart
  while (text.charCodeAt(start - 1) === 0x20 && node.end > node.start) start--
  if (comment === undefined) return [{ start, end: node.end, text: lines }]
  return [{ start, end: node.end, text: '' }, { start: comment.end, end: comment.end, text: lines }]
}

/** Adds a key at the end of a map. */
export function insertEntry(text: string, map: MapNode, key: string, value: PlainValue, style: EditStyle): Splice[] {
  const column = columnOf(text, map.start)
  if (map.flow) {
    const name = writeScalar(key, undefined, { flow: true, key: true, json: style.json, indent: column + 2 })
    return insertIntoFlow(text, map, `${name}: ${printFlow(value, style.json)}`, map.entries.at(-1)?.value)
  }
  return insertLines(text, map, column, printEntry(key, value, { indent: column, sequenceIndent: style.sequenceIndent }))
}

/** Adds an item at the end of a list. */
export function appendItem(text: string, seq: SeqNode, value: PlainValue, style: EditStyle): Splice[] {
  const column = columnOf(text, seq.start)
  if (seq.flow) return insertIntoFlow(text, seq, printFlow(value, style.json), seq.items.at(-1)?.node)
  return insertLines(text, seq, column, printItem(value, { indent: column, sequenceIndent: style.sequenceIndent }))
}

/** Adds an item before the one at `index`, above the comment lines that describe that one. */
export function insertItem(text: string, seq: SeqNode, index: number, value: PlainValue, style: EditStyle): Splice[] {
  const next = seq.items[index]
  if (next === undefined) return appendItem(text, seq, value, style)
  const column = columnOf(text, seq.start)
  if (seq.flow) return [{ start: next.dash, end: next.dash, text: `${printFlow(value, style.json)}, ` }]
  const printed = `${printItem(value, { indent: column, sequenceIndent: style.sequenceIndent })}\n${' '.repeat(column)}`
  return [{ start: next.dash, end: next.dash, text: withNewlinesOf(text, printed) }]
}

function insertLines(text: string, node: TreeNode, column: number, lines: string): Splice[] {
  const { offset, lead, trail, before } = placeAfter(text, node, column)
  const printed = withNewlinesOf(text, ' '.repeat(column) + lines)
  return [...before, { start: offset, end: offset, text: lead + printed + trail }]
}

function insertIntoFlow(text: string, node: TreeNode, printed: string, last: TreeNode | undefined): Splice[] {
  if (last === undefined) return [{ start: node.start + 1, end: node.end - 1, text: printed }]
  // `{b: }` with `, x` would make the key `b:` to go-yaml.
  const space = last.start === last.end && text.charCodeAt(last.end - 1) === 0x3a ? ' ' : ''
  const comma = /^\s*,/.exec(text.slice(last.end, node.end))
  if (comma === null) return [{ start: last.end, end: last.end, text: `${space}, ${printed}` }]
  const at = last.end + comma[0].length
  return [{ start: at, end: at, text: ` ${printed}` }]
}

