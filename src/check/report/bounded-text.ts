/** A text that keeps a limit in bytes: what takes Markdown counts more than characters do. */

import { utf8Length } from '#fleet/cluster-resource-set/measure.ts'

/** Whole parts in a row; a part that does not fit is left out. */
export class BoundedText {
  #text = ''
  #left: number

  /** Bytes of UTF-8, for everything together. */
  constructor(mostBytes: number) {
    this.#left = mostBytes
  }

  get text(): string {
    return this.#text
  }

  /** How many bytes are left; less than nothing where the limit is no room at all. */
  get left(): number {
    return this.#left
  }

  /** Whether it fitted. */
  add(part: string): boolean {
    const bytes = utf8Length(part)
    if (bytes > this.#left) return false
    this.#text += part
    this.#left -= bytes
    return true
  }
}
