/** Edits of a text whose last line has no line break: it is given one for the edit and loses it again where it may. */

import { behindLines, isOpenEnd, lastLeaf, mendOpenScalar } from './edit-place.ts'
import { beforeLineBreak, isBlankLine, lineStart, newlineOf } from './text-lines.ts'
import { isBlockCollection, isBlockScalar, type TreeNode } from './tree.ts'
import { applySplices, sortSplices, type Splice } from './yaml-text.ts'

/** Splices in offsets of the text that the ones before them have left. */
export type Batches = readonly (readonly Splice[])[]

/**
 * The splices that `plan` asks for, which is given a text that ends in a line break and its tree. A block scalar at an
 * open end has no line break in its value either and shall not get one (see `mendOpenScalar`).
 */
export function planClosed(
  text: string,
  root: TreeNode,
  parse: (text: string) => TreeNode | undefined,
  plan: (text: string, root: TreeNode) => readonly Splice[],
): Batches {
  if (!isBlockCollection(root) || !isOpenEnd(text, text.length)) {
    const splices = plan(text, root)
    return splices.length === 0 ? [] : [splices]
  }
  const close = closing(text, root)
  const closed = applySplices(text, close)
  const splices = plan(closed, parse(closed)!)
  if (splices.length === 0) return []
  // What stands before the end has no part in it.
  if (splices.every((splice) => splice.end < close[0]!.start)) return [splices]
  const edited = applySplices(closed, sortSplices(splices))
  const reopened = edited.endsWith('\n') ? reopening(text, closed, edited, parse) : undefined
  return reopened === undefined ? [close, splices] : [close, splices, [reopened]]
}

/** The splice that gives an edited text the end that it had; undefined where that would change a value. */
function reopening(text: string, closed: string, edited: string, parse: (text: string) => TreeNode | undefined): Splice | undefined {
  const blanks = closed.length < text.length ? text.slice(closed.length) : undefined
  if (blanks === undefined) return needsLineBreak(edited, parse) ? undefined : { start: beforeLineBreak(edited, edited.length), end: edited.length, text: '' }
  const root = parse(edited)
  const wouldBeContent = root === undefined || isBlockScalar(lastLeaf(root))
  return wouldBeContent ? undefined : { start: edited.length, end: edited.length, text: blanks }
}

/** The splices that end a text in a line break and keep its value. */
function closing(text: string, root: TreeNode): Splice[] {
  const lastLine = lineStart(text, text.length)
  const leaf = lastLeaf(root)
  const isOpenScalar = isBlockScalar(leaf) && behindLines(text, root) === text.length
  // Blanks alone are nothing, and would be a line of a block scalar.
  if (isBlankLine(text, lastLine) && lastLine > 0 && !isOpenScalar) return [{ start: lastLine, end: text.length, text: '' }]
  const mend = isOpenScalar ? mendOpenScalar(text, leaf) : []
  return [...mend, { start: text.length, end: text.length, text: newlineOf(text) }]
}

/** Whether the line break at the end of a text is part of a block scalar's value. */
function needsLineBreak(text: string, parse: (text: string) => TreeNode | undefined): boolean {
  if (!/[|>][-+1-9]{0,2}[ \t]*(?:#[^\n]*|\r)?\n/.test(text)) return false
  const root = parse(text)
  if (root === undefined) return true
  const leaf = lastLeaf(root)
  return isBlockScalar(leaf) && behindLines(text, root) === text.length && mendOpenScalar(text, leaf).length > 0
}
