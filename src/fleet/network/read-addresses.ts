/** From texts to addresses, prefixes and ranges. What is wrong with a text is reported once, at its place. */

import type { Address } from '#net/address.ts'
import { formatAddress, formatPrefix } from '#net/format.ts'
import { maskLength } from '#net/netmask.ts'
import { parseAddress } from '#net/parse-address.ts'
import { parsePrefix } from '#net/parse-prefix.ts'
import { parseRange, type WrittenRange } from '#net/parse-range.ts'
import { hasHostBits, networkOf, type Prefix } from '#net/prefix.ts'
import { REASONS, type Refusal } from '#net/refusal.ts'
import { isPlaceholder } from '#fleet/placeholder.ts'
import type { Report } from './rule.ts'
import { ADDRESS_RULES } from './rules/addresses.ts'
import { nameOf, type Placed } from './spot.ts'

/** What host bits mean where a prefix stands: `meant` is no finding, `refused` an error of the program that reads it. */
export type HostBits = 'meant' | 'doubtful' | 'refused'

/** The prefix that a text names, host bits kept. */
export function readPrefix(text: Placed<string>, report: Report, hostBits: HostBits = 'doubtful'): Prefix | undefined {
  const parsed = parsePrefix(text.value)
  if (!parsed.ok) {
    refuse(text, parsed, 'prefix', report)
    return undefined
  }
  const prefix = parsed.value
  if (hasHostBits(prefix) && hostBits !== 'meant') {
    const canonical = formatPrefix(networkOf(prefix))
    report({
      rule: ADDRESS_RULES.hostBits,
      message: `${nameOf(text.at)}: ${quoted(text.value)} has host bits: the network is ${canonical}`,
      at: text.at,
      severity: hostBits === 'refused' ? 'error' : undefined,
      currentValue: text.value,
      proposedValue: canonical,
    })
  } else checkSpelling(text, formatPrefix(prefix), report)
  return prefix
}

/** The single address that a text names. */
export function readAddress(text: Placed<string>, report: Report): Address | undefined {
  const parsed = parseAddress(text.value)
  if (!parsed.ok) {
    refuse(text, parsed, 'address', report)
    return undefined
  }
  checkSpelling(text, formatAddress(parsed.value), report)
  return parsed.value
}

/** The range that `first-last` or `first-last/length` names; blanks around the dash are cut, as MetalLB and whereabouts do. */
export function readRange(text: Placed<string>, report: Report): WrittenRange | undefined {
  const parsed = parseRange(text.value.replace(/\s*-\s*/, '-'))
  if (parsed.ok) return parsed.value
  if (parsed.reason === 'reversed') {
    const [first, last] = text.value.split(/\s*-\s*/)
    report({ rule: ADDRESS_RULES.reversed, message: `${nameOf(text.at)}: ${quoted(text.value)} is reversed: ${first} is higher than ${last}; swap them`, at: text.at })
  } else refuse(text, parsed, 'range', report)
  return undefined
}

/** An address, or a prefix whose address is meant (`10.1.0.5/24`). */
export function readHost(text: Placed<string>, report: Report): { readonly address: Address; readonly prefix: Prefix | undefined } | undefined {
  if (!text.value.includes('/')) {
    const address = readAddress(text, report)
    return address && { address, prefix: undefined }
  }
  const prefix = readPrefix(text, report, 'meant')
  return prefix && { address: { family: prefix.family, value: prefix.address }, prefix }
}

function checkSpelling(text: Placed<string>, canonical: string, report: Report): void {
  if (canonical === text.value) return
  report({
    rule: ADDRESS_RULES.notCanonical,
    message: `${nameOf(text.at)}: ${quoted(text.value)} is written ${canonical}`,
    at: text.at,
    currentValue: text.value,
    proposedValue: canonical,
  })
}

function refuse(text: Placed<string>, refusal: Refusal, what: 'address' | 'prefix' | 'range', report: Report): void {
  const { value, at } = text
  if (isPlaceholder(value) || /\$\{[^}]*\}/.test(value)) {
    report({ rule: ADDRESS_RULES.unreadable, message: `${nameOf(at)} still holds ${quoted(value)}: write the ${what}`, at, severity: 'warning' })
    return
  }
  const parts = value.split(',').map((part) => part.trim())
  if (parts.length > 1 && parts.every((part) => parsePrefix(part).ok || parseAddress(part).ok)) {
    const message = `${nameOf(at)}: ${quoted(value)} is no ${what} but ${parts.length} of them in one text; write a list of texts, or one of them`
    report({ rule: ADDRESS_RULES.unreadable, message, at, currentValue: value })
    return
  }
  const better = correctionOf(value, refusal)
  const advice = better === undefined ? '' : `; write ${better}`
  report({
    rule: ADDRESS_RULES.unreadable,
    message: `${nameOf(at)}: ${quoted(value)} is no ${what}: ${REASONS[refusal.reason]}${pointAt(value, refusal)}${advice}`,
    at,
    currentValue: value,
    ...(better !== undefined && { proposedValue: better }),
  })
}

/** The part that is wrong, where showing it helps. */
function pointAt(value: string, { at, reason }: Refusal): string {
  if (at === 0 || at >= value.length || reason === 'netmask') return ''
  return ` (at ${quoted(value.slice(at, at + 20))})`
}

/** What was surely meant. */
function correctionOf(value: string, { reason }: Refusal): string | undefined {
  const trimmed = value.trim()
  if (reason === 'space' && trimmed !== value && (parsePrefix(trimmed).ok || parseAddress(trimmed).ok)) return trimmed
  if (reason !== 'netmask') return undefined
  const [address, mask] = value.split('/')
  const parsed = parseAddress(mask ?? '')
  const length = parsed.ok ? maskLength(parsed.value) : undefined
  return length === undefined ? undefined : `${address}/${length}`
}

/** A user's text in a message, cut where it is long. */
export function quoted(text: string): string {
  return `"${text.length > 80 ? `${text.slice(0, 80)}…` : text}"`
}
