/** Tier 2: the tree from js-yaml's events. Rules and traps of its offsets are noted where they bite. */

import { COLLECTION_STYLE, EVENT_ID, parseEvents, SCALAR_STYLE, type Event } from 'js-yaml'
import { endOfLines } from './block-lines.ts'
import { LIMITS } from './limits.ts'
import type { ScalarStyle } from './scalar-style.ts'
import { columnOf } from './text-lines.ts'
import type { MapEntry, MapNode, SeqItem, SeqNode, TreeNode } from './tree.ts'

const STYLES: Record<number, ScalarStyle> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
}

/**
 * The tree of a text that holds exactly one document. Throws js-yaml's YAMLException where that refuses, and a RangeError
 * where it is too lax: every token must stand where the one before it ends, with nothing but blanks, comments and
 * indicators between them.
 */
export function parseWithEvents(text: string): TreeNode {
  const events = parseEvents(text, { maxDepth: LIMITS.depth })
  const first = events[0]
  if (first?.type !== EVENT_ID.DOCUMENT || events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT) !== -1) {
    throw new RangeError('expected one document')
  }
  return new TreeBuilder(text, events).document(first.explicitStart)
}

type Props = { readonly anchorStart: number; readonly anchorEnd: number; readonly tagStart: number; readonly tagEnd: number }

class TreeBuilder {
  readonly #text: string
  readonly #hasTabs: boolean
  readonly #events: readonly Event[]
  #next = 1
  /** Behind the last token that was consumed: events give no end to collections and no place to empty scalars. */
  #at = 0

  constructor(text: string, events: readonly Event[]) {
    this.#text = text
    this.#hasTabs = text.includes('\t')
    this.#events = events
  }

