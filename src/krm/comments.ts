/** The comments of a text, and what each of them describes. */

import { lineStart, skipBlanks } from './text-lines.ts'
import { isBlockScalar, scalarText, type Path, type TreeNode } from './tree.ts'

export interface Comment {
  /** From the `#` on, without blanks at its end. */
  readonly text: string
  readonly offset: number
  /** `line`: on the line of what it describes. `head`: above it. `foot`: below everything; `path` is empty then. */
  readonly kind: 'line' | 'head' | 'foot'
  readonly path: Path
}

/** An entry or item: where it begins, and the line on which its comment would stand. */
interface Place {
  readonly path: Path
  readonly start: number
  /** Behind its colon or dash, or behind its value where that ends on a line of its own. */
  readonly mark: number
}

interface PlaceIndex {
  readonly byStart: readonly Place[]
  readonly byMark: readonly Place[]
}

/** All comments in order. */
export function commentsIn(text: string, root: TreeNode): Comment[] {
  if (!text.includes('#')) return []
  const places: Place[] = []
  const gaps: [number, number][] = []
  let at = 0
  collect(root, [])
  gaps.push([at, text.length])
  const index: PlaceIndex = { byStart: places, byMark: places.toSorted((a, b) => a.mark - b.mark) }
  return gaps.flatMap(([from, to]) => inGap(text, from, to, index))

  function collect(node: TreeNode, path: Path): void {
    switch (node.kind) {
      case 'alias':
        return
      case 'scalar': {
        // Behind a block scalar's header a comment may stand.
        const start = isBlockScalar(node) ? node.valueStart : node.start
        gaps.push([at, start])
        at = Math.max(at, node.end)
        return
      }
      case 'seq':
        for (const [index, { dash, node: child }] of node.items.entries()) {
          const itemPath = [...path, index]
          places.push({ path: itemPath, start: dash, mark: markOf(child, node.flow ? child.outerStart : dash + 1) })
          collect(child, itemPath)
        }
        return
      case 'map':
        for (const { start, key, colon, value } of node.entries) {
          collect(key, path)
          const entryPath = key.kind === 'scalar' ? [...path, scalarText(text, key)] : path
          places.push({ path: entryPath, start, mark: markOf(value, colon === -1 ? key.end : colon) })
          collect(value, entryPath)
        }
    }
  }
}

/** Where the line comment of a node stands behind: its own end, or the key or dash above a map, list or block scalar. */
function markOf(node: TreeNode, indicator: number): number {
  const isOwn = (node.kind === 'scalar' && !isBlockScalar(node)) || node.kind === 'alias' || ((node.kind === 'map' || node.kind === 'seq') && node.flow)
  if (isOwn) return Math.max(node.end, indicator)
  return isBlockScalar(node) ? node.start : indicator
}

const COMMENT = /(?<=^|[\s,[\]{}])#[^\n]*/g

function inGap(text: string, from: number, to: number, places: PlaceIndex): Comment[] {
  const found: Comment[] = []
  for (const { 0: raw, index } of text.slice(from, to).matchAll(COMMENT)) {
    const offset = from + index
    const before = text.charCodeAt(offset - 1)
    // The gap may begin right behind a scalar: `a#b` holds no comment.
    if (index === 0 && offset > 0 && before !== 0x20 && before !== 0x09 && before !== 0x0a && !/[,[\]{}]/.test(text.charAt(offset - 1))) continue
    found.push({ text: raw.trimEnd(), offset, ...described(text, offset, places) })
  }
  return found
}

function described(text: string, offset: number, { byStart, byMark }: PlaceIndex): Pick<Comment, 'kind' | 'path'> {
  const line = lineStart(text, offset)
  if (skipBlanks(text, line) === offset) {
    const next = byStart[countWhile(byStart, ({ start }) => start <= offset)]
    return next === undefined ? { kind: 'foot', path: [] } : { kind: 'head', path: next.path }
  }
  // What ends, or has its colon or dash, closest before it.
  const nearest = byMark[countWhile(byMark, ({ mark }) => mark <= offset) - 1]
  return { kind: 'line', path: nearest?.path ?? [] }
}

/** How many elements hold, when those that do come first. */
function countWhile<T>(sorted: readonly T[], holds: (element: T) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(sorted[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}
