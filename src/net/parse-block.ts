import { parseAddress } from './parse-address.ts'
import { parsePrefix } from './parse-prefix.ts'
import { parseRange } from './parse-range.ts'
import { rangeOf, type Range } from './range.ts'
import type { Parsed } from './refusal.ts'

/**
 * Parses whatever names addresses: `first-last` or `first-last/length` if there is a dash, a prefix if there is a slash,
 * one address otherwise. The result is a `Range`, and a `Prefix` or `WrittenRange` where the text is one.
 */
export function parseBlock(text: string): Parsed<Range> {
  if (text.includes('-')) return parseRange(text)
  if (text.includes('/')) return parsePrefix(text)
  const address = parseAddress(text)
  return address.ok ? { ok: true, value: rangeOf(address.value) } : address
}
