/** Tier 1 for setters: finds setter comments on one-line scalars by a line scan; hands anything else to the tree. */

import { LineScanner } from './line-scan.ts'
import type { Resource } from './resource.ts'
import { SETTER_COMMENT } from './setter-pattern.ts'
import type { Path } from './tree.ts'

const scanner = new LineScanner()

/** A setter comment on a scalar of one line. Offsets are into the text that was scanned. */
export interface ScannedSetter {
  readonly start: number
  readonly end: number
  readonly style: 'plain' | 'single' | 'double'
  readonly commentStart: number
  readonly commentEnd: number
  /** The place of the scalar: looked up when it is asked for, because hardly any is. */
  readonly path: Path
}

/** Gathers the setters that a scan comes by, as bare numbers: a list of resources has thousands of them. */
export class SetterCollector {
  readonly #text: string
  readonly #isItem: boolean
  /** Start and end of each value and of its comment in turn. */
  readonly #spans: number[] = []
  #simple = true

  constructor(text: string, isItem: boolean) {
    this.#text = text
    this.#isItem = isItem
  }

  visit({ value }: LineScanner): void {
    const { commentStart, style } = value
    if (commentStart === -1 || !this.#text.startsWith(SETTER_COMMENT, commentStart)) return
    if (style === 'plain' || style === 'single' || style === 'double') this.#spans.push(value.start, value.end, commentStart, value.commentEnd)
    else this.#simple = false
  }

  /** Whether all of them stand on scalars of one line; one on a list, a block scalar or a key needs the tree. */
  get simple(): boolean {
    return this.#simple
  }

  /** The setters in source order. */
  *[Symbol.iterator](): Iterator<ScannedSetter> {
    for (let at = 0; at < this.#spans.length; at += 4) yield this.#setter(at)
  }

  #setter(at: number): ScannedSetter {
    const [start, end, commentStart, commentEnd] = [this.#spans[at]!, this.#spans[at + 1]!, this.#spans[at + 2]!, this.#spans[at + 3]!]
    const quote = this.#text.charCodeAt(start)
    const style = quote === 0x22 ? 'double' : quote === 0x27 ? 'single' : 'plain'
    return new Found(this.#text, this.#isItem, start, end, style, commentStart, commentEnd)
  }
}

class Found implements ScannedSetter {
  readonly #text: string
  readonly #isItem: boolean
  readonly start: number
  readonly end: number
  readonly style: ScannedSetter['style']
  readonly commentStart: number
  readonly commentEnd: number

  constructor(text: string, isItem: boolean, start: number, end: number, style: ScannedSetter['style'], commentStart: number, commentEnd: number) {
    this.#text = text
    this.#isItem = isItem
    this.start = start
    this.end = end
    this.style = style
    this.commentStart = commentStart
    this.commentEnd = commentEnd
  }

  get path(): Path {
    let path: Path = []
    scanner.scan(this.#text, 0, this.commentEnd, this.#isItem, (at) => {
      if (at.value.commentStart === this.commentStart) path = at.path()
    })
    return path
  }
}

/** Whether the text can hold a setter comment, or something that was meant as one, at all. */
export function mentionsSetters(text: string): boolean {
  return text.includes('kpt-set')
}

/**
 * The setters of a resource in source order; undefined when the tree is needed: text that is not of the regular form, or
 * a setter on a list, a block scalar or a key.
 */
export function scanSetters(resource: Resource): Iterable<ScannedSetter> | undefined {
  const { text, form } = resource
  if (form === 'flow') return undefined
  const known = resource.scannedSetters
  if (known !== undefined) return known.simple ? known : undefined
  // Behind the last comment there is nothing to find, and no line there can change what stands before a comment.
  const end = text.indexOf('\n', text.lastIndexOf(SETTER_COMMENT))
  const collector = new SetterCollector(text, form === 'item')
  const regular = scanner.scan(text, 0, end === -1 ? text.length : end + 1, form === 'item', (at) => collector.visit(at))
  return regular && collector.simple ? collector : undefined
}
