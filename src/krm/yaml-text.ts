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

const NONE: readonly Splice[] = []
const NOTHING: readonly (readonly Splice[])[] = []

/**
 * A text under edit. Splices are given in offsets of the text as it is now; every place in the edited text can be traced
 * to the place in the source that a person wrote.
 */
export class YamlText {
  readonly source: string
  /** The text but for `#waiting`: most edited texts are only written, and then never made as a whole. */
  #text: string
  #waiting: readonly Splice[] = NONE
  /** Splices not yet worked into `#pieces`, per call, but for `#waiting`: most texts are never asked where something came from. */
  #pending: readonly (readonly Splice[])[] = NOTHING
  #pieces: readonly Piece[] | undefined

  constructor(source: string) {
    this.source = source
    this.#text = source
  }

  /** A text with the same source and edits, to be edited apart from this one. */
  clone(): YamlText {
    const copy = new YamlText(this.source)
    copy.#text = this.#text
    copy.#waiting = this.#waiting
    copy.#pending = this.#pending
    copy.#pieces = this.#pieces
    return copy
  }

  /** The text with all edits applied. */
  get text(): string {
    if (this.#waiting.length > 0) this.#make()
    return this.#text
  }

  #make(): void {
    this.#text = applySplices(this.#text, this.#waiting)
    this.#pending = [...this.#pending, this.#waiting]
    this.#waiting = NONE
  }

  /** Whether the text differs from the source. */
  get changed(): boolean {
    return this.text !== this.source
  }

  /** Hands over the text in pieces, in order. */
  writeTo(write: (piece: string) => void): void {
    let at = 0
    for (const { start, end, text } of this.#waiting) {
      write(this.#text.slice(at, start))
      write(text)
      at = end
    }
    write(this.#text.slice(at))
  }

  /** Whether the text begins and ends with these characters, one each. */
  isBetween(first: string, last: string): boolean {
    const begun = this.#waiting[0]
    const ended = this.#waiting.at(-1)
    const text = begun === undefined || (begun.start > 0 && ended!.end < this.#text.length) ? this.#text : this.text
    return text.startsWith(first) && text.endsWith(last)
  }

  /**
   * Applies splices that do not overlap, given in offsets of the current text, in any order; equal offsets keep theirs.
   * They are kept: do not change them.
   */
  splice(splices: readonly Splice[]): void {
    if (splices.length === 0) return
    const sorted = sortSplices(splices)
    checkSplices(this.text, sorted)
    this.#waiting = sorted
  }

  /**
   * The offset in the source that an offset of the current text came from. New text came from where it was put: the
   * source place of what stood at the start of its splice, or the end of the source.
   */
  sourceOffset(offset: number): number {
    if (this.#waiting.length > 0) this.#make()
    let pieces = this.#pieces ?? [{ source: 0, length: this.source.length, isNew: false }]
    for (const splices of this.#pending) pieces = splicePieces(pieces, splices, this.source.length)
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
  let isSorted = true
  for (let index = 1; index < splices.length && isSorted; index++) {
    const [a, b] = [splices[index - 1]!, splices[index]!]
    isSorted = a.start < b.start || (a.start === b.start && a.end <= b.end)
  }
  return isSorted ? splices : splices.toSorted((a, b) => a.start - b.start || a.end - b.end)
}

/** The pieces after sorted, disjoint splices; one pass, whatever their number. */
function splicePieces(pieces: readonly Piece[], splices: readonly Splice[], sourceLength: number): readonly Piece[] {
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
  for (const { start, end, text } of splices) {
    advance(start, true)
    const piece = pieces[index]
    const place = piece === undefined ? sourceLength : piece.source + (piece.isNew ? 0 : used)
    if (text !== '') result.push({ source: place, length: text.length, isNew: true })
    advance(end, false)
  }
  advance(Number.POSITIVE_INFINITY, true)
  return result
}

/** `text` with sorted, disjoint splices applied. Throws on an overlap: that is a defect of the caller. */
export function applySplices(text: string, sorted: readonly Splice[]): string {
  checkSplices(text, sorted)
  let result = ''
  let at = 0
  for (const splice of sorted) {
    result += text.slice(at, splice.start) + splice.text
    at = splice.end
  }
  return result + text.slice(at)
}

function checkSplices(text: string, sorted: readonly Splice[]): void {
  let at = 0
  for (const { start, end } of sorted) {
    if (start < at || end < start || end > text.length) throw new RangeError(`splice [${start}, ${end}) overlaps or leaves the text`)
    at = end
  }
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
