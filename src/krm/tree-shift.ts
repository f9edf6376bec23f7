/** The tree of a text in which one scalar on one line was replaced: a tenth of the cost of reading the text again. */

import type { ScalarStyle } from './scalar-style.ts'
import type { MapEntry, ScalarNode, SeqItem, TreeNode } from './tree.ts'

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
    const start = this.#offset(node.start)
    const end = this.#offset(node.end)
    const outerStart = this.#offset(node.outerStart)
    switch (node.kind) {
      case 'scalar':
        return { ...node, start, end, outerStart, valueStart: this.#offset(node.valueStart), valueEnd: this.#offset(node.valueEnd) }
      case 'alias':
        return { ...node, start, end, outerStart }
      case 'map':
        return { ...node, start, end, outerStart, entries: node.entries.map((entry) => this.#entry(entry)) }
      case 'seq':
        return { ...node, start, end, outerStart, items: node.items.map((item) => this.#item(item)) }
    }
  }

  #entry({ start, key, colon, value }: MapEntry): MapEntry {
    return { start: this.#offset(start), key: this.node(key), colon: this.#offset(colon), value: this.node(value) }
  }

  #item({ dash, node }: SeqItem): SeqItem {
    return { dash: this.#offset(dash), node: this.node(node) }
  }

  #offset(offset: number): number {
    return offset >= this.#at ? offset + this.#delta : offset
  }
}
