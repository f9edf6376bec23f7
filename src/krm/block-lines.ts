/** Which lines belong to a block scalar: what parsers leave open and edits need to know. */

/** Where a block scalar stands; see ScalarNode. */
interface BlockScalarPlace {
  readonly start: number
  readonly valueStart: number
  readonly parentIndent: number
}

/** What a header says: `digit` is the indentation indicator, 0 when there is none. */
export function headerOf(text: string, { start, valueStart }: BlockScalarPlace): { readonly chomping: '' | '-' | '+'; readonly digit: number } {
  const found = /^[|>](?:([1-9])?([-+])?|([-+])([1-9])?)(?=\s|$)/.exec(text.slice(start, valueStart)) ?? []
  const sign = found[2] ?? found[3]
  return { chomping: sign === '-' || sign === '+' ? sign : '', digit: Number(found[1] ?? found[4] ?? 0) }
}

/** The column at which the lines stand, those before `end` being known to belong; infinite when all are blank. */
export function indentOfLines(text: string, place: BlockScalarPlace, end: number): number {
  const { digit } = headerOf(text, place)
  if (digit > 0) return Math.max(place.parentIndent, 0) + digit
  for (let at = place.valueStart; at < end; at = text.indexOf('\n', at) + 1) {
    const lf = text.indexOf('\n', at)
    const stop = lf === -1 ? text.length : lf
    const blanks = blanksAt(text, at)
    if (at + blanks < stop && text.charCodeAt(at + blanks) !== 0x0d) return blanks
    if (lf === -1) break
  }
  return Number.POSITIVE_INFINITY
}

/** How many blanks stand at an offset. */
export function blanksAt(text: string, offset: number): number {
  let at = offset
  while (text.charCodeAt(at) === 0x20) at++
  return at - offset
}

/**
 * The end of a block scalar whose lines a parser lets end at `end`. Whole blank lines behind it are counted in: its value
 * says whether they matter. Blanks without a line break, at the end of the text, are content where they are deeper than
 * the lines, and else nothing. Parsers differ in this.
 */
export function endOfLines(text: string, place: BlockScalarPlace, end: number): number {
  let at = end
  if (at > 0 && text.charCodeAt(at - 1) === 0x0a) {
    for (;;) {
      const stop = at + blanksAt(text, at)
      const lineBreak = text.charCodeAt(stop) === 0x0a ? 1 : text.startsWith('\r\n', stop) ? 2 : 0
      if (lineBreak === 0) break
      at = stop + lineBreak
    }
  } else at = Math.max(text.lastIndexOf('\n', at - 1) + 1, place.valueStart)
  // `at` is the start of the last line, which may hold the last line of the text.
  const blanks = blanksAt(text, at)
  if (at + blanks < text.length) return Math.max(end, at)
  return blanks > indentOfLines(text, place, at) ? text.length : at
}
