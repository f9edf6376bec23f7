/**
 * Edits of one resource as splices of its text. Each function answers for a tree that belongs to the text as it is now.
 *
 * What becomes of comments: the line comment of a replaced value stays on its line, that of a key whose map or list is
 * replaced on the key's line. Comments inside a value that is replaced as a whole go with it. Removing takes the
 * comments straight above a key or item (at its column, no blank line between), those on its lines and those deeper than
 * it. All others stay.
 */

import { behindLines, isOpenEnd, type EditStyle } from './edit-place.ts'
import { settled } from './edit-tail.ts'
import type { PlainValue } from './print.ts'
import { beforeLineBreak, columnOf, commentAfter, isBlankLine, isCommentLine, lineEnd, lineStart, newlineOf, skipBlanks, withNewlinesOf } from './text-lines.ts'
import { isBlockCollection, isBlockScalar, type ScalarNode, type TreeNode } from './tree.ts'
import { blockText, flowText, isEmptyCollection, wantPlain, type Wanted } from './wanted.ts'
import type { Splice } from './yaml-text.ts'

/** What surrounds a node that is edited. */
export interface Surroundings {
  /** Column of the block collection that holds the node; its own children stand two deeper. -2 around the root. */
  readonly column: number
  /** Inside `[]` or `{}`: everything stays on its line. */
  readonly flow: boolean
  /** Offset behind the colon or dash that the node follows; -1 when a key has no colon. Without it the text is searched. */
  readonly from?: number
  /** The node is an item of a block list. */
  readonly isItem?: boolean
}

/** Replaces a node by a value. The line comment stays on the line, a scalar keeps its quotes where the value allows. */
export function replaceNode(text: string, node: TreeNode, value: PlainValue, around: Surroundings, style: EditStyle): Splice[] {
  return replaceWith(text, node, wantPlain(value), around, style)
}

/** The same for a wanted value. */
export function replaceWith(text: string, node: TreeNode, value: Wanted, around: Surroundings, style: EditStyle): Splice[] {
  const wanted = around.flow ? value : settled(text, behindLines(text, node), around.column, value, node)
  if (node.kind === 'scalar' && wanted.kind === 'scalar') return replaceScalar(text, node, wanted, around, style)
  const { flow } = around
  if (flow || style.json || isEmptyCollection(wanted)) return putOnKeyLine(text, node, flowText(wanted, style.json), around)
  if (wanted.kind === 'scalar') return putOnKeyLine(text, node, wanted.scalarText(undefined, scalarContext(around, style)), around)
  return putBelowKey(text, node, wanted, around, style)
}

function scalarContext({ column, flow }: Surroundings, { json }: EditStyle): { flow: boolean; key: boolean; json: boolean; indent: number } {
  return { flow, key: false, json, indent: column + 2 }
}

function replaceScalar(text: string, node: ScalarNode, wanted: Wanted, around: Surroundings, style: EditStyle): Splice[] {
  const context = scalarContext(around, style)
  const kept = node.tag === '!!str' ? wanted.scalarText({ style: node.style, tag: node.tag }, context) : undefined
  // A tag stays only where the new text is a string under it as well.
  const keepsTag = kept !== undefined && wanted.scalarText({ style: node.style }, { ...context, json: true }).startsWith('"')
  const written = keepsTag ? kept : wanted.scalarText({ style: node.style }, context)
  const dropTag: Splice[] = node.tag === undefined || keepsTag ? [] : [tagSplice(text, node)]
  if (isBlockScalar(node)) return [...dropTag, ...replaceBlockScalar(text, node, written)]
  return [...dropTag, ...putInline(text, node.start, node.end, written, around)]
}

/** The splice that takes a tag and the blanks behind it away. */
function tagSplice(text: string, node: ScalarNode): Splice {
  const start = text.indexOf(node.tag!, node.outerStart)
  return { start, end: Math.min(skipBlanks(text, start + node.tag!.length), node.start), text: '' }
}

