/** Tier 1 of the trees: from the line scanner, for texts of the regular form; four times faster than a parser. */

import { LineScanner } from './line-scan.ts'
import type { MapEntry, MapNode, ScalarNode, SeqItem, SeqNode, TreeNode } from './tree.ts'

type Open<T> = { -readonly [K in keyof T]: T[K] }
type OpenEntry = Open<MapEntry>
type OpenItem = Open<SeqItem>
type OpenCollection = (Open<Omit<MapNode, 'entries'>> & { entries: OpenEntry[] }) | (Open<Omit<SeqNode, 'items'>> & { items: OpenItem[] })

const scanner = new LineScanner()

/** The tree of a text of one document; undefined where only a parser can tell. Such a text has no duplicate keys. */
export function scanTree(text: string): TreeNode | undefined {
  const builder = new TreeBuilder(text)
  return scanner.scan(text, 0, text.length, false, () => builder.visit()) ? builder.finish() : undefined
}

class TreeBuilder {
  readonly #text: string
  /** The open collections; what stands behind `value.depth` is stale. */
  readonly #open: OpenCollection[] = []
  #depth = 0
  #block: Open<ScalarNode> | undefined

  constructor(text: string) {
    this.#text = text
  }

  visit(): void {
    const { value } = scanner
    this.#endBlock()
    this.#depth = value.depth
    for (let level = value.from; level < value.depth; level++) this.#enter(level)
    const leaf = this.#leaf()
    if (leaf !== undefined) this.#putBelow(value.depth - 1, leaf)
    this.#spread(leaf === undefined ? this.#emptyAt() : leaf.end)
  }

  finish(): TreeNode {
    this.#endBlock()
    return this.#open[0]!
  }

  /** A new key or item at a level, and the map or list itself where the level is new. */
  #enter(level: number): void {
    const start = scanner.startAt(level)
    let open = this.#open[level]
    if (open === undefined || open.start !== start) {
      open = scanner.isSeq(level)
        ? { kind: 'seq', flow: false, start, end: start, outerStart: start, items: [] }
        : { kind: 'map', flow: false, start, end: start, outerStart: start, entries: [] }
      this.#open[level] = open
      if (level > 0) this.#putBelow(level - 1, open)
    }
    const parentIndent = scanner.columnAt(level)
    if (open.kind === 'seq') {
      const dash = scanner.dashAt(level)
      open.items.push({ dash, node: emptyScalar(dash + 1, parentIndent) })
    } else {
      const key = this.#key(scanner.keyStartAt(level), scanner.keyEndAt(level), parentIndent)
      const colon = key.end + 1
      open.entries.push({ start: key.start, key, colon, value: emptyScalar(colon, parentIndent) })
    }
  }

  #key(valueStart: number, valueEnd: number, parentIndent: number): ScalarNode {
    const quote = this.#text.charCodeAt(valueEnd)
    if (quote !== 0x22 && quote !== 0x27) return scalar('plain', valueStart, valueEnd, valueStart, valueEnd, parentIndent)
    return scalar(quote === 0x22 ? 'double' : 'single', valueStart - 1, valueEnd + 1, valueStart, valueEnd, parentIndent)
  }

  #leaf(): TreeNode | undefined {
    const { style, start, end, depth } = scanner.value
    const parentIndent = scanner.columnAt(depth - 1)
    switch (style) {
      case 'none':
        return undefined
      case 'plain':
        return scalar(style, start, end, start, end, parentIndent)
      case 'single':
      case 'double':
        return scalar(style, start, end, start + 1, end - 1, parentIndent)
      case 'flow':
        return this.#text.charCodeAt(start) === 0x7b
          ? { kind: 'map', flow: true, start, end, outerStart: start, entries: [] }
          : { kind: 'seq', flow: true, start, end, outerStart: start, items: [] }
      case 'block':
        return (this.#block = scalar(this.#text.charCodeAt(start) === 0x7c ? 'literal' : 'folded', start, end, end, end, parentIndent))
    }
  }

  #endBlock(): void {
    if (this.#block === undefined) return
    this.#block.valueStart = scanner.blockStart
    this.#block.end = this.#block.valueEnd = scanner.blockEnd
    this.#block = undefined
    this.#spread(scanner.blockEnd)
  }

  #putBelow(level: number, node: TreeNode): void {
    const open = this.#open[level]!
    if (open.kind === 'seq') open.items.at(-1)!.node = node
    else open.entries.at(-1)!.value = node
  }

  #emptyAt(): number {
    const open = this.#open[this.#depth - 1]!
    return open.kind === 'seq' ? open.items.at(-1)!.dash + 1 : open.entries.at(-1)!.colon
  }

  #spread(end: number): void {
    for (let level = 0; level < this.#depth; level++) this.#open[level]!.end = end
  }
}

function scalar(
  style: ScalarNode['style'],
  start: number,
  end: number,
  valueStart: number,
  valueEnd: number,
  parentIndent: number,
): Open<ScalarNode> {
  return { kind: 'scalar', style, start, end, outerStart: start, valueStart, valueEnd, parentIndent }
}

function emptyScalar(at: number, parentIndent: number): ScalarNode {
  return scalar('empty', at, at, at, at, parentIndent)
}
