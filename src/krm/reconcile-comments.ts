/** Comments that an outside function added: found by text, written where they stand in its answer. */

import { commentsIn, type Comment } from './comments.ts'
import { placeAfter } from './edit-place.ts'
import { columnOf, lineEnd, lineStart, newlineOf, skipBlanks } from './text-lines.ts'
import { entryOf, isBlockCollection, isBlockScalar, type Path, type TreeNode } from './tree.ts'
import type { Tree } from './wanted-node.ts'
import type { Splice } from './yaml-text.ts'

/**
 * The splices that write into `ours`, which has the value of `theirs`, every comment of `theirs` that it lacks. Nothing is
 * written into JSON, or inside brackets, where a comment would need lines of its own.
 */
export function commentSplices(ours: Tree, theirs: Tree): Splice[] {
  const added = newComments(commentsIn(ours.text, ours.root), commentsIn(theirs.text, theirs.root))
  if (added.length === 0 || !isBlockCollection(ours.root)) return []
  const taken = new Set<number>()
  return added.flatMap((comment) => {
    const splice = place(ours, comment)
    // Two comments cannot share the end of one line.
    if (splice === undefined || (comment.kind === 'line' && taken.has(splice.start))) return []
    taken.add(splice.start)
    return [splice]
  })
}

/** What `after` has more of than `before`: first those are set off that stand at the same place, then those of the same text. */
function newComments(before: readonly Comment[], after: readonly Comment[]): Comment[] {
  const places = countBy(before, placeKey)
  const texts = countBy(before, ({ text }) => text)
  const moved = after.filter((comment) => {
    if (!take(places, placeKey(comment))) return true
    take(texts, comment.text)
    return false
  })
  return moved.filter(({ text }) => !take(texts, text))
}

function placeKey({ kind, path, text }: Comment): string {
  return JSON.stringify([kind, path, text])
}

function countBy(comments: readonly Comment[], keyOf: (comment: Comment) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const comment of comments) counts.set(keyOf(comment), (counts.get(keyOf(comment)) ?? 0) + 1)
  return counts
}

function take(counts: Map<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0
  if (count > 0) counts.set(key, count - 1)
  return count > 0
}

/** Where an entry or item stands in a block map or list. */
interface Spot {
  readonly start: number
  readonly indicator: number
  readonly node: TreeNode
}

function place({ text, root }: Tree, { kind, path, text: comment }: Comment): Splice | undefined {
  if (kind === 'foot') {
    const { offset } = placeAfter(text, root, 0)
    return { start: offset, end: offset, text: comment + newlineOf(text) }
  }
  const spot = spotOf(text, root, path)
  if (spot === undefined) return undefined
  if (kind === 'head') {
    const line = lineStart(text, spot.start)
    const column = skipBlanks(text, line) - line
    // Above the dash that a first key stands behind; the dash of the resource itself begins its text.
    if (line + column < spot.start && path.length === 1) return { start: spot.start, end: spot.start, text: comment + newlineOf(text) + ' '.repeat(columnOf(text, spot.start)) }
    return { start: line, end: line, text: ' '.repeat(column) + comment + newlineOf(text) }
  }
  const { node } = spot
  const isBelow = isBlockCollection(node)
  const from = isBelow ? spot.indicator : isBlockScalar(node) ? node.start : Math.max(node.end, spot.indicator)
  const end = lineEnd(text, from)
  // A map or list behind a dash has no line for a comment of its own.
  if (isBelow && end >= node.start) return undefined
  const old = /[ \t]+#.*$/.exec(text.slice(from, end))
  return { start: old === null ? end : from + old.index, end, text: ` ${comment}` }
}

function spotOf(text: string, root: TreeNode, path: Path): Spot | undefined {
  let holder = root
  for (const [depth, step] of path.entries()) {
    if (!isBlockCollection(holder)) return undefined
    let spot: Spot | undefined
    if (holder.kind === 'map') {
      const entry = entryOf(text, holder, String(step))
      if (entry !== undefined) spot = { start: entry.start, indicator: Math.max(entry.colon, entry.key.end), node: entry.value }
    } else if (typeof step === 'number') {
      const item = holder.items[step]
      if (item !== undefined) spot = { start: item.dash, indicator: item.dash + 1, node: item.node }
    }
    if (spot === undefined || depth === path.length - 1) return spot
    holder = spot.node
  }
  return undefined
}