/** Puts a scalar's text in place of what stands on a line; the lines of a literal block go below that line. */
function putInline(text: string, start: number, nodeEnd: number, written: string, around: Surroundings): Splice[] {
  const lead = leadAt(text, start, nodeEnd, around)
  const next = skipBlanks(text, nodeEnd)
  // `{a: , b}`: the blank is the value's place.
  const end = around.flow && start === nodeEnd && /[,\]}]/.test(text.charAt(next)) ? next : nodeEnd
  const lf = written.indexOf('\n')
  if (lf === -1) return [{ start, end, text: lead + written }]
  const below = lineEnd(text, end)
  return [
    { start, end, text: lead + written.slice(0, lf) },
    { start: below, end: below, text: withNewlinesOf(text, written.slice(lf)) + missingLineBreak(text, below) },
  ]
}

/** What has to stand between an indicator and a value that was missing. */
function leadAt(text: string, start: number, end: number, { from, flow, column }: Surroundings): string {
  if (start < end) return ''
  // `{a}` and, in a block, `? a`, whose value has a line of its own.
  if (from === -1) return flow ? ': ' : `${newlineOf(text)}${' '.repeat(Math.max(column, 0))}: `
  return start > 0 && !/[\s[{]/.test(text.charAt(start - 1)) ? ' ' : ''
}

/** New lines at the end of a text that does not end in a line break bring theirs: a literal block needs it. */
function missingLineBreak(text: string, offset: number): string {
  return isOpenEnd(text, offset) ? newlineOf(text) : ''
}

/** Puts a scalar's new text, a literal block or one line, in place of a block scalar; the header's comment stays. */
export function replaceBlockScalar(text: string, node: ScalarNode, written: string): Splice[] {
  const end = endOfLines(text, node)
  const headerEnd = lineEnd(text, node.start)
  const comment = /[ \t]+#.*$/.exec(text.slice(node.start, headerEnd))?.[0] ?? ''
  const lf = written.indexOf('\n')
  const first = lf === -1 ? written : written.slice(0, lf)
  const rest = lf === -1 ? '' : withNewlinesOf(text, written.slice(lf)) + missingLineBreak(text, end)
  // What begins with a line break leaves nothing on the key's line but its comment.
  const start = first === '' ? skipBlanksBack(text, node.start) : node.start
  return [{ start, end: Math.max(end, headerEnd), text: first + comment + rest }]
}

function skipBlanksBack(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at - 1) === 0x20 || text.charCodeAt(at - 1) === 0x09) at--
  return at
}

/** Behind the last character of a node's lines, comments included. */
function endOfLines(text: string, node: TreeNode): number {
  const behind = behindLines(text, node)
  return beforeLineBreak(text, behind)
}

/** Puts a value's text behind the key or dash, in place of a node that may have stood on lines of its own. */
function putOnKeyLine(text: string, node: TreeNode, written: string, around: Surroundings): Splice[] {
  if (isBlockScalar(node)) {
    const props = node.outerStart < node.start ? [{ start: node.outerStart, end: node.start, text: '' }] : []
    return [...props, ...replaceBlockScalar(text, node, written)]
  }
  if (!isBlockCollection(node)) return putInline(text, node.outerStart, node.end, written, around)
  const key = keyPlace(text, node, around)
  if (key === undefined) return [{ start: node.outerStart, end: endOfLines(text, node), text: written }]
  const lf = written.indexOf('\n')
  const rest = lf === -1 ? '' : withNewlinesOf(text, written.slice(lf))
  const first = lf === -1 ? written : written.slice(0, lf)
  return [
    { start: key.from, end: key.to, text: ` ${first}${key.to > key.from && key.lineEnd > key.to ? ' ' : ''}` },
    { start: key.lineEnd, end: endOfLines(text, node), text: rest },
  ]
}

/** The line of the key or dash above a block collection: `[from, to)` holds its tag or anchor and the blanks around. */
interface KeyPlace {
  readonly from: number
  readonly to: number
  readonly lineEnd: number
}

