/** What can be told from one line alone: where a key, a scalar or a block scalar's header ends. -1: not of the regular form. */

/** Letters, digits and `-_./`: what almost every key is made of. */
function isWordCode(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x2d && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || code === 0x5f
}

/** A printable character that means nothing special inside a one-line scalar to any parser. */
function isOrdinary(code: number): boolean {
  if (code < 0x7f) return code >= 0x20
  return code >= 0xa0 && code !== 0xfeff && code !== 0x2028 && code !== 0x2029 && !(code >= 0xd800 && code <= 0xdfff) && code < 0xfffe
}

/** Whether `[start, stop)` may be a comment or a line of a block scalar: ordinary characters, tabs and whole pairs. */
export function isOrdinaryLine(text: string, start: number, stop: number): boolean {
  for (let at = start; at < stop; at++) {
    const code = text.charCodeAt(at)
    if (isOrdinary(code) || code === 0x09) continue
    if (code < 0xd800 || code > 0xdbff || at + 1 === stop || (text.charCodeAt(at + 1) & 0xfc00) !== 0xdc00) return false
    at++
  }
  return true
}

/** A line on which no key begins. */
export const NO_KEY = -2

/** YAML allows a key before a colon this length; parsers do not agree on how it is counted. */
const LONGEST_KEY = 1000

/**
 * The end of the key that begins at `at`, its closing quote included: a `:` and a blank or the line's end follow there.
 * `NO_KEY` when the line holds a scalar at most, -1 when only a parser can tell.
 */
export function keyEnd(text: string, at: number, stop: number): number {
  const code = text.charCodeAt(at)
  if (code === 0x22 || code === 0x27) return quotedKeyEnd(text, at, stop, code)
  for (let i = at; i < stop; i++) {
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
  let i = at + 1
  while (i < stop && isWordCode(text.charCodeAt(i))) i++
  if (i >= stop || text.charCodeAt(i) !== quote) return isQuotedScalar(text, at, stop, quote) ? NO_KEY : -1
  if (i + 1 >= stop || text.charCodeAt(i + 1) !== 0x3a) return isQuotedScalar(text, at, stop, quote) ? NO_KEY : -1
  return i === at + 1 || i - at > LONGEST_KEY || !isBlankOrEnd(text, i + 2, stop) ? -1 : i + 1
}

/** Whether nothing but a comment follows a quoted scalar, so that it cannot be a key. */
function isQuotedScalar(text: string, at: number, stop: number, quote: number): boolean {
  const end = quotedEnd(text, at, stop, quote)
  if (end === -1) return false
  const next = skipSpaces(text, end, stop)
  return next === stop || (next > end && text.charCodeAt(next) === 0x23)
}

function isBlankOrEnd(text: string, at: number, stop: number): boolean {
  return at >= stop || text.charCodeAt(at) === 0x20
}

export function skipSpaces(text: string, from: number, stop: number): number {
  let at = from
  while (at < stop && text.charCodeAt(at) === 0x20) at++
  return at
}

/** The end of the plain scalar that begins at `start`, without the blanks behind it. */
export function plainEnd(text: string, start: number, stop: number): number {
  if (!mayBeginPlain(text.charCodeAt(start), start + 1 < stop ? text.charCodeAt(start + 1) : 0x20)) return -1
  let end = start
  for (let at = start; at < stop; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x20) continue
    if (code === 0x3a && isBlankOrEnd(text, at + 1, stop)) return -1
    if (code === 0x23 && text.charCodeAt(at - 1) === 0x20) return end
    if (!isOrdinary(code)) return -1
    end = at + 1
  }
  return end
}

/** YAML 1.2.2, rule ns-plain-first: indicators begin no plain scalar, `-?:` only before a non-blank. */
function mayBeginPlain(code: number, next: number): boolean {
  switch (code) {
    case 0x2d: case 0x3f: case 0x3a:
      return next !== 0x20
    case 0x2c: case 0x5b: case 0x5d: case 0x7b: case 0x7d: case 0x23: case 0x26: case 0x2a: case 0x21:
    case 0x7c: case 0x3e: case 0x27: case 0x22: case 0x25: case 0x40: case 0x60:
      return false
    default:
      return isOrdinary(code)
  }
}

/** Behind the closing quote of the scalar at `start`; escapes other than `''` are left to the parser. */
export function quotedEnd(text: string, start: number, stop: number, quote: number): number {
  for (let at = start + 1; at < stop; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      if (quote === 0x27 && at + 1 < stop && text.charCodeAt(at + 1) === 0x27) at++
      else return at + 1
    } else if ((code === 0x5c && quote === 0x22) || !isOrdinary(code)) return -1
  }
  return -1
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
