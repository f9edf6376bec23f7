/**
 * IPAM by whereabouts (k8snetworkplumbingwg/whereabouts): `range` or `ipRanges`, each `CIDR` or `first-last/length`, with
 * range_start, range_end and exclude. It hands out the lowest free address, neither the network's nor the broadcast one,
 * and does not spare the gateway. Host bits in `range` and `exclude` are meant: its own samples write them.
 */

import type { NetworkDraft } from '#fleet/network/draft.ts'
import type { Gathering } from '#fleet/network/gathering.ts'
import type { JsonValue } from '#fleet/network/json-field.ts'
import { readAddress, readHost, readPrefix, readRange } from '#fleet/network/read-addresses.ts'
import { ADDRESS_RULES } from '#fleet/network/rules/addresses.ts'
import { ATTACHMENT_RULES } from '#fleet/network/rules/attachments.ts'
import { checkWhereaboutsSize } from '#fleet/network/rules/whereabouts-size.ts'
import { nameOf, type Placed } from '#fleet/network/spot.ts'
import { bitsOf } from '#net/family.ts'
import { networkOf, type Prefix } from '#net/prefix.ts'
import { rangeOf, type Range } from '#net/range.ts'
import { listAt, textAt, textsAt } from './json-values.ts'
import { readPoolEnds } from './pool-ends.ts'

/** Reads `ipam` into a network's pools. */
export function readWhereabouts(ipam: JsonValue, draft: NetworkDraft, into: Gathering): void {
  draft.ipam = 'whereabouts'
  const more = [...listAt(ipam, 'ipRanges', into), ...listAt(ipam, 'ranges', into)]
  const parts = isWritten(ipam) ? [ipam, ...more] : more
  const slice = textAt(ipam, 'node_slice_size', into)
  for (const [part, each] of parts.entries()) readPart(each, part, slice, draft, into)
  if (parts.length === 0) {
    const at = ipam.get('range')?.at ?? ipam.at
    into.report({ rule: ATTACHMENT_RULES.noRange, message: `${nameOf(at)}: whereabouts has neither a "range" nor "ipRanges"`, at })
  }
  const gateway = textAt(ipam, 'gateway', into)
  const address = gateway && readAddress(gateway, into.report)
  if (address !== undefined) draft.address('gateway', address, gateway!)
  for (const item of listAt(ipam, 'addresses', into)) {
    const text = textAt(item, 'address', into)
    const prefix = text && readPrefix(text, into.report, 'meant')
    if (prefix !== undefined) draft.address('host', { family: prefix.family, value: prefix.address }, text!, undefined, prefix)
  }
  draft.state = stateOf(ipam, into)
}

/** What shares its state: all ranges under one network_name, unless overlapping ranges are switched off. */
function stateOf(ipam: JsonValue, into: Gathering): string {
  const name = textAt(ipam, 'network_name', into)?.value ?? ''
  const overlapping = ipam.get('enable_overlapping_ranges')?.node
  const isOff = overlapping?.kind === 'boolean' && !overlapping.value
  return isOff ? `whereabouts ${name} ${ipam.get('range')?.string?.value ?? ''}` : `whereabouts ${name}`
}

/** Whether there is a range, be it of the wrong type; an empty text is none. */
function isWritten(json: JsonValue): boolean {
  const range = json.get('range')
  return range !== undefined && range.string?.value !== ''
}

function readPart(json: JsonValue, part: number, slice: Placed<string> | undefined, draft: NetworkDraft, into: Gathering): void {
  if (!isWritten(json)) {
    into.report({ rule: ATTACHMENT_RULES.noRange, message: `${nameOf(json.at)}: whereabouts needs a "range"`, at: json.at })
    return
  }
  const text = textAt(json, 'range', into)
  const read = text && readWritten(text, into)
  if (text === undefined || read === undefined) return
  const { prefix, usable } = read
  const ends = { start: textAt(json, 'range_start', into), end: textAt(json, 'range_end', into) }
  const pool = text.value.includes('-') ? usable : readPoolEnds(ends, prefix, usable, into.report)
  draft.prefix('prefix', prefix, text, part)
  draft.range('pool', pool, ends.start ?? text, part)
  checkWhereaboutsSize({ prefix, pool, text, slice }, into.report)
  for (const exclude of textsAt(json, 'exclude', into)) {
    const host = readHost(exclude, into.report)
    if (host !== undefined) draft.range('exclude', host.prefix ?? rangeOf(host.address), exclude, part)
  }
}

/** The prefix that gives the netmask, and the addresses that may be handed out. */
function readWritten(text: Placed<string>, into: Gathering): { prefix: Prefix; usable: Range } | undefined {
  if (text.value.includes('-')) {
    const range = readRange(text, into.report)
    if (range === undefined) return undefined
    if (range.prefix !== undefined) return { prefix: networkOf(range.prefix), usable: range }
    const message = `${nameOf(text.at)}: "${text.value}" has no prefix length; write first-last/length, such as "10.1.0.20-10.1.0.90/24"`
    into.report({ rule: ADDRESS_RULES.unreadable, message, at: text.at })
    return undefined
  }
  const prefix = readPrefix(text, into.report, 'meant')
  if (prefix === undefined) return undefined
  const { family, first, last, length } = prefix
  const isSmall = length >= bitsOf(family) - 1
  return { prefix: networkOf(prefix), usable: isSmall ? { family, first, last } : { family, first: first + 1n, last: last - 1n } }
}
