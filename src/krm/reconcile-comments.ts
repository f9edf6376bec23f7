/** Comments that an outside function added or rewrote: found by text, written where they stand in its answer. */

import { commentsIn, type Comment } from './comments.ts'
import { placeAfter } from './edit-place.ts'
import { columnOf, lineEnd, lineStart, newlineOf, skipBlanks } from './text-lines.ts'
import { entryOf, isBlockCollection, isBlockScalar, type Path, type TreeNode } from './tree.ts'
import type { Tree } from './wanted-node.ts'
import type { Splice } from './yaml-text.ts'

/** The splices that write comments, and the comments that have no place on a line. */
export interface WrittenComments {
  readonly splices: readonly Splice[]
  readonly unplaced: readonly Comment[]
}

/**
 * The splices that write into `ours`, which has the value of `theirs`, every comment of `theirs` whose text it lacks. A
 * new text takes the place of one that the answer has lost at the same place, as with kpt, and otherwise is added; what
 * the answer merely lacks stays. So a function that rewrites comments gets its way and finds its own text the next time.
 * Nothing is written into JSON, inside brackets, or beside another comment: these are unplaced.
 */
export function commentSplices(ours: Tree, theirs: Tree): WrittenComments {
  const { added, lost, moved } = compareComments(commentsIn(ours.text, ours.root), commentsIn(theirs.text, theirs.root))
  if (added.length === 0 || !isBlockCollection(ours.root)) return { splices: [], unplaced: added }
  const splices: Splice[] = []
  const unplaced: Comment[] = []
  const replaced = new Set<Comment>()
  const taken = new Set<number>()
  const queue = [...added]
  for (let comment = queue.shift(); comment !== undefined; comment = queue.shift()) {
    const old = replaceable(comment, lost, moved, replaced)
    if (old !== undefined) {
      replaced.add(old)
      splices.push({ start: old.offset, end: old.offset + old.text.length, text: comment.text })
      const elsewhere = moved.get(old)
      if (elsewhere !== undefined) queue.push(elsewhere)
      continue
    }
    const splice = place(ours, comment)
    // Two comments cannot share the end of one line.
    if (splice === undefined || (comment.kind === 'line' && taken.has(splice.start))) unplaced.push(comment)
    else {
      taken.add(splice.start)
      splices.push(splice)
    }
  }
  return { splices, unplaced }
}

/** The comment that a new one takes the place of: one that is lost there, or that stands at another place now. */
function replaceable(comment: Comment, lost: readonly Comment[], moved: ReadonlyMap<Comment, Comment>, replaced: ReadonlySet<Comment>): Comment | undefined {
  const isThere = (old: Comment): boolean => !replaced.has(old) && old.kind === comment.kind && samePath(old.path, comment.path)
  return lost.find(isThere) ?? (comment.kind === 'line' ? [...moved.keys()].find(isThere) : undefined)
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index])
}

interface Compared {
  /** Comments of the answer whose text is new. */
  readonly added: readonly Comment[]
  /** Comments of ours whose text the answer does not have. */
  readonly lost: readonly Comment[]
  /** Comments of ours whose text stands at another place of the answer, and that one. */
  readonly moved: ReadonlyMap<Comment, Comment>
}

/** Pairs comments of the same text, first those at the same place. */
function compareComments(before: readonly Comment[], after: readonly Comment[]): Compared {
  const atPlace = pairs(before, after, ({ kind, path, text }) => JSON.stringify([kind, path, text]))
  const restBefore = before.filter((comment) => !atPlace.has(comment))
  const placed = new Set(atPlace.values())
  const restAfter = after.filter((comment) => !placed.has(comment))
  const moved = pairs(restBefore, restAfter, ({ text }) => text)
  const found = new Set(moved.values())
  return { added: restAfter.filter((comment) => !found.has(comment)), lost: restBefore.filter((comment) => !moved.has(comment)), moved }
}

function pairs(before: readonly Comment[], after: readonly Comment[], keyOf: (comment: Comment) => string): Map<Comment, Comment> {
  const waiting = new Map<string, Comment[]>()
  for (const comment of after) {
    const group = waiting.get(keyOf(comment))
    if (group === undefined) waiting.set(keyOf(comment), [comment])
    else group.push(comment)
  }
  const found = new Map<Comment, Comment>()
  for (const comment of before) {
    const other = waiting.get(keyOf(comment))?.shift()
    if (other !== undefined) found.set(comment, other)
  }
  return found
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
  if (kind === 'head') return above(text, spot, path, comment)
  const { node } = spot
  const isBelow = isBlockCollection(node)
  const from = isBelow ? spot.indicator : isBlockScalar(node) ? node.start : Math.max(node.end, spot.indicator)
  const end = lineEnd(text, from)
  // A map or list behind a dash has no line for a comment of its own.
  if (isBelow && end >= node.start) return above(text, spot, path, comment)
  // What stands there belongs to something else on that line.
  return /[ \t]#/.test(text.slice(from, end)) ? undefined : { start: end, end, text: ` ${comment}` }
}

function above(text: string, { start }: Spot, path: Path, comment: string): Splice {
  const line = lineStart(text, start)
  const column = skipBlanks(text, line) - line
  // Above the dash that a first key stands behind; the dash of the resource itself begins its text.
  if (line + column < start && path.length === 1) return { start, end: start, text: comment + newlineOf(text) + ' '.repeat(columnOf(text, start)) }
  return { start: line, end: line, text: ' '.repeat(column) + comment + newlineOf(text) }
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
