/** Tier 3: the tree from the reference parser, for the few texts that the event parser refuses and YAML allows. */

import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node, type ParsedNode, type Scalar } from 'yaml'
import type { ScalarStyle } from './scalar-style.ts'
import { columnOf, skipGap } from './tree-events.ts'
import type { MapEntry, SeqItem, TreeNode } from './tree.ts'

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

/** The tree of a text that holds one document, or every reason why there is none. */
export function parseWithReference(text: string): TreeNode | readonly ParseFailure[] {
  // Merge keys, aliases and duplicate keys are judged by us; `uniqueKeys` costs quadratic time.
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent', schema: 'failsafe' })
  if (document.errors.length > 0) {
    return document.errors.map((error) => ({ error: firstLine(error.message), offset: error.pos[0] }))
  }
  if (document.contents === null) return [{ error: 'the document is empty', offset: 0 }]
  return convert(text, document.contents, -1)
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]!
}

function convert(text: string, node: ParsedNode | Node, parentIndent: number): TreeNode {
  const [start, end] = node.range!
  if (isAlias(node)) return { kind: 'alias', start, end, outerStart: start, target: node.source }
  const props = {
    outerStart: propsStart(text, start, node.tag !== undefined && hasProps(text, start) ? true : node.anchor !== undefined),
    ...(node.anchor !== undefined && { anchor: node.anchor }),
  }
  const tag = tagBefore(text, props.outerStart, start)
  const base = { ...props, ...(tag !== undefined && { tag }) }
  if (isMap(node)) {
    const flow = node.flow === true
    const indent = flow ? parentIndent : columnOf(text, start)
    const entries: MapEntry[] = node.items.map((pair) => {
      const key = pair.key === null ? emptyAt(start, indent) : convert(text, pair.key as Node, indent)
      const value = pair.value === null ? emptyAt(afterColon(text, key.end), indent) : convert(text, pair.value as Node, indent)
      return { key, value }
    })
    return { kind: 'map', flow, start, end: flow ? end : lastEnd(entries.at(-1)?.value, end), entries, ...base }
  }
  if (isSeq(node)) {
    const flow = node.flow === true
    const indent = flow ? parentIndent : columnOf(text, start)
    let at = start
    const items: SeqItem[] = node.items.map((item) => {
      const child = convert(text, item as Node, indent)
      const dash = flow ? child.outerStart : skipGap(text, at)
      at = Math.max(child.end, dash + 1)
      return { dash, node: child }
    })
    return { kind: 'seq', flow, start, end: flow ? end : lastEnd(items.at(-1)?.node, end), items, ...base }
  }
  if (!isScalar(node)) throw new Error('the reference parser gave a node of an unknown kind')
  return convertScalar(text, node, start, end, parentIndent, base)
}

function convertScalar(
  text: string,
  node: Scalar,
  start: number,
  end: number,
  parentIndent: number,
  base: { outerStart: number; tag?: string; anchor?: string },
): TreeNode {
  const style = node.type === undefined ? 'plain' : STYLES[node.type as Scalar.Type]
  if (style === 'plain' && start === end) return { ...emptyAt(start, parentIndent), ...base, outerStart: Math.min(base.outerStart, start) }
  let valueStart = start
  let valueEnd = end
  if (style === 'single' || style === 'double') {
    valueStart++
    valueEnd--
  } else if (style !== 'plain') {
    const lineEnd = text.indexOf('\n', start)
    valueStart = lineEnd === -1 ? end : lineEnd + 1
  }
  return { kind: 'scalar', style, start, end, valueStart, valueEnd, parentIndent, ...base }
}

function emptyAt(at: number, parentIndent: number): TreeNode {
  return { kind: 'scalar', style: 'empty', start: at, end: at, outerStart: at, valueStart: at, valueEnd: at, parentIndent }
}

function afterColon(text: string, from: number): number {
  const colon = /^[\s]*:/.exec(text.slice(from, from + 1024))
  return colon === null ? from : from + colon[0].length
}

function lastEnd(last: TreeNode | undefined, otherwise: number): number {
  return last === undefined ? otherwise : last.end
}

/** The reference parser keeps properties apart from the node's range: they stand before it, parted by blanks. */
const PROPS = /(?:[&!][^\s,[\]{}]*[ \t\r\n]+)+$/

function hasProps(text: string, start: number): boolean {
  return PROPS.test(text.slice(Math.max(0, start - 512), start))
}

function propsStart(text: string, start: number, present: boolean): number {
  if (!present) return start
  const found = PROPS.exec(text.slice(Math.max(0, start - 512), start))
  return found === null ? start : start - found[0].length
}

function tagBefore(text: string, from: number, to: number): string | undefined {
  return /(?:^|\s)(!\S*)/.exec(text.slice(from, to))?.[1]
}
