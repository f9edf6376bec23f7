import { readAddress } from './parse-address.ts'
import { readPrefix } from './parse-prefix.ts'
import type { Prefix } from './prefix.ts'
import { contains, type Range, rangeOf } from './range.ts'
import { refuse, type Parsed } from './refusal.ts'

/** A range as it is written; `prefix` is the network that it lies in, where the text gives its length. */
export interface WrittenRange extends Range {
  readonly prefix: Prefix | undefined
}

/**
 * Parses `first-last` (MetalLB, metal3) or `first-last/length` (whereabouts: the prefix of `last`, in which `first` must
 * lie). Both ends belong to the range. No spaces around the dash: who accepts them cuts the text himself.
 */
export function parseRange(text: string): Parsed<WrittenRange> {
  const dash = text.indexOf('-')
  if (dash < 0) return refuse('dash-missing', text.length)
  const first = readAddress(text, 0, dash)
  if ('ok' in first) return first
  const prefix = text.includes('/', dash) ? readPrefix(text, dash + 1) : undefined
  if (prefix && 'ok' in prefix) return prefix
  const last = prefix ? { family: prefix.family, value: prefix.address } : readAddress(text, dash + 1, text.length)
  if ('ok' in last) return last
  if (first.family !== last.family) return refuse('families-differ', dash + 1)
  if (prefix && !contains(prefix, rangeOf(first))) return refuse('outside-prefix', 0)
  if (first.value > last.value) return refuse('reversed', dash + 1)
  return { ok: true, value: { family: first.family, first: first.value, last: last.value, prefix } }
}
