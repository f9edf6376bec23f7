/** Literal `|` and folded `>` block scalars: from their text to a string, and back. */

import type { Decoded } from './quoted.ts'

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20

/** What a block scalar's header says: `indicator` is the explicit indentation, 0 when the first line decides. */
interface Header {
  readonly folded: boolean
  readonly chomping: 'clip' | 'strip' | 'keep'
  readonly indicator: number
}

const HEADER = /^([|>])(?:([-+])([1-9])?|([1-9])([-+])?)?[ \t]*(?:#[^\n]*)?\r?$/

function readHeader(header: string): Header | undefined {
  const found = HEADER.exec(header)
  if (found === null) return undefined
  const sign = found[2] ?? found[5]
  return {
    folded: found[1] === '>',
    chomping: sign === undefined ? 'clip' : sign === '-' ? 'strip' : 'keep',
    indicator: Number(found[3] ?? found[4] ?? 0),
  }
}

/**
 * The string that a block scalar stands for.
 * `header` is `|` or `>` with its indicators (a comment after it is ignored), `body` the text from the line after it up
 * to the next node, with its indentation and its final line break if it has one. `parentIndent` is the column of the
 * map or list that holds the scalar (-1 at the root of a document); only an explicit indentation needs it.
 *
 * Read as go-yaml, so kpt and kubectl, reads it: a body that ends with the file and not with a line break has no newline
 * at its end (JavaScript parsers add one), and a tab where indentation is expected is an error. The offset of an error
 * counts from the start of `body` (0 for the header).
 */
export function decodeBlockScalar(header: string, body: string, parentIndent: number): Decoded {
  const read = readHeader(header)
  if (read === undefined) return { error: `\`${header.trim()}\` is no header of a block scalar`, offset: 0 }
  const { folded, chomping, indicator } = read
  const found = indicator > 0 ? { indent: Math.max(parentIndent, 0) + indicator } : findIndent(body, parentIndent)
  if ('error' in found) return found
  const { indent } = found

  let value = ''
  let pending = ''
  let blankLines = 0
  let wasIndented = false
  let at = 0
  while (at < body.length) {
    let text = at
    while (text < body.length && text - at < indent && body.charCodeAt(text) === SPACE) text++
    const c = body.charCodeAt(text)
    if (text - at < indent && c === TAB) return { error: TAB_AS_INDENT, offset: text }
    const end = endOfLine(body, text)
    if (text === end) {
      if (end === body.length) break
      blankLines++
      at = afterBreak(body, end)
      continue
    }
    if (text - at < indent) {
      const stray = STRAY_LINE.exec(body.slice(at))
      if (stray === null) break
      return { error: 'a line is indented less than the block scalar that it stands in', offset: at + stray.index }
    }
    const isIndented = c === SPACE || c === TAB
    const isFolded = folded && !wasIndented && !isIndented && pending !== ''
    value += isFolded ? (blankLines === 0 ? ' ' : '') : pending
    value += '\n'.repeat(blankLines) + body.slice(text, end)
    blankLines = 0
    wasIndented = isIndented
    pending = end < body.length ? '\n' : ''
    at = afterBreak(body, end)
  }
  if (chomping !== 'strip') value += pending
  if (chomping === 'keep') value += '\n'.repeat(blankLines)
  return { value }
}

/** After the scalar only comments and the marks between documents may follow. */
const STRAY_LINE = /(?<=^|\n)(?!---|\.\.\.)[ \t]*[^ \t\r\n#]/
const TAB_AS_INDENT = 'a tab stands where the indentation of a block scalar is expected'

/** The column of the first line that is not blank, or of a wider blank line above it. */
function findIndent(body: string, parentIndent: number): { indent: number } | { error: string; offset: number } {
  let widest = 0
  let at = 0
  while (at < body.length) {
    let text = at
    while (body.charCodeAt(text) === SPACE) text++
    if (body.charCodeAt(text) === TAB) return { error: TAB_AS_INDENT, offset: text }
    const end = endOfLine(body, text)
    widest = Math.max(widest, text - at)
    if (text < end) break
    at = afterBreak(body, end)
  }
  return { indent: Math.max(widest, parentIndent + 1, 1) }
}

function endOfLine(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at)
    if (c === LF || c === CR) break
  }
  return at
}

function afterBreak(text: string, at: number): number {
  return text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1
}

/**
 * What a literal block cannot hold for every reader: a blank at the end of a line (kpt would put all in double quotes,
 * and editors drop it), a tab at the very start (go-yaml takes it for indentation), and characters that YAML does not print or that
 * some parser takes for a line break.
 */
const NOT_LITERAL =
  / (?:\n|$)|^\t|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/**
 * `value` as a literal block whose lines stand at column `indent`, which is two more than the column of the map, or of
 * the dash, that holds it: `|`, `|-` or `|+` and the lines, without the line break that ends the last one. A value that
 * starts with a blank or a newline gets the indentation indicator 2. `undefined` when some reader would not get the
 * value back; then double quotes are the way.
 */
export function literalBlock(value: string, indent: number): string | undefined {
  if (value === '' || NOT_LITERAL.test(value)) return undefined
  const endsLine = value.endsWith('\n')
  const chomping = endsLine ? (value === '\n' || value.endsWith('\n\n') ? '+' : '') : '-'
  const first = value.charCodeAt(0)
  const indicator = first === SPACE || first === LF ? '2' : ''
  const lines = endsLine ? value.slice(0, -1) : value
  const margin = `\n${' '.repeat(indent)}`
  let out = `|${indicator}${chomping}`
  for (const line of lines.split('\n')) out += line === '' ? '\n' : margin + line
  return out
}
