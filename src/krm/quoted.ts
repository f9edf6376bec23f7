/** Quoted scalars: from the raw text between the quotes to a string, and back. */

import { escapeAll, jsonEscape, readEscape, yamlEscape } from './escapes.ts'

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
