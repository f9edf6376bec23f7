/** Quoted scalars: from the raw text between the quotes to a string, and back. */

/** A decoded scalar, or why it is none and where (offset in UTF-16 units into the raw text). */
export type Decoded = { readonly value: string } | { readonly error: string; readonly offset: number }

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const QUOTE = 0x22
const APOSTROPHE = 0x27
const BACKSLASH = 0x5c

const FOLDS_OR_QUOTE_SINGLE = /[\n\r']/
const FOLDS_OR_QUOTE_DOUBLE = /[\n\r"\\]/

/**
 * The string that raw single-quoted text (without its quotes) stands for. Line breaks (LF, CR LF, CR) are folded: one
 * becomes a blank, each further one a newline. NEL, LS and PS are characters here, as YAML 1.2 has it; Go parsers take
 * them for line breaks.
 */
export function decodeSingleQuoted(raw: string): Decoded {
  if (!FOLDS_OR_QUOTE_SINGLE.test(raw)) return { value: raw }
  let value = ''
  let from = 0
  let at = 0
  while (at < raw.length) {
    const c = raw.charCodeAt(at)
    if (c === APOSTROPHE) {
      if (raw.charCodeAt(at + 1) !== APOSTROPHE) return { error: 'a single quote inside single quotes is written twice', offset: at }
      value += raw.slice(from, at + 1)
      from = at += 2
    } else if (c === LF || c === CR) {
      value += raw.slice(from, endOfText(raw, from, at))
      const fold = foldBreaks(raw, at)
      value += fold.text
      from = at = fold.end
    } else {
      at++
    }
  }
  return { value: value + raw.slice(from) }
}

/**
 * The string that raw double-quoted text (without its quotes) stands for. All escapes of YAML 1.2 are read, and `\'` as
 * Go parsers do, and a JSON pair of `\uD83D\uDE00`. (kpt and the API server read `\/` and such a pair only in JSON.)
 */
export function decodeDoubleQuoted(raw: string): Decoded {
  if (!FOLDS_OR_QUOTE_DOUBLE.test(raw)) return { value: raw }
  let value = ''
  let from = 0
  let at = 0
  while (at < raw.length) {
    const c = raw.charCodeAt(at)
    if (c === BACKSLASH) {
      value += raw.slice(from, at)
      const next = raw.charCodeAt(at + 1)
      if (next === LF || next === CR) {
        const fold = foldBreaks(raw, at + 1)
        value += '\n'.repeat(fold.breaks - 1)
        from = at = fold.end
        continue
      }
      const escape = readEscape(raw, at)
      if ('error' in escape) return escape
      value += escape.text
      from = at = escape.end
    } else if (c === LF || c === CR) {
      value += raw.slice(from, endOfText(raw, from, at))
      const fold = foldBreaks(raw, at)
      value += fold.text
      from = at = fold.end
    } else if (c === QUOTE) {
      return { error: 'a double quote inside double quotes is written \\"', offset: at }
    } else {
      at++
    }
  }
  return { value: value + raw.slice(from) }
}

/** Where the text between `from` and a line break at `at` ends once its trailing blanks are dropped. */
function endOfText(raw: string, from: number, at: number): number {
  let end = at
  while (end > from && isBlank(raw.charCodeAt(end - 1))) end--
  return end
}

/** The line breaks from `at` on with the blanks around them: how many, what they fold to, and where the text goes on. */
function foldBreaks(raw: string, at: number): { breaks: number; text: string; end: number } {
  let breaks = 0
  let end = at
  for (; end < raw.length; end++) {
    const c = raw.charCodeAt(end)
    if (c === LF) breaks++
    else if (c === CR) {
      breaks++
      if (raw.charCodeAt(end + 1) === LF) end++
    } else if (!isBlank(c)) break
  }
  return { breaks, text: breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), end }
}

function isBlank(c: number): boolean {
  return c === SPACE || c === TAB
}

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

type Escape = { text: string; end: number } | { error: string; offset: number }

/** The escape sequence whose backslash stands at `at`. */
function readEscape(raw: string, at: number): Escape {
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

/**
 * `s` in single quotes, on one line. Only for a string without line breaks, tabs and unprintable characters: nothing can
 * be escaped in single quotes.
 */
export function singleQuoted(s: string): string {
  return s.includes("'") ? `'${s.replaceAll("'", "''")}'` : `'${s}'`
}

/** What must not stand raw in double quotes: what go-yaml's emitter escapes, without the characters beyond U+FFFF. */
const ESCAPED = /["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/

/**
 * `s` in double quotes, on one line, as go-yaml prints it, in the shortest form. Any string can be written so. Other
 * than go-yaml we leave characters beyond U+FFFF (emoji) as they are, which is legal, and escape nothing but the mark
 * itself in a string that starts with a byte order mark. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.
 */
export function doubleQuoted(s: string): string {
  return ESCAPED.test(s) ? `"${escapeAll(s, yamlEscape)}"` : `"${s}"`
}

/** What must not stand raw in a JSON string that Go's JSON printer wrote and that YAML parsers have to read as well. */
const ESCAPED_IN_JSON = /["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff<>&]/

/**
 * `s` as a JSON string, as Go and so kpt prints it (`<`, `>` and `&` as `\u003c` …). Other than Go we also escape what
 * no YAML parser takes raw (DEL, U+0080 to U+009F, the byte order mark), for kpt reads JSON files as YAML.
 */
export function jsonQuoted(s: string): string {
  return ESCAPED_IN_JSON.test(s) ? `"${escapeAll(s, jsonEscape)}"` : `"${s}"`
}

function escapeAll(s: string, escapeOf: (code: number) => string | undefined): string {
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

function yamlEscape(c: number): string | undefined {
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

function jsonEscape(c: number): string | undefined {
  const short = JSON_SHORT.get(c)
  if (short !== undefined) return short
  const isMarkup = c === 0x3c || c === 0x3e || c === 0x26
  const isControl = c < 0x20 || (c >= 0x7f && c <= 0x9f)
  const isSpecial = c === 0x2028 || c === 0x2029 || c === 0xfeff || c >= 0xfffe
  return isMarkup || isControl || isSpecial ? `\\u${c.toString(16).padStart(4, '0')}` : undefined
}
