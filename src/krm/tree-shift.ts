/** The tree of a text from that of a similar one, whose nodes stand elsewhere: a tenth of the cost of reading the text again. */

import type { ScalarStyle } from './scalar-style.ts'
import type { MapEntry, ScalarNode, TreeNode } from './tree.ts'

/** Longer texts are read again: only reading checks limits. */
const LONGEST = 10_000

/**
 * The tree after the text of `node`, a plain or quoted scalar without a tag, was replaced by `written`; undefined when
 * the text has to be read again. The old tree is not changed.
 */
export function withScalarReplaced(root: TreeNode, node: ScalarNode, written: string): TreeNode | undefined {
  const isSimple = node.style === 'plain' || node.style === 'single' || node.style === 'double'
  if (!isSimple || node.tag !== undefined || node.end === node.start || written === '' || written.length > LONGEST || written.includes('\n')) return undefined
  const style: ScalarStyle = written.startsWith('"') ? 'double' : written.startsWith("'") ? 'single' : 'plain'
  const quote = style === 'plain' ? 0 : 1
  const end = node.start + written.length
  const replaced: ScalarNode = { ...node, style, end, valueStart: node.start + quote, valueEnd: end - quote }
  return new Shift(node, replaced).node(root)
}

class Shift {
  readonly #from: ScalarNode
  readonly #to: ScalarNode
  readonly #at: number
  readonly #delta: number

  constructor(from: ScalarNode, to: ScalarNode) {
    this.#from = from
    this.#to = to
    this.#at = from.end
    this.#delta = to.end - from.end
  }

  node(node: TreeNode): TreeNode {
    if (node === this.#from) return this.#to
    if (node.end < this.#at || (node.end === this.#at && node.start < this.#from.start && node.kind === 'scalar')) return node
    return moved(node, this)
  }

  offset(offset: number): number {
    return offset >= this.#at ? offset + this.#delta : offset
  }
}

/** How offsets of one text become those of another (-1, which is no place, stays), and the nodes below one. */
interface Move {
  offset(offset: number): number
  node(node: TreeNode): TreeNode
}

function moved(node: TreeNode, move: Move): TreeNode {
  const start = move.offset(node.start)
  const end = move.offset(node.end)
  const outerStart = move.offset(node.outerStart)
  switch (node.kind) {
    case 'scalar':
      return { ...node, start, end, outerStart, valueStart: move.offset(node.valueStart), valueEnd: move.offset(node.valueEnd) }
    case 'alias':
      return { ...node, start, end, outerStart }
    case 'map':
      return { ...node, start, end, outerStart, entries: node.entries.map((entry) => movedEntry(entry, move)) }
    case 'seq':
      return { ...node, start, end, outerStart, items: node.items.map(({ dash, node: child }) => ({ dash: move.offset(dash), node: move.node(child) })) }
  }
}

function movedEntry({ start, key, colon, value }: MapEntry, move: Move): MapEntry {
  return { start: move.offset(start), key: move.node(key), colon: move.offset(colon), value: move.node(value) }
}

/** The tree with every offset replaced; -1, which is no place, stays. */
export function withOffsets(root: TreeNode, offset: (offset: number) => number): TreeNode {
  const move: Move = { offset: (at) => (at === -1 ? -1 : offset(at)), node: (node) => moved(node, move) }
  return move.node(root)
}
