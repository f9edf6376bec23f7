/** Lines around a place in a text: what splices need to know about line ends, indents and comments. */

const TAB = 0x09
const SPACE = 0x20

/** Offset of the first character of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** The column of an offset, from 0. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** Offset behind the last character of the line that holds `offset`, its line break (LF or CRLF) not included. */
export function lineEnd(text: string, offset: number): number {
  const lf = text.indexOf('\n', offset)
  if (lf === -1) return text.length
  return lf > offset && text.charCodeAt(lf - 1) === 0x0d ? lf - 1 : lf
}

/** Offset of the next line's first character; the text's length on the last line. */
export function nextLine(text: string, offset: number): number {
  const lf = text.indexOf('\n', offset)
  return lf === -1 ? text.length : lf + 1
}

/** The offset before the line break (LF or CRLF) that ends at `offset`; `offset` itself when none ends there. */
export function beforeLineBreak(text: string, offset: number): number {
  if (offset === 0 || text.charCodeAt(offset - 1) !== 0x0a) return offset
  return text.charCodeAt(offset - 2) === 0x0d ? offset - 2 : offset - 1
}

/** The next character from `offset` on that is no blank and no tab. */
export function skipBlanks(text: string, offset: number): number {
  let at = offset
  while (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB) at++
  return at
}

/** The column (from 0) of the first character of the line at `start` that is no blank; -1 on a blank line. */
export function indentOf(text: string, start: number): number {
  const end = lineEnd(text, start)
  let at = start
  while (at < end && text.charCodeAt(at) === SPACE) at++
  return skipBlanks(text, at) >= end ? -1 : at - start
}

/** Whether the line at `start` holds a comment and nothing else. */
export function isCommentLine(text: string, start: number): boolean {
  return text.charCodeAt(skipBlanks(text, start)) === 0x23
}

/** Whether the line at `start` holds nothing but blanks. */
export function isBlankLine(text: string, start: number): boolean {
  return skipBlanks(text, start) >= lineEnd(text, start)
}

/**
 * `text` with `margin` before every line that is not empty. Lines end at LF: to a regular expression's `^` U+2028 and
 * U+2029 end one too, and in a value they are characters.
 */
export function indentLines(text: string, margin: string): string {
  const isFirstEmpty = text === '' || text.charCodeAt(0) === 0x0a || text.charCodeAt(0) === 0x0d
  return (isFirstEmpty ? '' : margin) + text.replaceAll(/\n(?=[^\r\n])/g, `\n${margin}`)
}

/** The line break that a text uses. */
export function newlineOf(text: string): string {
  const lf = text.indexOf('\n')
  return lf > 0 && text.charCodeAt(lf - 1) === 0x0d ? '\r\n' : '\n'
}

/** The comment on the rest of the line behind `offset`, when only blanks part it from there. */
export function commentAfter(text: string, offset: number): { readonly start: number; readonly end: number } | undefined {
  const at = skipBlanks(text, offset)
  if (text.charCodeAt(at) !== 0x23 || at === offset) return undefined
  return { start: at, end: lineEnd(text, at) }
}

/** `text` (lines parted by LF) with the line break that `source` uses. */
export function withNewlinesOf(source: string, text: string): string {
  return newlineOf(source) === '\n' ? text : text.replaceAll('\n', '\r\n')
}
