/** Values for tests, written as text. A text that is none is a defect of the test. */

import { parseBlock } from '#net/parse-block.ts'
import { parsePrefix } from '#net/parse-prefix.ts'
import type { Prefix } from '#net/prefix.ts'
import type { Range } from '#net/range.ts'
import type { Parsed } from '#net/refusal.ts'

/** The range that an address, a prefix or `first-last` names. */
export const block = (text: string): Range => must(text, parseBlock(text))

/** Ranges with spaces between them. */
export const blocks = (texts: string): Range[] => texts.split(' ').filter(Boolean).map(block)

/** The prefix that a text names. */
export const prefix = (text: string): Prefix => must(text, parsePrefix(text))

function must<T>(text: string, parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason} at ${parsed.at}`)
  return parsed.value
}
