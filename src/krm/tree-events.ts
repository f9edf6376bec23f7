/** Tier 2: the tree from js-yaml's events. Rules and traps of its offsets are noted where they bite. */

import { COLLECTION_STYLE, EVENT_ID, parseEvents, SCALAR_STYLE, type Event } from 'js-yaml'
import type { ScalarStyle } from './scalar-style.ts'
import type { MapEntry, MapNode, ScalarNode, SeqItem, SeqNode, TreeNode } from './tree.ts'

/** Deepest nesting that is read; deeper input is refused before it costs anything. */
export const MAX_DEPTH = 128

const STYLES: Record<number, ScalarStyle> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
}

/** The tree of a text that holds exactly one document. Throws js-yaml's YAMLException where that refuses. */
export function parseWithEvents(text: string): TreeNode {
  const events = parseEvents(text, { maxDepth: MAX_DEPTH })
  const documents = events.filter((event) => event.type === EVENT_ID.DOCUMENT)
  if (documents.length !== 1) throw new RangeError(`expected one document, found ${documents.length}`)
  return new TreeBuilder(text, events).document()
}

type Props = { readonly anchorStart: number; readonly anchorEnd: number; readonly tagStart: number; readonly tagEnd: number }

class TreeBuilder {
  readonly #text: string
  readonly #events: readonly Event[]
  #next = 1
  /** Behind the last token that was consumed: events give no end to collections and no place to empty scalars. */
  #at = 0

  constructor(text: string, events: readonly Event[]) {
    this.#text = text
    this.#events = events
  }

  document(): TreeNode {
    return this.#node(-1)
  }

  #node(parentIndent: number): TreeNode {
    const event = this.#events[this.#next++]!
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

  #props(event: Props, start: number): { outerStart: number; tag?: string; anchor?: string } {
    const { anchorStart, anchorEnd, tagStart, tagEnd } = event
    if (anchorStart === -1 && tagStart === -1) return { outerStart: start }
    let outerStart = start
    if (anchorStart !== -1) outerStart = Math.min(outerStart, anchorStart - 1)
    if (tagStart !== -1) outerStart = Math.min(outerStart, tagStart)
    return {
      outerStart,
      ...(anchorStart !== -1 && { anchor: this.#text.slice(anchorStart, anchorEnd) }),
      ...(tagStart !== -1 && { tag: this.#text.slice(tagStart, tagEnd) }),
    }
  }

  #scalar(event: Extract<Event, { type: typeof EVENT_ID.SCALAR }>, parentIndent: number): ScalarNode {
    const { valueStart, valueEnd } = event
    if (valueStart === -1) {
      const at = Math.max(this.#at, event.tagEnd, event.anchorEnd)
      this.#at = at
      return { kind: 'scalar', style: 'empty', start: at, end: at, valueStart: at, valueEnd: at, parentIndent, ...this.#props(event, at) }
    }
    const style = STYLES[event.style]!
    let start = valueStart
    let end = valueEnd
    if (style === 'single' || style === 'double') {
      start--
      end++
    } else if (style !== 'plain') {
      start = skipGap(this.#text, Math.max(this.#at, event.tagEnd, event.anchorEnd))
    }
    this.#at = end
    return { kind: 'scalar', style, start, end, valueStart, valueEnd, parentIndent, ...this.#props(event, start) }
  }

  #map(event: Extract<Event, { type: typeof EVENT_ID.MAPPING }>, parentIndent: number): MapNode {
    const flow = event.style === COLLECTION_STYLE.FLOW
    // In `[a: b]` the pair is a flow mapping without braces.
    const braced = flow && this.#text.charCodeAt(event.start) === 0x7b
    const start = event.start
    if (braced) this.#at = start + 1
    const indent = flow ? parentIndent : columnOf(this.#text, start)
    const entries: MapEntry[] = []
    while (this.#events[this.#next]!.type !== EVENT_ID.POP) {
      this.#skipIndicator(0x3f, true)
      const key = this.#node(indent)
      this.#skipIndicator(0x3a, false)
      entries.push({ key, value: this.#node(indent) })
    }
    this.#next++
    if (braced) this.#close()
    return { kind: 'map', flow, start, end: this.#at, entries, ...this.#props(event, start) }
  }

  #seq(event: Extract<Event, { type: typeof EVENT_ID.SEQUENCE }>, parentIndent: number): SeqNode {
    const flow = event.style === COLLECTION_STYLE.FLOW
    const start = event.start
    if (flow) this.#at = start + 1
    const indent = flow ? parentIndent : columnOf(this.#text, start)
    const items: SeqItem[] = []
    while (this.#events[this.#next]!.type !== EVENT_ID.POP) {
      if (flow) {
        const node = this.#node(indent)
        items.push({ dash: node.outerStart, node })
      } else {
        const dash = skipGap(this.#text, this.#at)
        this.#at = dash + 1
        items.push({ dash, node: this.#node(indent) })
      }
    }
    this.#next++
    if (flow) this.#close()
    return { kind: 'seq', flow, start, end: this.#at, items, ...this.#props(event, start) }
  }

  /** Steps behind `?` or `:`. A `?` counts only before a blank: `?x` is a plain scalar. */
  #skipIndicator(code: number, needsBlank: boolean): void {
    const at = skipGap(this.#text, this.#at)
    if (this.#text.charCodeAt(at) !== code) return
    if (needsBlank && !/\s/.test(this.#text.charAt(at + 1))) return
    this.#at = at + 1
  }

  #close(): void {
    this.#at = skipGap(this.#text, this.#at) + 1
  }
}

/** The next character that is no blank, line break, comma or comment. */
export function skipGap(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x2c) at++
    else if (code === 0x23 && (at === 0 || isBlank(text.charCodeAt(at - 1)) || at === from)) {
      const end = text.indexOf('\n', at)
      if (end === -1) return text.length
      at = end
    } else return at
  }
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d || code === 0x2c
}

/** The column of an offset, from 0. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}