  document(explicitStart: boolean): TreeNode {
    if (explicitStart) this.#at = /^(?:%[^\n]*\n|[ \t]*(?:#[^\n]*)?\r?\n)*---/.exec(this.#text)?.[0].length ?? 0
    const root = this.#node(-1, false)
    const rest = skipGap(this.#text, this.#at)
    if (rest < this.#text.length && !/^\.\.\.(?:\s|$)/.test(this.#text.slice(rest, rest + 4))) this.#fail(rest)
    return root
  }

  #fail(at: number): never {
    throw new RangeError(`unexpected ${JSON.stringify(this.#text.slice(at, at + 20))}`)
  }

  /** A node must stand where the last token ended, after blanks, comments and, inside brackets, commas. */
  #expect(start: number, inFlow: boolean): void {
    const at = inFlow ? skipFlowGap(this.#text, this.#at) : skipGap(this.#text, this.#at)
    if (at !== start) this.#fail(at)
  }

  /** All keys of a block map, all dashes of a list stand at one column, and no tab stands before them. */
  #atColumn(column: number, start: number): void {
    const line = this.#text.lastIndexOf('\n', start - 1) + 1
    if (start - line !== column || (this.#hasTabs && this.#text.slice(line, start).includes('\t'))) this.#fail(start)
  }

  #node(parentIndent: number, inFlow: boolean): TreeNode {
    const event = this.#events[this.#next++]!
    if (event.type !== EVENT_ID.POP && event.type !== EVENT_ID.DOCUMENT) {
      const start = outerStartOf(event)
      if (start !== -1) this.#expect(start, inFlow)
    }
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.#scalar(event, parentIndent)
      case EVENT_ID.MAPPING:
        return this.#map(event, parentIndent)
      case EVENT_ID.SEQUENCE:
        return this.#seq(event, parentIndent)
      case EVENT_ID.ALIAS: {
        const { anchorStart, anchorEnd } = event
        this.#at = anchorEnd
        const start = anchorStart - 1
        return { kind: 'alias', start, end: anchorEnd, outerStart: start, target: this.#text.slice(anchorStart, anchorEnd) }
      }
      default:
        throw new Error('js-yaml gave an event where a node begins')
    }
  }

  /** `node`, which has neither tag nor anchor, with those of its event. */
  #withProps<T extends TreeNode>(node: T, event: Props): T {
    const { anchorStart, anchorEnd, tagStart, tagEnd } = event
    if (anchorStart === -1 && tagStart === -1) return node
    return {
      ...node,
      outerStart: propsStart(event),
      ...(anchorStart !== -1 && { anchor: this.#text.slice(anchorStart, anchorEnd) }),
      ...(tagStart !== -1 && { tag: this.#text.slice(tagStart, tagEnd) }),
    }
  }

  #scalar(event: Extract<Event, { type: typeof EVENT_ID.SCALAR }>, parentIndent: number): TreeNode {
    const { valueStart, valueEnd } = event
    if (valueStart === -1) {
      const at = Math.max(this.#at, event.tagEnd, event.anchorEnd)
      this.#at = at
      return this.#withProps({ kind: 'scalar', style: 'empty', start: at, end: at, outerStart: at, valueStart: at, valueEnd: at, parentIndent }, event)
    }
    const style = STYLES[event.style]!
    let start = valueStart
    let end = valueEnd
    if (style === 'single' || style === 'double') {
      start--
      end++
    } else if (style !== 'plain') {
      start = skipGap(this.#text, Math.max(this.#at, event.tagEnd, event.anchorEnd))
      end = endOfLines(this.#text, { start, valueStart, parentIndent }, valueEnd)
    }
    this.#at = end
    const inner = style === 'plain' || start === valueStart - 1 ? valueEnd : end
    return this.#withProps({ kind: 'scalar', style, start, end, outerStart: start, valueStart, valueEnd: inner, parentIndent }, event)
  }

  #map(event: Extract<Event, { type: typeof EVENT_ID.MAPPING }>, parentIndent: number): MapNode {
    const flow = event.style === COLLECTION_STYLE.FLOW
    // In `[a: b]` the pair is a flow mapping without braces.
    const braced = flow && this.#text.charCodeAt(event.start) === 0x7b
    const start = event.start
    this.#at = braced ? start + 1 : start
    const indent = flow ? parentIndent : columnOf(this.#text, start)
    const entries: MapEntry[] = []
    while (this.#events[this.#next]!.type !== EVENT_ID.POP) {
      const mark = this.#questionMark(flow)
      const key = this.#node(indent, flow && (braced || entries.length > 0))
      const colon = this.#colon()
      if (!flow && mark === undefined && (colon === -1 || key.start === key.end || this.#text.slice(key.outerStart, colon).includes('\n'))) this.#fail(key.start)
      if (!flow) this.#atColumn(indent, mark ?? key.outerStart)
      entries.push({ start: mark ?? key.outerStart, key, colon, value: this.#node(indent, colon === -1) })
    }
    this.#next++
    if (braced) this.#close()
    return this.#withProps({ kind: 'map', flow, start, end: this.#at, outerStart: start, entries }, event)
  }

  #seq(event: Extract<Event, { type: typeof EVENT_ID.SEQUENCE }>, parentIndent: number): SeqNode {
    const flow = event.style === COLLECTION_STYLE.FLOW
    const start = event.start
    this.#at = flow ? start + 1 : start
    const indent = flow ? parentIndent : columnOf(this.#text, start)
    const items: SeqItem[] = []
    while (this.#events[this.#next]!.type !== EVENT_ID.POP) {
      if (flow) {
        const node = this.#node(indent, true)
        items.push({ dash: node.outerStart, node })
      } else {
        const dash = skipGap(this.#text, this.#at)
        if (this.#text.charCodeAt(dash) !== 0x2d) this.#fail(dash)
        this.#atColumn(indent, dash)
        this.#at = dash + 1
        items.push({ dash, node: this.#node(indent, false) })
      }
    }
    this.#next++
    if (flow) this.#close()
    return this.#withProps({ kind: 'seq', flow, start, end: this.#at, outerStart: start, items }, event)
  }

  /** Steps behind the `?` of an explicit key and says where it stands. `?x` is a plain scalar. */
  #questionMark(flow: boolean): number | undefined {
    const at = flow ? skipFlowGap(this.#text, this.#at) : skipGap(this.#text, this.#at)
    if (this.#text.charCodeAt(at) !== 0x3f || !/^[\s,[\]{}]?$/.test(this.#text.charAt(at + 1))) return undefined
    this.#at = at + 1
    return at
  }

  /** Steps behind the colon after a key and gives the offset behind it. No comma may stand between. */
  #colon(): number {
    const at = skipGap(this.#text, this.#at)
    if (this.#text.charCodeAt(at) !== 0x3a) return -1
    this.#at = at + 1
    return this.#at
  }

  #close(): void {
    this.#at = skipFlowGap(this.#text, this.#at) + 1
  }
}

/** Where a node's tag or anchor begins; -1 when it has none. */
function propsStart({ anchorStart, tagStart }: Props): number {
  if (anchorStart === -1) return tagStart
  return tagStart === -1 ? anchorStart - 1 : Math.min(tagStart, anchorStart - 1)
}

/** Where a node begins, its tag or anchor included; -1 for what has no text or whose text needs to be looked for. */
function outerStartOf(event: Exclude<Event, { type: typeof EVENT_ID.POP | typeof EVENT_ID.DOCUMENT }>): number {
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1
  const props = propsStart(event)
  if (props !== -1) return props
  if (event.type !== EVENT_ID.SCALAR) return event.start
  const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
  return event.style === SCALAR_STYLE.PLAIN || isQuoted ? event.valueStart - (isQuoted ? 1 : 0) : -1
}

/** The next character that is no blank, line break or comment. */
export function skipGap(text: string, from: number): number {
  for (let at = from; ; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x23) {
      if (at > 0 && !isGap(text.charCodeAt(at - 1))) return at
      const end = text.indexOf('\n', at)
      if (end === -1) return text.length
      at = end
    } else if (!isGap(code)) return at
  }
}

function isGap(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

/** The same inside `[]` or `{}`, where commas part what follows. */
function skipFlowGap(text: string, from: number): number {
  let at = skipGap(text, from)
  while (text.charCodeAt(at) === 0x2c) at = skipGap(text, at + 1)
  return at
}
