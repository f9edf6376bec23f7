/** Tier 1 for setters: finds setter comments on one-line scalars by a line scan; hands anything else to the tree. */

import { LineScanner } from './line-scan.ts'
import type { Resource } from './resource.ts'
import { SETTER_COMMENT } from './setter-pattern.ts'
import type { Path } from './tree.ts'

const scanner = new LineScanner()

/** A setter comment on a scalar of one line. Offsets are into the text that was scanned. */
export class ScannedSetter {
  readonly start: number
  readonly end: number
  readonly style: 'plain' | 'single' | 'double'
  readonly commentStart: number
  readonly commentEnd: number
  readonly #text: string
  readonly #isItem: boolean

  constructor(text: string, isItem: boolean, { value }: LineScanner) {
    this.start = value.start
    this.end = value.end
    this.style = value.style as ScannedSetter['style']
    this.commentStart = value.commentStart
    this.commentEnd = value.commentEnd
    this.#text = text
    this.#isItem = isItem
  }

  /** The place of the scalar: looked up when it is asked for, because hardly any is. */
  get path(): Path {
    let path: Path = []
    scanner.scan(this.#text, 0, this.commentEnd, this.#isItem, (at) => {
      if (at.value.commentStart === this.commentStart) path = at.path()
    })
    return path
  }
}

/** Gathers the setters that a scan comes by. */
export class SetterCollector {
  readonly #text: string
  readonly #isItem: boolean
  readonly #found: ScannedSetter[] = []
  #simple = true

  constructor(text: string, isItem: boolean) {
    this.#text = text
    this.#isItem = isItem
  }

  visit(at: LineScanner): void {
    const { commentStart, style } = at.value
    if (commentStart === -1 || !this.#text.startsWith(SETTER_COMMENT, commentStart)) return
    if (style === 'plain' || style === 'single' || style === 'double') this.#found.push(new ScannedSetter(this.#text, this.#isItem, at))
    else this.#simple = false
  }

  /** The setters in source order; undefined when one stands on a list, a block scalar or a key. */
  get found(): readonly ScannedSetter[] | undefined {
    return this.#simple ? this.#found : undefined
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
export function scanSetters(resource: Resource): readonly ScannedSetter[] | undefined {
  const { scannedSetters, text } = resource
  if (scannedSetters !== undefined || resource.form === 'flow') return scannedSetters
  // Behind the last comment there is nothing to find, and no line there can change what stands before a comment.
  const end = text.indexOf('\n', text.lastIndexOf(SETTER_COMMENT))
  const collector = new SetterCollector(text, resource.form === 'item')
  const regular = scanner.scan(text, 0, end === -1 ? text.length : end + 1, resource.form === 'item', (at) => collector.visit(at))
  return regular ? collector.found : undefined
}