/** Undefined when the collection begins on the line of its dash, or nothing stands above it. */
function keyPlace(text: string, node: TreeNode, around: Surroundings): KeyPlace | undefined {
  const line = lineStart(text, node.start)
  if (skipBlanks(text, line) < node.start) return undefined
  const from = around.from ?? indicatorEnd(text, line)
  if (from === undefined || from < 0 || around.column < -1) return undefined
  const end = lineEnd(text, from)
  const isPropOnKeyLine = node.outerStart < node.start && node.outerStart < end
  if (!isPropOnKeyLine) return { from, to: from, lineEnd: end }
  const comment = /[ \t]#.*$/.exec(text.slice(node.outerStart, end))
  const to = comment === null ? end : node.outerStart + comment.index + 1
  return { from, to, lineEnd: end }
}

/** Behind the colon or dash on the nearest line above that holds more than a comment, looked for in the text alone. */
function indicatorEnd(text: string, below: number): number | undefined {
  for (let line = below; line > 0; ) {
    line = lineStart(text, line - 1)
    if (isBlankLine(text, line) || isCommentLine(text, line)) continue
    const content = text.slice(line, lineEnd(text, line))
    const found = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"'#]|(?<![ \t])#)*?[:-](?=[ \t]+[#&!]|[ \t]*$)/.exec(content)
    return found === null ? line + content.trimEnd().length : line + found[0].length
  }
  return undefined
}

/** Puts a map or list on the lines below the key; the comment on the key's line stays there. */
function putBelowKey(text: string, node: TreeNode, wanted: Wanted, around: Surroundings, style: EditStyle): Splice[] {
  const { sequenceIndent } = style
  const isList = wanted.kind === 'list'
  if (isBlockCollection(node) && isList === (node.kind === 'seq')) {
    const indent = columnOf(text, node.start)
    const end = endOfLines(text, node)
    const lines = withNewlinesOf(text, blockText(wanted, { indent, sequenceIndent }))
    return [{ start: node.start, end, text: lines + missingLineBreak(text, end) }]
  }
  const indent = isList && sequenceIndent === 'compact' && around.isItem !== true ? Math.max(around.column, 0) : around.column + 2
  const printed = withNewlinesOf(text, blockText(wanted, { indent, sequenceIndent }))
  const isBare = around.from === -1 && !around.flow
  const below = `${isBare ? `${newlineOf(text)}${' '.repeat(Math.max(around.column, 0))}:` : ''}${newlineOf(text)}${' '.repeat(indent)}${printed}`
  if (isBlockScalar(node)) return putOnKeyLine(text, node, below.replaceAll('\r\n', '\n'), around)
  if (isBlockCollection(node)) {
    const key = keyPlace(text, node, around)
    const end = endOfLines(text, node)
    if (key === undefined) {
      const inline = blockText(wanted, { indent: columnOf(text, node.outerStart), sequenceIndent })
      return [{ start: node.outerStart, end, text: withNewlinesOf(text, inline) + missingLineBreak(text, end) }]
    }
    const props = key.to > key.from ? [{ start: key.from, end: key.to, text: key.lineEnd > key.to ? ' ' : '' }] : []
    return [...props, { start: key.lineEnd, end, text: below + missingLineBreak(text, end) }]
  }
  const comment = commentAfter(text, node.end)
  // Behind a dash the first line goes on the dash's line, as kpt prints it, unless a comment needs that.
  if (around.isItem === true && comment === undefined && lineStart(text, node.outerStart) === lineStart(text, around.from ?? node.outerStart)) {
    const start = around.from === undefined ? node.outerStart : around.from
    return [{ start, end: node.end, text: (around.from === undefined ? '' : ' ') + printed + missingLineBreak(text, node.end) }]
  }
  const start = node.end > node.outerStart ? skipBlanksBack(text, node.outerStart) : node.outerStart
  const at = comment?.end ?? node.end
  const lines = below + missingLineBreak(text, at)
  return comment === undefined ? [{ start, end: node.end, text: lines }] : [{ start, end: node.end, text: '' }, { start: at, end: at, text: lines }]
}
