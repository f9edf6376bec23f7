/** The text for a new scalar value, in the style of the scalar that it replaces. */

import { literalBlock } from './block-scalar.ts'
import { doubleQuoted, jsonQuoted, singleQuoted } from './quoted.ts'
import { isStringWhenPlain } from './scalar-value.ts'
import type { ScalarValue } from './scalar-value.ts'

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'empty'

/** How the replaced scalar was written. `tag`: an explicit tag that stays in the text before the scalar. */
export interface WrittenScalar {
  readonly style: ScalarStyle
  readonly tag?: string | undefined
}

/**
 * Where the scalar stands. `flow`: inside `[]` or `{}`. `key`: it is a map key. `json`: inside a JSON text.
 * `indent`: the column at which the lines of a literal block would stand, two more than that of the map or dash.
 */
export interface ScalarContext {
  readonly flow: boolean
  readonly key: boolean
  readonly json: boolean
  readonly indent: number
}

/**
 * The text to put in place of an old scalar (`undefined`: there was none), without a line break at its end.
 *
 * The type is that of `value`: a number, bool or null is written plain whatever stood there, a string so that every
 * common parser reads a string. Quotes are kept where the value allows; a literal block stays one; a folded one ends in
 * double quotes, as with kpt. A new string is written as kpt prints it: plain, in double quotes when plain would not be
 * a string (`"yes"`), in single quotes when the syntax forbids plain (`'a: b'`), as a literal block when it has several
 * lines. A tag that stays is not looked at, but `!!str` lets a plain `5` stay plain: drop the tag if it no longer fits.
 */
export function writeScalar(value: ScalarValue, was: WrittenScalar | undefined, context: ScalarContext): string {
  if (typeof value !== 'string') return writeNonString(value, context)
  if (context.json) return jsonQuoted(value)
  const style = was === undefined ? 'plain' : was.style
  if (value === '' || style === 'double' || style === 'folded') return doubleQuoted(value)
  const traits = traitsOf(value)
  if (style === 'literal' || (traits & MULTI_LINE) !== 0) {
    const mayBeBlock = !context.flow && !context.key && (style === 'literal' || (style !== 'single' && (traits & ASTRAL) === 0))
    return (mayBeBlock ? literalBlock(value, context.indent) : undefined) ?? doubleQuoted(value)
  }
  if ((traits & UNPRINTABLE) !== 0) return doubleQuoted(value)
  if (style === 'single') return singleQuoted(value)
  if (!isStringWhenPlain(value) && was?.tag !== '!!str') return doubleQuoted(value)
  if ((traits & ASTRAL) !== 0) return doubleQuoted(value)
  return (traits & (context.flow ? NOT_PLAIN_IN_FLOW : NOT_PLAIN)) === 0 ? value : singleQuoted(value)
}

function writeNonString(value: null | boolean | number | bigint, context: ScalarContext): string {
  const text = typeof value === 'number' ? writeNumber(value, context.json) : String(value)
  return context.json && context.key ? `"${text}"` : text
}

/**
 * A number so that every parser reads a number. Other than Go we write no `1e+06` (a string to PyYAML) but all digits,
 * and `1.0e+21` where JavaScript has no other form. JSON has no infinity: it becomes null there, as in JSON.stringify.
 */
export function writeNumber(value: number, json: boolean): string {
  if (Number.isSafeInteger(value)) return value === 0 && 1 / value < 0 ? '-0.0' : String(value)
  if (!Number.isFinite(value)) {
    if (json) return 'null'
    return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf'
  }
  const text = String(value)
  const e = text.indexOf('e')
  if (json || (e < 0 && !Number.isInteger(value))) return text
  if (e < 0) return `${text}.0`
  return text.includes('.') ? text : `${text.slice(0, e)}.0${text.slice(e)}`
}

const MULTI_LINE = 1
/** A tab or a character that only double quotes can hold for every reader. */
const UNPRINTABLE = 2
/** A character beyond U+FFFF: legal everywhere, but kpt writes it in double quotes. */
const ASTRAL = 4
const NOT_PLAIN = 8
const NOT_PLAIN_IN_FLOW = 16
const NEVER_PLAIN = NOT_PLAIN | NOT_PLAIN_IN_FLOW

const START = 1
const FLOW = 2
const CONTROL = 4
/** What each ASCII character does: no plain scalar starts with it, flow forbids it, only double quotes hold it. */
const ASCII = new Uint8Array(128)
for (const c of '#,[]{}&*!|>\'"%@`') ASCII[c.charCodeAt(0)]! |= START
for (const c of ',?[]{}:') ASCII[c.charCodeAt(0)]! |= FLOW
for (let c = 0; c < 128; c++) if (c < 0x20 || c === 0x7f) ASCII[c]! |= CONTROL

/** What a string, not empty, may be written as: the analysis of go-yaml's emitter, made safe for the other readers. */
function traitsOf(value: string): number {
  const last = value.length - 1
  let traits = 0
  if (value.startsWith('---') || value.startsWith('...')) traits |= NEVER_PLAIN
  for (let at = 0; at <= last; at++) {
    const c = value.charCodeAt(at)
    if (c >= 128) {
      traits |= traitOfNonAscii(c)
      continue
    }
    const kind = ASCII[c]!
    if (c === 0x20) {
      if (at === 0 || at === last) traits |= NEVER_PLAIN
    } else if (c === 0x2d) {
      if (at === 0 && isBlankAt(value, 1)) traits |= NEVER_PLAIN
    } else if (c === 0x23) {
      if (at === 0 || value.charCodeAt(at - 1) === 0x20) traits |= NEVER_PLAIN
    } else if (c === 0x3a || c === 0x3f) {
      traits |= NOT_PLAIN_IN_FLOW
      if ((c === 0x3a || at === 0) && isBlankAt(value, at + 1)) traits |= NOT_PLAIN
    } else if (kind !== 0) {
      if (c === 0x0a) traits |= MULTI_LINE
      else if ((kind & CONTROL) !== 0) traits |= UNPRINTABLE
      if (at === 0 && (kind & START) !== 0) traits |= NEVER_PLAIN
      if ((kind & FLOW) !== 0) traits |= NOT_PLAIN_IN_FLOW
    }
  }
  return traits
}

function traitOfNonAscii(c: number): number {
  if (c < 0xa0) return UNPRINTABLE
  if (c < 0xd800) return c === 0x2028 || c === 0x2029 ? UNPRINTABLE : 0
  if (c <= 0xdfff) return ASTRAL
  return c === 0xfeff || c >= 0xfffe ? UNPRINTABLE : 0
}

function isBlankAt(value: string, at: number): boolean {
  return at >= value.length || value.charCodeAt(at) === 0x20
}
