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

/** A run of the current text: taken from the source at `source`, or new text that was put there. */
interface Piece {
  readonly source: number
  readonly length: number
  readonly isNew: boolean
}

const NOTHING: readonly (readonly number[])[] = []

/**
 * A text under edit. Splices are given in offsets of the text as it is now; every place in the edited text can be traced
 * to the place in the source that a person wrote.
 */
export class YamlText {
  readonly source: string
  #text: string
  /**
   * Applied splices not yet worked into `#pieces`: start, end and new length of each, per call. Most texts are never
   * asked where something came from, so this keeps no objects.
   */
  #pending: readonly (readonly number[])[] = NOTHING
  #pieces: readonly Piece[] | undefined

  constructor(source: string) {
    this.source = source
    this.#text = source
  }

  /** A text with the same source and edits, to be edited apart from this one. */
  clone(): YamlText {
    const copy = new YamlText(this.source)
    copy.#text = this.#text
    copy.#pending = this.#pending
    copy.#pieces = this.#pieces
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
    if (splices.length === 0) return
    const sorted = sortSplices(splices)
    this.#text = applySplices(this.#text, sorted)
    const spans: number[] = []
    for (const { start, end, text } of sorted) spans.push(start, end, text.length)
    this.#pending = [...this.#pending, spans]
  }

  /**
   * The offset in the source that an offset of the current text came from. New text came from where it was put: the
   * source place of what stood at the start of its splice, or the end of the source.
   */
  sourceOffset(offset: number): number {
    let pieces = this.#pieces ?? [{ source: 0, length: this.source.length, isNew: false }]
    for (const spans of this.#pending) pieces = splicePieces(pieces, spans, this.source.length)
    this.#pieces = pieces
    this.#pending = NOTHING
    let at = 0
    for (const piece of pieces) {
      if (offset < at + piece.length) return piece.isNew ? piece.source : piece.source + (offset - at)
      at += piece.length
    }
    return this.source.length
  }
}

/** Splices in the order in which their text stands; those at one offset keep their order, insertions go first. */
export function sortSplices(splices: readonly Splice[]): readonly Splice[] {
  const isSorted = splices.every((b, index) => {
    const a = splices[index - 1]
    return a === undefined || a.start < b.start || (a.start === b.start && a.end <= b.end)
  })
  return isSorted ? splices : splices.toSorted((a, b) => a.start - b.start || a.end - b.end)
}

/** The pieces after sorted, disjoint splices; one pass, whatever their number. */
function splicePieces(pieces: readonly Piece[], spans: readonly number[], sourceLength: number): readonly Piece[] {
  const result: Piece[] = []
  let index = 0
  /** How much of the piece at `index` is used up. */
  let used = 0
  let at = 0
  const advance = (to: number, keep: boolean): void => {
    while (at < to && index < pieces.length) {
      const piece = pieces[index]!
      const length = Math.min(piece.length - used, to - at)
      if (keep) result.push({ source: piece.source + (piece.isNew ? 0 : used), length, isNew: piece.isNew })
      at += length
      used += length
      if (used === piece.length) {
        index++
        used = 0
      }
    }
  }
  for (let i = 0; i < spans.length; i += 3) {
    advance(spans[i]!, true)
    const piece = pieces[index]
    const place = piece === undefined ? sourceLength : piece.source + (piece.isNew ? 0 : used)
    if (spans[i + 2]! > 0) result.push({ source: place, length: spans[i + 2]!, isNew: true })
    advance(spans[i + 1]!, false)
  }
  advance(Number.POSITIVE_INFINITY, true)
  return result
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
