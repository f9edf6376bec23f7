/** Tier 3: the tree from the reference parser, for the few texts that the event parser refuses and YAML allows. */

import { isAlias, isMap, isScalar, isSeq, parseDocument, type CST, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import { endOfLines } from './block-lines.ts'
import type { ScalarStyle } from './scalar-style.ts'
import { columnOf } from './text-lines.ts'
import type { MapEntry, ScalarNode, SeqItem, TreeNode } from './tree.ts'

const STYLES: Record<Scalar.Type, ScalarStyle> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
}

/** Why and where (offset) the reference parser refuses a text. */
export interface ParseFailure {
  readonly error: string
  readonly offset: number
}

/** The tree of a text that holds one document, or the first reason why there is none: others follow from it. */
export function parseWithReference(text: string): TreeNode | ParseFailure {
  // Merge keys, aliases and duplicate keys are judged by us; `uniqueKeys` costs quadratic time.
  const options = { uniqueKeys: false, prettyErrors: false, keepSourceTokens: true, logLevel: 'error', schema: 'failsafe' } as const
  const document = parseDocument(text, options)
  const [wrong] = document.errors
  if (wrong !== undefined) {
    const { code, message, pos } = wrong
    return { error: code === 'MULTIPLE_DOCS' ? 'another document begins; one was expected' : message.split('\n', 1)[0]!, offset: pos[0] }
  }
  if (document.contents === null) return { error: 'the document is empty', offset: 0 }
  const converter = new Converter(text)
  const root = converter.convert(document.contents, rootPlace(document.contents, text))
  return converter.failures[0] ?? root
}

/** What stands before a node: its tag and anchor, and the end of the indicator that it follows. */
interface Place {
  readonly props: readonly CST.SourceToken[]
  readonly at: number
  readonly parentIndent: number
}

