/**
 * The maps and lists that are open while block-style YAML is read from top to bottom, each with its column and its current
 * entry. It proves nesting: a line that fits into nothing that is open, and a key that its map has already, are refused.
 */

import type { Path, PathStep } from './tree.ts'

const MAP = 0
const SEQ = 1

/** Deepest nesting that the scanner follows; deeper text goes to the parser, which refuses it by name. */
const MAX_OPEN = 100

/** So many keys in one map are compared one by one, two numbers each; a larger map goes to the parser. */
const MAX_SEEN = 2 * 256

/** Offsets are into `text`, levels count from 0, the root's. */
export class OpenCollections {
  protected text = ''
  protected depth = 0
  readonly #kind = new Int8Array(MAX_OPEN)
  readonly #column = new Int32Array(MAX_OPEN)
  /** Offset of the collection's first key (its quote included) or first dash. */
  readonly #start = new Int32Array(MAX_OPEN)
  readonly #keyStart = new Int32Array(MAX_OPEN)
  readonly #keyEnd = new Int32Array(MAX_OPEN)
  readonly #index = new Int32Array(MAX_OPEN)
  /** Offset of the last dash. */
  readonly #dashAt = new Int32Array(MAX_OPEN)
  /** Keys seen in the open map of each level, `MAX_SEEN` numbers for one: offsets of start and end in turn, and where they end. */
  readonly #seen = new Int32Array(MAX_OPEN * MAX_SEEN)
  readonly #seenEnd = new Int32Array(MAX_OPEN)
  /** Whether the innermost entry still has no value: only then may a deeper line follow. */
  protected isOpen = false
  /** The level of the outermost collection that this line gave a new entry; -1 for none. */
  protected from = -1

  /** The place of the value that was just reported. */
  path(): Path {
    const path: PathStep[] = []
    for (let level = 0; level < this.depth; level++) {
      if (this.#kind[level] === SEQ) path.push(this.#index[level]!)
      else path.push(this.text.slice(this.#keyStart[level]!, this.#keyEnd[level]!))
    }
    return path
  }

  /** Whether the step at a level of the current path is the key `key`, without building the path. */
  keyIs(level: number, key: string): boolean {
    const start = this.#keyStart[level]!
    return this.#kind[level] === MAP && this.#keyEnd[level]! - start === key.length && this.text.startsWith(key, start)
  }

  /** What is open at a level: a map or a list, its column and start, and its current key (without quotes) or dash. */
  isSeq(level: number): boolean {
    return this.#kind[level] === SEQ
  }

  columnAt(level: number): number {
    return this.#column[level]!
  }

  startAt(level: number): number {
    return this.#start[level]!
  }

  keyStartAt(level: number): number {
    return this.#keyStart[level]!
  }

  keyEndAt(level: number): number {
    return this.#keyEnd[level]!
  }

  dashAt(level: number): number {
    return this.#dashAt[level]!
  }

  /** Forgets everything, for a text that holds one map. */
  protected begin(text: string): void {
    this.text = text
    this.depth = 0
    this.isOpen = true
  }

  /** A dash: of a list that is open in this column, or of a new one. False where neither can be. */
  protected enterItem(column: number, at: number): boolean {
    while (this.depth > 0 && this.#column[this.depth - 1]! > column) this.#close()
    const top = this.depth - 1
    if (top >= 0 && this.#kind[top] === SEQ && this.#column[top] === column) {
      this.#index[top] = this.#index[top]! + 1
      this.#dashAt[top] = at
      if (this.from === -1) this.from = top
      this.isOpen = true
      return true
    }
    if (!this.isOpen || top < 0) return false
    if (this.#kind[top] === SEQ ? this.#column[top]! >= column : this.#column[top]! > column) return false
    if (!this.#push(SEQ, column, at)) return false
    this.#index[top + 1] = 0
    this.#dashAt[top + 1] = at
    this.#keyStart[top + 1] = this.#keyEnd[top + 1] = 0
    this.isOpen = true
    return true
  }

  /** A key, its quote at `at`: of a map that is open in this column, or of a new one. False where neither can be. */
  protected enterKey(column: number, at: number, keyStart: number, keyEnd: number): boolean {
    while (this.depth > 0) {
      const top = this.depth - 1
      const above = this.#column[top]! > column || (this.#column[top] === column && this.#kind[top] === SEQ)
      if (!above) break
      this.#close()
    }
    const top = this.depth - 1
    if (top >= 0 && this.#kind[top] === MAP && this.#column[top] === column) {
      this.#keyStart[top] = keyStart
      this.#keyEnd[top] = keyEnd
      if (this.from === -1) this.from = top
      return this.#isNewKey(top, keyStart, keyEnd)
    }
    if (!this.isOpen || (top >= 0 && this.#column[top]! >= column) || !this.#push(MAP, column, at)) return false
    this.#keyStart[top + 1] = keyStart
    this.#keyEnd[top + 1] = keyEnd
    this.#see((top + 1) * MAX_SEEN, top + 1, keyStart, keyEnd)
    return true
  }

  #push(kind: typeof MAP | typeof SEQ, column: number, at: number): boolean {
    const level = this.depth
    if (level === MAX_OPEN) return false
    this.#kind[level] = kind
    this.#column[level] = column
    this.#start[level] = at
    if (this.from === -1) this.from = level
    this.depth++
    return true
  }

  #close(): void {
    this.depth--
    this.isOpen = false
  }

  /** A repeated key, or a map so large that looking would cost more than a parse, goes to the parser. */
  #isNewKey(level: number, keyStart: number, keyEnd: number): boolean {
    const first = level * MAX_SEEN
    const end = this.#seenEnd[level]!
    const length = keyEnd - keyStart
    if (end === first + MAX_SEEN) return false
    for (let i = first; i < end; i += 2) {
      const start = this.#seen[i]!
      if (this.#seen[i + 1]! - start === length && this.#sameText(start, keyStart, length)) return false
    }
    this.#see(end, level, keyStart, keyEnd)
    return true
  }

  #see(at: number, level: number, keyStart: number, keyEnd: number): void {
    this.#seen[at] = keyStart
    this.#seen[at + 1] = keyEnd
    this.#seenEnd[level] = at + 2
  }

  #sameText(a: number, b: number, length: number): boolean {
    for (let i = 0; i < length; i++) {
      if (this.text.charCodeAt(a + i) !== this.text.charCodeAt(b + i)) return false
    }
    return true
  }
}
