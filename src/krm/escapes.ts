/** Escape sequences in double quotes: read, and written for YAML and for JSON. */

const ESCAPES = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['/', '/'],
  ['\\', '\\'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
])

/** What an escape sequence stands for and where the text goes on, or why it is none. */
export type Escape = { readonly text: string; readonly end: number } | { readonly error: string; readonly offset: number }

/** The escape sequence whose backslash stands at `at` in the raw text of a double-quoted scalar. */
export function readEscape(raw: string, at: number): Escape {
  const letter = raw.charAt(at + 1)
  const text = ESCAPES.get(letter)
  if (text !== undefined) return { text, end: at + 2 }
  const digits = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0
  if (digits === 0) return { error: letter === '' ? 'a backslash ends the text' : `unknown escape \\${letter}`, offset: at }
  const end = at + 2 + digits
  const code = hexadecimal(raw, at + 2, end)
  if (code === undefined) return { error: `\\${letter} needs ${digits} hexadecimal digits`, offset: at }
  if (code >= 0xd800 && code <= 0xdfff) {
    const low = raw.startsWith('\\u', end) ? hexadecimal(raw, end + 2, end + 6) : undefined
    const isPair = letter === 'u' && code <= 0xdbff && low !== undefined && low >= 0xdc00 && low <= 0xdfff
    if (isPair) return { text: String.fromCharCode(code, low), end: end + 6 }
  }
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    return { error: `${raw.slice(at, end)} is no Unicode character`, offset: at }
  }
  return { text: String.fromCodePoint(code), end }
}

function hexadecimal(raw: string, from: number, end: number): number | undefined {
  if (end > raw.length) return undefined
  let code = 0
  for (let at = from; at < end; at++) {
    const c = raw.charCodeAt(at)
    const lower = c | 0x20
    if (c >= 0x30 && c <= 0x39) code = code * 16 + c - 0x30
    else if (lower >= 0x61 && lower <= 0x66) code = code * 16 + lower - 0x57
    else return undefined
  }
  return code
}

/** `s` with the escape of each character that has one; a lone surrogate becomes U+FFFD. */
export function escapeAll(s: string, escapeOf: (code: number) => string | undefined): string {
  let out = ''
  let from = 0
  for (let at = 0; at < s.length; at++) {
    const c = s.charCodeAt(at)
    if (c >= 0xd800 && c <= 0xdfff) {
      if (c <= 0xdbff && (s.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
        at++
        continue
      }
      out += `${s.slice(from, at)}\ufffd`
      from = at + 1
      continue
    }
    const escape = escapeOf(c)
    if (escape === undefined) continue
    out += s.slice(from, at) + escape
    from = at + 1
  }
  return out + s.slice(from)
}

const YAML_SHORT = new Map([
  [0x00, '\\0'],
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x1b, '\\e'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
  [0x85, '\\N'],
  [0x2028, '\\L'],
  [0x2029, '\\P'],
])

/** The escape of a UTF-16 unit in double quotes, as go-yaml writes it; undefined when it may stand raw. */
export function yamlEscape(c: number): string | undefined {
  const short = YAML_SHORT.get(c)
  if (short !== undefined) return short
  if (c < 0x20 || (c >= 0x7f && c <= 0x9f)) return `\\x${c.toString(16).toUpperCase().padStart(2, '0')}`
  return c === 0xfeff || c >= 0xfffe ? `\\u${c.toString(16).toUpperCase()}` : undefined
}

const JSON_SHORT = new Map([
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
])

/** The escape of a UTF-16 unit in a JSON string, as Go writes it; undefined when it may stand raw. */
export function jsonEscape(c: number): string | undefined {
  const short = JSON_SHORT.get(c)
  if (short !== undefined) return short
  const isMarkup = c === 0x3c || c === 0x3e || c === 0x26
  const isControl = c < 0x20 || (c >= 0x7f && c <= 0x9f)
  const isSpecial = c === 0x2028 || c === 0x2029 || c === 0xfeff || c >= 0xfffe
  return isMarkup || isControl || isSpecial ? `\\u${c.toString(16).padStart(4, '0')}` : undefined
}
