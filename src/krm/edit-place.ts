/** Which lines belong to a node, and where new lines go at the end of a block collection. */

import { blanksAt, headerOf, indentOfLines } from './block-lines.ts'
import { columnOf, indentOf, isBlankLine, isCommentLine, lineStart, newlineOf, nextLine } from './text-lines.ts'
import { isBlockCollection, isBlockScalar, type ScalarNode, type TreeNode } from './tree.ts'
import type { Splice } from './yaml-text.ts'

/** How a resource's text is written, as far as edits depend on it. */
export interface EditStyle {
  /** The text is JSON: keys and strings need double quotes. */
  readonly json: boolean
  /** Whether lists inside maps stand at their key's column (`compact`) or two deeper. */
  readonly sequenceIndent: 'compact' | 'wide'
}

/** A place for new lines: `before` must be applied with them, `lead` goes before and `trail` behind the new lines. */
export interface LinePlace {
  readonly offset: number
  readonly lead: string
  readonly trail: string
  readonly before: readonly Splice[]
}

/**
 * Where lines that continue a block collection at `column` go: behind its last leaf, the comment on that line and its
 * foot comment, from which a blank line parts them. That is where kpt puts new keys and items.
 */
export function placeAfter(text: string, node: TreeNode, column: number): LinePlace {
  const newline = newlineOf(text)
  const end = behindLines(text, node)
  if (isOpenEnd(text, end)) return { offset: end, lead: newline, trail: '', before: mendOpenScalar(text, lastLeaf(node)) }
  const foot = behindFootComment(text, end, column)
  if (foot === end) return { offset: end, lead: '', trail: newline, before: [] }
  if (isOpenEnd(text, foot)) return { offset: foot, lead: newline + newline, trail: '', before: [] }
  let below = foot
  while (below < text.length && isBlankLine(text, below)) below = nextLine(text, below)
  // The blank line that ended the foot comment parts it from the new lines, unless another comment needs it.
  const isParted = below > foot && below < text.length && !isCommentLine(text, below)
  return isParted ? { offset: below, lead: '', trail: newline, before: [] } : { offset: foot, lead: newline, trail: newline, before: [] }
}

/** Whether a text ends at `offset`, and not with a line break. */
export function isOpenEnd(text: string, offset: number): boolean {
  return offset === text.length && offset > 0 && text.charCodeAt(offset - 1) !== 0x0a
}

/**
 * Without a line break at its end a block scalar's value has none either (so for kpt and the API server), and a line
 * below would give it one: the chomping indicator has to say so.
 */
export function mendOpenScalar(text: string, leaf: TreeNode): Splice[] {
  if (!isBlockScalar(leaf)) return []
  const { chomping } = headerOf(text, leaf)
  if (chomping === '-') return []
  const at = chomping === '+' ? text.indexOf('+', leaf.start) : leaf.start + 1
  return [{ start: at, end: at + chomping.length, text: '-' }]
}

/** The last node below a block collection that has text of its own. */
export function lastLeaf(node: TreeNode): TreeNode {
  if (!isBlockCollection(node)) return node
  if (node.kind === 'seq') return lastLeaf(node.items.at(-1)!.node)
  const { key, value } = node.entries.at(-1)!
  const leaf = lastLeaf(value)
  return leaf.end === leaf.start && leaf.end < key.end ? key : leaf
}

/** Where the first line below all lines of a node begins; the text's length when there is none. */
export function behindLines(text: string, node: TreeNode): number {
  const leaf = lastLeaf(node)
  return isBlockScalar(leaf) ? endOfBlockScalar(text, leaf) : nextLine(text, leaf.end)
}

/** Behind the last line that belongs to a block scalar's value; blank lines that only follow it stay outside. */
export function endOfBlockScalar(text: string, node: ScalarNode): number {
  if (headerOf(text, node).chomping === '+') return node.end
  const indent = indentOfLines(text, node, node.end)
  let end = node.end
  while (end > node.valueStart) {
    const line = Math.max(lineStart(text, end - 1), node.valueStart)
    // A line of blanks deeper than the scalar's indent is content.
    if (!isBlankLine(text, line) || text.slice(line, end).includes('\t') || blanksAt(text, line) > indent) break
    end = line
  }
  return end
}

/**
 * Behind the foot comment of a collection: the comment lines right below it, at its column or deeper. Lines above which
 * stands no blank line, and below which the next key follows at the same column, describe that key.
 */
function behindFootComment(text: string, from: number, column: number): number {
  let at = from
  while (at < text.length && isCommentLine(text, at) && indentOf(text, at) >= column) at = nextLine(text, at)
  const isHead = at < text.length && !isCommentLine(text, at) && indentOf(text, at) === column
  return isHead ? from : at
}

/**
 * Behind everything that goes when a key or item at `column` is removed: the lines of its last node, and the comments
 * and blank lines below them that stand deeper than the key or dash.
 */
export function behindRemoved(text: string, node: TreeNode, column: number): number {
  const end = behindLines(text, node)
  let result = end
  for (let at = end; at < text.length; at = nextLine(text, at)) {
    if (isBlankLine(text, at)) continue
    if (!isCommentLine(text, at) || indentOf(text, at) <= column) break
    result = nextLine(text, at)
  }
  return result
}

/** The first of the comment lines straight above the line at `line` and at its column: they describe what stands there. */
export function headOf(text: string, line: number, column: number): number {
  let from = line
  while (from > 0) {
    const above = lineStart(text, from - 1)
    if (!isCommentLine(text, above) || indentOf(text, above) !== column) break
    from = above
  }
  return from
}

/** Whether lists stand compact or wide: as the first list inside a map is written, else compact, as kpt decides. */
export function sequenceIndentOf(text: string, root: TreeNode): 'compact' | 'wide' {
  return firstSequence(text, root) ?? 'compact'
}

function firstSequence(text: string, node: TreeNode): 'compact' | 'wide' | undefined {
  if (!isBlockCollection(node)) return undefined
  if (node.kind === 'seq') {
    for (const item of node.items) {
      const found = firstSequence(text, item.node)
      if (found !== undefined) return found
    }
    return undefined
  }
  for (const { start, value } of node.entries) {
    if (value.kind === 'seq' && !value.flow) return columnOf(text, value.start) === columnOf(text, start) + 2 ? 'wide' : 'compact'
    const found = firstSequence(text, value)
    if (found !== undefined) return found
  }
  return undefined
}