/** The parser gives no tokens for what stands before the root: its tag and anchor are looked for in the text. */
function rootPlace(root: Node, text: string): Place {
  const before = text.slice(0, isMap(root) ? mapStart(root) : root.range![0])
  const props: CST.SourceToken[] = []
  for (const found of before.matchAll(/(?<=^|\s)[&!]\S*(?=\s+(?:[&!]\S*\s+|#[^\n]*\n\s*)*$)/g)) {
    const isTag = found[0].startsWith('!')
    props.push({ type: isTag ? 'tag' : 'anchor', offset: found.index, indent: 0, source: found[0] })
  }
  return { props, at: 0, parentIndent: -1 }
}

/** The parser lets a block map begin at its first key's text; a `?`, tag or anchor may stand before that. */
function mapStart(map: YAMLMap): number {
  const first = map.flow === true ? undefined : (map.items[0] as { srcToken?: CST.CollectionItem } | undefined)?.srcToken?.start
  return first?.find(({ type }) => type === 'explicit-key-ind' || type === 'tag' || type === 'anchor')?.offset ?? map.range![0]
}

class Converter {
  readonly failures: ParseFailure[] = []
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  convert(node: Node, place: Place): TreeNode {
    const [start, end] = node.range!
    if (isAlias(node)) return { kind: 'alias', start, end, outerStart: start, target: node.source }
    if (isMap(node)) return withProps(this.#map(node, end, place), place)
    if (isSeq(node)) return withProps(this.#seq(node, start, end, place), place)
    if (isScalar(node)) return withProps(this.#scalar(node, start, end, place), place)
    throw new Error('the reference parser gave a node of an unknown kind')
  }

  #map(node: YAMLMap, end: number, { parentIndent }: Place): TreeNode {
    const flow = node.flow === true
    const start = mapStart(node)
    const indent = flow ? parentIndent : columnOf(this.#text, start)
    let at = start
    const entries = node.items.map((pair) => {
      const entry = this.#entry(pair as Pair<Node | null, Node | null>, at, indent, flow)
      at = entry.value.end
      return entry
    })
    return { kind: 'map', flow, start, end: flow ? end : (entries.at(-1)?.value.end ?? end), outerStart: start, entries }
  }

  #entry(pair: Pair<Node | null, Node | null>, from: number, parentIndent: number, flow: boolean): MapEntry {
    const { start: before = [], sep = [] } = (pair as { srcToken?: CST.CollectionItem }).srcToken ?? {}
    const mark = before.find((token) => token.type === 'explicit-key-ind')
    const indicator = sep.find((token) => token.type === 'map-value-ind')
    const key = this.#orEmpty(pair.key, { props: before, at: mark === undefined ? from : mark.offset + 1, parentIndent })
    const colon = indicator === undefined ? -1 : indicator.offset + 1
    // This parser lets a key of several lines pass where no other does.
    if (!flow && mark === undefined && (colon === -1 || key.start === key.end || this.#text.slice(key.outerStart, colon).includes('\n'))) {
      this.failures.push({ error: 'a key is missing, or does not stand on one line with its colon', offset: key.start })
    }
    const value = this.#orEmpty(pair.value, { props: sep, at: colon === -1 ? key.end : colon, parentIndent })
    return { start: mark?.offset ?? key.outerStart, key, colon, value }
  }

  #seq(node: YAMLSeq, start: number, end: number, { parentIndent }: Place): TreeNode {
    const flow = node.flow === true
    const indent = flow ? parentIndent : columnOf(this.#text, start)
    const token = node.srcToken as CST.BlockSequence | CST.FlowCollection | undefined
    const tokens = (token?.items ?? []).filter((item) => flow || item.start.some(({ type }) => type === 'seq-item-ind'))
    const items = node.items.map((item, index): SeqItem => {
      const before = tokens[index]?.start ?? []
      const dash = before.find(({ type }) => type === 'seq-item-ind')?.offset
      const child = this.#orEmpty(item as Node | null, { props: before, at: (dash ?? start) + 1, parentIndent: indent })
      return { dash: dash ?? child.outerStart, node: child }
    })
    return { kind: 'seq', flow, start, end: flow ? end : (items.at(-1)?.node.end ?? end), outerStart: start, items }
  }

  #orEmpty(node: Node | null, place: Place): TreeNode {
    return node === null ? withProps(emptyAt(place), place) : this.convert(node, place)
  }

  #scalar(node: Scalar, start: number, end: number, place: Place): TreeNode {
    const { parentIndent } = place
    const style = node.type === undefined ? 'plain' : STYLES[node.type as Scalar.Type]
    if (style === 'plain' && start === end) return emptyAt(place)
    const base = { kind: 'scalar', style, start, outerStart: start, parentIndent } as const
    if (style === 'plain') return { ...base, end, valueStart: start, valueEnd: end }
    if (style === 'single' || style === 'double') return { ...base, end, valueStart: start + 1, valueEnd: end - 1 }
    const line = this.#text.indexOf('\n', start)
    const valueStart = line === -1 ? end : line + 1
    const valueEnd = endOfLines(this.#text, { start, valueStart, parentIndent }, end)
    return { ...base, end: valueEnd, valueStart, valueEnd }
  }
}

/** An empty scalar stands behind its indicator, or behind its tag or anchor. */
function emptyAt({ props, at, parentIndent }: Place): ScalarNode {
  const own = ownProps(props, at)
  const place = Math.max(at, ...own.map(({ offset, source }) => offset + source.length))
  return { kind: 'scalar', style: 'empty', start: place, end: place, outerStart: place, valueStart: place, valueEnd: place, parentIndent }
}

function ownProps(props: readonly CST.SourceToken[], at: number): CST.SourceToken[] {
  return props.filter(({ type, offset }) => (type === 'tag' || type === 'anchor') && offset >= at)
}

function withProps<T extends TreeNode>(node: T, { props, at }: Place): T {
  const own = ownProps(props, at)
  if (own.length === 0) return node
  const tag = own.find(({ type }) => type === 'tag')
  const anchor = own.find(({ type }) => type === 'anchor')
  return {
    ...node,
    outerStart: Math.min(node.start, ...own.map(({ offset }) => offset)),
    ...(tag !== undefined && { tag: tag.source }),
    ...(anchor !== undefined && { anchor: anchor.source.slice(1) }),
  }
}
