/** New values as text, the way kpt prints a new resource. */

import { entriesOf, isEmpty, isList, isScalar } from './plain-value.ts'
import { jsonQuoted } from './quoted.ts'
import { writeScalar } from './scalar-style.ts'
import type { ScalarValue } from './scalar-value.ts'

/** A value without a source text. The order of keys is kept; for keys that users chose take a Map. */
export type PlainValue = ScalarValue | PlainList | PlainMap
export type PlainList = readonly PlainValue[]
export type PlainMap = ReadonlyMap<string, PlainValue> | { readonly [key: string]: PlainValue }

/** `indent`: the column at which the value's lines stand. `wide`: a list inside a map is indented by two. */
export interface PrintOptions {
  readonly indent: number
  readonly sequenceIndent: 'compact' | 'wide'
}

/**
 * `value` as YAML: a map, a list or a scalar whose first line is not indented (it goes where the caller's text ends)
 * and whose further lines stand at column `indent` or deeper; no line break at the end. A line is never folded.
 *
 * The text is what kpt prints for a new resource, byte for byte, but for
 * - strings that some other parser would not read as strings (`1e400`, `0x_`, `=`, `<<`, more forms of dates; `yes` from
 *   a function that makes nodes itself): in double quotes;
 * - numbers of a million and more or below 0.0001: all digits (see writeNumber);
 * - characters beyond U+FFFF: as they are; U+2028, U+2029 and a byte order mark at the start: see doubleQuoted;
 * - a string of several lines that go-yaml could not read back (a tab first): double quotes;
 * - a key of several lines: double quotes, after `? ` as with kpt.
 */
export function printYaml(value: PlainValue, options: PrintOptions): string {
  return nodeText(value, options.indent, options)
}

/** `key: value` for a map whose keys stand at column `indent`: a nested map or list goes to lines of its own. */
export function printEntry(key: string, value: PlainValue, options: PrintOptions): string {
  return entryText(key, value, options.indent, options)
}

/** `- value` for a list whose dashes stand at column `indent`. */
export function printItem(value: PlainValue, options: PrintOptions): string {
  return `- ${nodeText(value, options.indent + 2, options)}`
}

/** A whole YAML document, ending in a line break. */
export function printDocument(value: PlainValue, sequenceIndent: PrintOptions['sequenceIndent'] = 'compact'): string {
  return `${nodeText(value, typeof value === 'string' ? 2 : 0, { indent: 0, sequenceIndent })}\n`
}

/**
 * A whole JSON file as kpt writes it: indented by two, ending in a line break. Other than kpt we keep the order of the
 * keys (kpt sorts them) and exact integers (kpt goes through float64).
 */
export function printJson(value: PlainValue): string {
  return `${jsonText(value, '\n')}\n`
}

/** Longest key, in bytes, that go-yaml writes before a `:`; a longer one gets the form `? key`. */
const LONGEST_SIMPLE_KEY = 128
/** What go-yaml takes for a line break; a key that holds one gets the form `? key` too. */
const GO_LINE_BREAK = /[\n\r\x85\u2028\u2029]/

function nodeText(value: PlainValue, column: number, options: PrintOptions): string {
  if (isScalar(value)) return writeScalar(value, undefined, { flow: false, key: false, json: false, indent: column })
  const margin = `\n${' '.repeat(column)}`
  if (isList(value)) {
    if (value.length === 0) return '[]'
    return joined(value.map((item) => `- ${nodeText(item, column + 2, options)}`), margin)
  }
  const entries = entriesOf(value)
  if (entries.length === 0) return '{}'
  return joined(entries.map(([key, item]) => entryText(key, item, column, options)), margin)
}

/** What `join` gives. That would copy all text once for each level of a deep value; concatenation copies it once at the end. */
function joined(parts: readonly string[], between: string): string {
  let text = parts[0]!
  for (let at = 1; at < parts.length; at++) text += between + parts[at]!
  return text
}

function entryText(key: string, value: PlainValue, column: number, options: PrintOptions): string {
  const name = writeScalar(key, undefined, { flow: false, key: true, json: false, indent: column + 2 })
  if (utf8Length(key) > LONGEST_SIMPLE_KEY || GO_LINE_BREAK.test(key)) {
    return `? ${name}\n${' '.repeat(column)}: ${nodeText(value, column + 2, options)}`
  }
  if (isScalar(value) || isEmpty(value)) return `${name}: ${nodeText(value, column + 2, options)}`
  const inner = isList(value) && options.sequenceIndent === 'compact' ? column : column + 2
  return `${name}:\n${' '.repeat(inner)}${nodeText(value, inner, options)}`
}

function jsonText(value: PlainValue, lineStart: string): string {
  if (isScalar(value)) return writeScalar(value, undefined, { flow: true, key: false, json: true, indent: 0 })
  const inner = `${lineStart}  `
  if (isList(value)) {
    if (value.length === 0) return '[]'
    return `[${inner}${value.map((item) => jsonText(item, inner)).join(`,${inner}`)}${lineStart}]`
  }
  const entries = entriesOf(value)
  if (entries.length === 0) return '{}'
  const lines = entries.map(([key, item]) => `${jsonQuoted(key)}: ${jsonText(item, inner)}`)
  return `{${inner}${lines.join(`,${inner}`)}${lineStart}}`
}

/** Bytes of `s` in UTF-8, without encoding it. */
function utf8Length(s: string): number {
  if (s.length > LONGEST_SIMPLE_KEY) return s.length
  let bytes = s.length
  for (let at = 0; at < s.length; at++) {
    const c = s.charCodeAt(at)
    if (c >= 0x80) bytes += c >= 0x800 && (c < 0xd800 || c > 0xdfff) ? 2 : 1
  }
  return bytes
}
