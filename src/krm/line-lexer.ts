/** What can be told from one line alone: where a key, a scalar or a block scalar's header ends. -1: not of the regular form. */

// Sticky expressions instead of loops over characters: a short process runs them at full speed from the first line on,
// which its own code reaches only after thousands of lines. They are linear: no two alternatives begin alike, and
// what is repeated twice over is followed by nothing that could fail.

/** No part of a one-line scalar to some parser, or not printable. */
const ODD = '\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff'
const SPACES = / */y
const LINE = new RegExp(`(?:[^${ODD}]+|\\t|[\\ud800-\\udbff][\\udc00-\\udfff])*`, 'y')
/** Letters, digits and `-_./`, which almost every key is made of, and colons inside; then a colon that ends it. */
const KEY = /[\w./-]+(?::+[\w./-]+)*(?=:(?: |\r?\n|$))/y
const WORD = /[\w./-]*/y
/** YAML 1.2.2, rules ns-plain-first and ns-plain-char: a colon or dash that begins nothing, blanks that nothing but text follows. */
const PLAIN = new RegExp(`(?:[^ ${ODD}\\-?:,[\\]{}#&*!|>'"%@\`]|[-?:](?=[^ \\r\\n]))(?:[^ :${ODD}]+|:(?=[^ \\r\\n])| +(?=[^ #\\r\\n]))*`, 'y')
const SINGLE = new RegExp(`'[^'${ODD}]*(?:''[^'${ODD}]*)*'`, 'y')
const DOUBLE = new RegExp(`"[^"\\\\${ODD}]*"`, 'y')

/** A short scalar in ASCII: plain without blanks, or in quotes without escapes. */
const SHORT = `(?:[\\w./+$(~]|-(?=[!-~]))[!-9;-~]*(?::[!-9;-~]+)*|'[ -&(-~]*'|"[ !#-[\\]-~]*"`
/** A line as almost all are: a comment; a key behind a dash or not, with nothing, a block scalar or a short one, a comment behind that; a short item. */
const USUAL_LINE = new RegExp(` *(?:#[ -~]*|(?:- )?[\\w./-]+:(?: (?:[|>][-+]?|(?:${SHORT})(?: #[ -~]*)?))?|- (?:${SHORT}))\\n`, 'y')

/** Where an expression that matches at `start` ends; -1 when it does not match. */
function endOf(expression: RegExp, text: string, start: number): number {
  expression.lastIndex = start
  return expression.test(text) ? expression.lastIndex : -1
}

/** Whether `[start, stop)` may be a comment or a line of a block scalar: ordinary characters, tabs and whole pairs. */
export function isOrdinaryLine(text: string, start: number, stop: number): boolean {
  return endOf(LINE, text, start) >= stop
}

/** The line break of the line at `start` when its form is a usual one; else -1. A blank, where one is allowed, is a single one. */
export function usualLineEnd(text: string, start: number): number {
  const end = endOf(USUAL_LINE, text, start)
  return end === -1 ? -1 : end - 1
}

/** A character of a key that needs no quotes anywhere. */
function isWordCode(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x2d && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || code === 0x5f
}

/** A line on which no key begins. */
export const NO_KEY = -2

/** YAML allows a key before a colon this length; parsers do not agree on how it is counted. */
export const LONGEST_KEY = 1000

/**
 * The end of the key that begins at `at`, its closing quote included: a `:` and a blank or the line's end follow there.
 * `NO_KEY` when the line holds a scalar at most, -1 when only a parser can tell.
 */
export function keyEnd(text: string, at: number, stop: number): number {
  const code = text.charCodeAt(at)
  if (code === 0x22 || code === 0x27) return quotedKeyEnd(text, at, stop, code)
  const end = endOf(KEY, text, at)
  if (end !== -1) return end - at > LONGEST_KEY ? -1 : end
  for (let i = Math.max(at, endOf(WORD, text, at)); i < stop; i++) {
    const c = text.charCodeAt(i)
    if (isWordCode(c)) continue
    if (c === 0x3a) {
      if (!isBlankOrEnd(text, i + 1, stop)) continue
      return i === at || i - at > LONGEST_KEY ? -1 : i
    }
    // Any other character: this may still be a scalar item, whose own rules are checked with its value.
    for (let j = i; j < stop; j++) {
      const other = text.charCodeAt(j)
      if (other === 0x23 && text.charCodeAt(j - 1) === 0x20) return NO_KEY
      if (other === 0x3a && isBlankOrEnd(text, j + 1, stop)) return -1
    }
    return NO_KEY
  }
  return NO_KEY
}

function quotedKeyEnd(text: string, at: number, stop: number, quote: number): number {
  const i = endOf(WORD, text, at + 1)
  if (i >= stop || text.charCodeAt(i) !== quote) return isQuotedScalar(text, at, stop, quote) ? NO_KEY : -1
  if (i + 1 >= stop || text.charCodeAt(i + 1) !== 0x3a) return isQuotedScalar(text, at, stop, quote) ? NO_KEY : -1
  return i === at + 1 || i - at > LONGEST_KEY || !isBlankOrEnd(text, i + 2, stop) ? -1 : i + 1
}

/** Whether nothing but a comment follows a quoted scalar, so that it cannot be a key. */
function isQuotedScalar(text: string, at: number, stop: number, quote: number): boolean {
  const end = quotedEnd(text, at, quote)
  if (end === -1) return false
  const next = skipSpaces(text, end, stop)
  return next === stop || (next > end && text.charCodeAt(next) === 0x23)
}

/** Whether a colon before `at` ends a key. */
export function isBlankOrEnd(text: string, at: number, stop: number): boolean {
  return at >= stop || text.charCodeAt(at) === 0x20
}

export function skipSpaces(text: string, from: number, stop: number): number {
  if (text.charCodeAt(from) !== 0x20) return from
  return Math.min(text.charCodeAt(from + 1) === 0x20 ? endOf(SPACES, text, from) : from + 1, stop)
}

/** The first character of a line that is no blank. Lines are indented too little for an expression to pay. */
export function skipIndentation(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 0x20) at++
  return at
}

/** The end of the plain scalar that begins at `start`, without the blanks behind it; what follows there is for the caller to judge. */
export function plainEnd(text: string, start: number): number {
  return endOf(PLAIN, text, start)
}

/** Behind the closing quote of the scalar at `start`; escapes other than `''` are left to the parser. */
export function quotedEnd(text: string, start: number, quote: number): number {
  return endOf(quote === 0x27 ? SINGLE : DOUBLE, text, start)
}

/** Behind the header (`|`, `>2-`, `|+`) of the block scalar at `start`. */
export function blockHeaderEnd(text: string, start: number, stop: number): number {
  let at = start + 1
  const isSign = (): boolean => at < stop && (text.charCodeAt(at) === 0x2b || text.charCodeAt(at) === 0x2d)
  const isDigit = (): boolean => at < stop && text.charCodeAt(at) >= 0x31 && text.charCodeAt(at) <= 0x39
  if (isSign()) {
    at++
    if (isDigit()) at++
  } else if (isDigit()) {
    at++
    if (isSign()) at++
  }
  return at
}

/** The digit in a block scalar's header; 0 when there is none. */
export function indentationIndicator(text: string, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) {
    const digit = text.charCodeAt(at) - 0x30
    if (digit >= 1 && digit <= 9) return digit
  }
  return 0
}
