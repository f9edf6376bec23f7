/** Where new lines go at the end of a block collection, and what must be mended there first. */

import { indentOf, isCommentLine, lineEnd, newlineOf, nextLine } from './text-lines.ts'
import type { ScalarNode, TreeNode } from './tree.ts'
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
 * Where lines that continue a block collection at `column` go: behind its last leaf, the comment on that line and the
 * comment lines below that are indented at least as deep, which describe what is above (kpt puts new keys there too).
 */
export function placeAfter(text: string, node: TreeNode, column: number): LinePlace {
  const newline = newlineOf(text)
  const leaf = lastLeaf(node)
  let offset = leaf.end
  const before: Splice[] = []
  if (leaf.kind === 'scalar' && (leaf.style === 'literal' || leaf.style === 'folded')) {
    offset = endOfBlockScalar(text, leaf)
    if (offset === text.length && !text.endsWith('\n')) {
      // Without a line break at its end the value has none either; a line below would give it one.
      const header = text.slice(leaf.start, leaf.valueStart)
      if (!/^[|>][0-9]*[-+]/.test(header)) before.push({ start: leaf.start + 1, end: leaf.start + 1, text: '-' })
      return { offset, lead: newline, trail: '', before }
    }
  } else offset = nextLine(text, lineEnd(text, offset))
  const afterComments = skipFootComments(text, offset, column)
  const gap = afterComments > offset ? newline : ''
  const open = afterComments > 0 && text.charCodeAt(afterComments - 1) !== 0x0a
  if (open) return { offset: afterComments, lead: newline + gap, trail: '', before }
  return { offset: afterComments, lead: gap, trail: newline, before }
}

/** The last node below a block collection that has text of its own. */
function lastLeaf(node: TreeNode): TreeNode {
  if (node.kind === 'map' && !node.flow && node.entries.length > 0) {
    const { key, value } = node.entries.at(-1)!
    const leaf = lastLeaf(value)
    return leaf.end === leaf.start && leaf.end < key.end ? key : leaf
  }
  if (node.kind === 'seq' && !node.flow && node.items.length > 0) return lastLeaf(node.items.at(-1)!.node)
  return node
}

/** Behind the last line that belongs to a block scalar's value; blank lines that only follow it stay outside. */
export function endOfBlockScalar(text: string, node: ScalarNode): number {
  const header = text.slice(node.start, node.valueStart)
  const end = node.end > node.start && text.charCodeAt(node.end - 1) !== 0x0a ? lineEnd(text, node.end) : node.end
  if (/^[|>][0-9]*\+/.test(header)) return end
  const body = text.slice(node.valueStart, end)
  let indent = Number.POSITIVE_INFINITY
  for (const line of body.split('\n')) if (line.trim() !== '') indent = Math.min(indent, line.length - line.trimStart().length)
  // A line of blanks deeper than the scalar's indent is content.
  let keep = body.length
  while (keep > 0) {
    const start = body.lastIndexOf('\n', keep - 2) + 1
    const line = body.slice(start, keep).replace(/\r?\n$/, '')
    if (line.trim() !== '' || line.length > indent) break
    keep = start
  }
  return node.valueStart + keep
}

function skipFootComments(text: string, from: number, column: number): number {
  let at = from
  let result = from
  while (at < text.length) {
    const indent = indentOf(text, at)
    if (indent !== -1) {
      if (indent < column || !isCommentLine(text, at)) break
      result = nextLine(text, at)
    }
    at = nextLine(text, at)
  }
  return result
}

/** Whether lists stand compact or wide: as the first list inside a map is written, else compact, as kpt decides. */
export function sequenceIndentOf(text: string, root: TreeNode): 'compact' | 'wide' {
  const found = firstSequence(text, root)
  return found ?? 'compact'
}

function firstSequence(text: string, node: TreeNode): 'compact' | 'wide' | undefined {
  if (node.kind === 'seq') {
    for (const item of node.items) {
      const found = firstSequence(text, item.node)
      if (found !== undefined) return found
    }
  }
  if (node.kind !== 'map' || node.flow) return undefined
  for (const { key, value } of node.entries) {
    if (value.kind === 'seq' && !value.flow) {
      const keyColumn = key.outerStart - (text.lastIndexOf('\n', key.outerStart - 1) + 1)
      const dashColumn = value.start - (text.lastIndexOf('\n', value.start - 1) + 1)
      return dashColumn === keyColumn + 2 ? 'wide' : 'compact'
    }
    const found = firstSequence(text, value)
    if (found !== undefined) return found
  }
  return undefined
}
