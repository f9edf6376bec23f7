/** A source text and the edits asked of it. Everything that no edit names stays as it was written. */

/** Replace `[start, end)` of a text by `text`. An insertion has `start === end`. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** 1-based, columns in UTF-16 units: what editors, GitHub and compilers count. */
export interface LineColumn {
  readonly line: number
  readonly column: number
}

/** A run of the current text: taken from the source at `source`, or new text that stands where the source offset is. */
interface Piece {
  readonly source: number
  readonly length: number
  readonly isNew: boolean
}

/**
 * A text under edit. Splices are given in offsets of the text as it is now; every place in the edited text can be traced
 * to the place in the source that a person wrote.
 */
export class YamlText {
  readonly source: string
  #text: string
  /** Applied splices not yet worked into `#pieces`: most texts are never asked where something came from. */
  #pending: Splice[] = []
  #pieces: Piece[]

  constructor(source: string) {
    this.source = source
    this.#text = source
    this.#pieces = [{ source: 0, length: source.length, isNew: false }]
  }

  /** A text with the same source and edits, to be edited apart from this one. */
  clone(): YamlText {
    const copy = new YamlText(this.source)
    copy.#text = this.#text
    copy.#pending = [...this.#pending]
    copy.#pieces = [...this.#pieces]
    return copy
  }

  /** The text with all edits applied. */
  get text(): string {
    return this.#text
  }

  /** Whether the text differs from the source. */
  get changed(): boolean {
    return this.#text !== this.source
  }

  /** Applies splices that do not overlap, given in offsets of the current text, in any order; equal offsets keep theirs. */
  splice(splices: readonly Splice[]): void {
    const sorted = splices.toSorted((a, b) => a.start - b.start || a.end - b.end)
    this.#text = applySplices(this.#text, sorted)
    // From the back, so that the offsets of the splices before stay true.
    for (const splice of sorted.toReversed()) this.#pending.push(splice)
  }

  /** The offset in the source that an offset of the current text came from; in new text, the place where it was put. */
  sourceOffset(offset: number): number {
    for (const splice of this.#pending) this.#pieces = replacePieces(this.#pieces, splice)
    this.#pending = []
    let at = 0
    for (const piece of this.#pieces) {
      if (offset < at + piece.length) return piece.isNew ? piece.source : piece.source + (offset - at)
      at += piece.length
    }
    return this.source.length
  }
}

function replacePieces(pieces: readonly Piece[], splice: Splice): Piece[] {
  const before: Piece[] = []
  const after: Piece[] = []
  let at = 0
  let place: number | undefined
  for (const piece of pieces) {
    const end = at + piece.length
    const head = Math.min(piece.length, Math.max(0, splice.start - at))
    const tail = Math.min(piece.length, Math.max(0, end - splice.end))
    if (head > 0) before.push({ ...piece, length: head })
    if (end > splice.start || (end === splice.start && !piece.isNew)) place ??= piece.source + (piece.isNew ? 0 : head)
    if (tail > 0 && end > splice.start) {
      const skipped = piece.isNew ? 0 : piece.length - tail
      if (head < piece.length) after.push({ ...piece, source: piece.source + skipped, length: tail })
    }
    at = end
  }
  return [...before, { source: place ?? 0, length: splice.text.length, isNew: true }, ...after]
}

/** `text` with sorted, disjoint splices applied. Throws on an overlap: that is a defect of the caller. */
export function applySplices(text: string, sorted: readonly Splice[]): string {
  let result = ''
  let at = 0
  for (const splice of sorted) {
    if (splice.start < at || splice.end < splice.start || splice.end > text.length) {
      throw new RangeError(`splice [${splice.start}, ${splice.end}) overlaps or leaves the text`)
    }
    result += text.slice(at, splice.start) + splice.text
    at = splice.end
  }
  return result + text.slice(at)
}

/** Line and column of an offset; a line ends at LF (CRLF counts once). */
export function lineColumn(text: string, offset: number): LineColumn {
  let line = 1
  let lineStart = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++
    lineStart = at + 1
  }
  return { line, column: offset - lineStart + 1 }
}
