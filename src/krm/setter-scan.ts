/** Tier 1 for setters: finds setter comments on one-line scalars by a line scan; hands anything else to the tree. */

import { LineScanner } from './line-scan.ts'
import type { Resource } from './resource.ts'
import { SETTER_COMMENT } from './setter-pattern.ts'
import { lineEnd } from './text-lines.ts'
import type { Path } from './tree.ts'

const scanner = new LineScanner()

/** Numbers of many scans one behind the other: an array of its own for each would weigh more than all else of a resource. */
let numbers = new Int32Array(0)
let used = 0
const NUMBERS = 1 << 14

/** Gathers the setters that a scan comes by, as bare numbers. One scan at a time. */
export class ScannedSetters {
  /** The text that was scanned. */
  readonly text: string
  readonly #isItem: boolean
  /** From `from` to `to`: start and end of each value and of its comment in turn, in source order. */
  numbers = numbers
  from = used
  to = used
  #simple = true

  constructor(text: string, isItem: boolean) {
    this.text = text
    this.#isItem = isItem
  }

  visit({ value }: LineScanner): void {
    const { commentStart, style } = value
    if (commentStart === -1 || !this.text.startsWith(SETTER_COMMENT, commentStart)) return
    if (style === 'plain' || style === 'single' || style === 'double') this.#push(value.start, value.end, commentStart, value.commentEnd)
    else this.#simple = false
  }

  #push(start: number, end: number, commentStart: number, commentEnd: number): void {
    if (used + 4 > numbers.length) this.#moveOn()
    numbers[used] = start
    numbers[used + 1] = end
    numbers[used + 2] = commentStart
    numbers[used + 3] = commentEnd
    this.to = used += 4
  }

  /** To a new block of numbers, with those of this scan: they stay together. */
  #moveOn(): void {
    const own = numbers.subarray(this.from, this.to)
    numbers = new Int32Array(Math.max(NUMBERS, 2 * own.length))
    numbers.set(own)
    this.numbers = numbers
    this.from = 0
    this.to = used = own.length
  }

  /** Whether all of them stand on scalars of one line; one on a list, a block scalar or a key needs the tree. */
  get simple(): boolean {
    return this.#simple
  }

  /** The place of the scalar before a comment. It takes another scan: hardly any is asked for. */
  pathTo(comment: number): Path {
    let path: Path = []
    scanner.scan(this.text, 0, lineEnd(this.text, comment), this.#isItem, (at) => {
      if (at.value.commentStart === comment) path = at.path()
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
export function scanSetters(resource: Resource): ScannedSetters | undefined {
  const { text, form } = resource
  if (form === 'flow') return undefined
  const known = resource.scannedSetters
  if (known !== undefined) return known.simple ? known : undefined
  // Behind the last comment there is nothing to find, and no line there can change what stands before a comment.
  const end = text.indexOf('\n', text.lastIndexOf(SETTER_COMMENT))
  const setters = new ScannedSetters(text, form === 'item')
  const regular = scanner.scan(text, 0, end === -1 ? text.length : end + 1, form === 'item', (at) => setters.visit(at))
  return regular && setters.simple ? setters : undefined
}
