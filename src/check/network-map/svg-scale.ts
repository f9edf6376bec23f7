/** From addresses of a space to places of a picture. */

import { sizeOf, type Range } from '#net/range.ts'

/** A place and how wide it is, in user units. */
export interface Span {
  readonly x: number
  readonly width: number
}

/** Parts of a space as spans of a bar. */
export class Scale {
  readonly #space: Range
  readonly #x: number
  readonly #width: number

  constructor(space: Range, x: number, width: number) {
    this.#space = space
    this.#x = x
    this.#width = width
  }

  /** Where a range lies, cut to the space; never narrower than `least`. */
  spanOf({ first, last }: Range, least = 2): Span {
    const from = this.placeOf(first < this.#space.first ? this.#space.first : first)
    const to = this.placeOf((last > this.#space.last ? this.#space.last : last) + 1n)
    const width = Math.max(least, to - from)
    return { x: Math.min(from, this.#x + this.#width - width), width }
  }

  /** Where an address begins. A millionth of the bar is finer than any picture. */
  placeOf(value: bigint): number {
    return this.#x + (Number(((value - this.#space.first) * 1_000_000n) / sizeOf(this.#space)) / 1_000_000) * this.#width
  }

  /** Spans of many ranges, those that nearly touch as one: a lane of ten thousand networks has no more than the bar has units. */
  runsOf(sorted: readonly Range[]): Span[] {
    const runs: { x: number; width: number }[] = []
    for (const range of sorted) {
      const span = this.spanOf(range, 1)
      const open = runs.at(-1)
      if (open !== undefined && span.x <= open.x + open.width + 0.5) open.width = Math.max(open.width, span.x + span.width - open.x)
      else runs.push({ ...span })
    }
    return runs
  }
}
