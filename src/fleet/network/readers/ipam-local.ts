/** IPAM by host-local and static (containernetworking/plugins). */

import type { NetworkDraft } from '#fleet/network/draft.ts'
import type { Gathering } from '#fleet/network/gathering.ts'
import type { JsonValue } from '#fleet/network/json-field.ts'
import { readAddress, readPrefix } from '#fleet/network/read-addresses.ts'
import { ATTACHMENT_RULES } from '#fleet/network/rules/attachments.ts'
import { FAMILY_RULES } from '#fleet/network/rules/family-rules.ts'
import { POOL_RULES } from '#fleet/network/rules/pool-rules.ts'
import { nameOf } from '#fleet/network/spot.ts'
import { bitsOf, type Family } from '#net/family.ts'
import { formatPrefix } from '#net/format.ts'
import { networkOf } from '#net/prefix.ts'
import { listAt, textAt } from './json-values.ts'
import { readPoolEnds } from './pool-ends.ts'

/**
 * host-local: `subnet` beside the type, or `ranges`, a list of lists whose inner lists are of one family each. It keeps
 * its state in files of each node, spares the gateway (by default the first address) and refuses host bits.
 */
export function readHostLocal(ipam: JsonValue, draft: NetworkDraft, into: Gathering): void {
  draft.ipam = 'host-local'
  const sets = listAt(ipam, 'ranges', into)
  const single = ipam.get('subnet') === undefined ? [] : [ipam]
  let part = 0
  let found = single.length > 0
  for (const range of single) readHostLocalRange(range, part++, draft, into)
  for (const set of sets) {
    let family: Family | undefined
    for (const range of set.items()) {
      found = true
      const read = readHostLocalRange(range, part++, draft, into)
      if (read !== undefined && family !== undefined && read !== family) {
        const message = `${nameOf(range.at)}: a set of ranges must be of one family; write the IPv${read} range as a list of its own`
        into.report({ rule: FAMILY_RULES.mismatch, message, at: range.at })
      }
      family ??= read
    }
  }
  if (!found) into.report({ rule: ATTACHMENT_RULES.noRange, message: `${nameOf(ipam.at)}: host-local has neither "subnet" nor "ranges"`, at: ipam.at })
}

function readHostLocalRange(range: JsonValue, part: number, draft: NetworkDraft, into: Gathering): Family | undefined {
  const text = textAt(range, 'subnet', into)
  const written = text && readPrefix(text, into.report, 'refused')
  if (written === undefined) return undefined
  const prefix = networkOf(written)
  const { family, first, last, length } = prefix
  if (length >= bitsOf(family) - 1) {
    const message = `${nameOf(text!.at)}: host-local cannot hand out addresses of ${formatPrefix(prefix)}: it is too small; take a prefix of at least four addresses`
    into.report({ rule: POOL_RULES.nothingLeft, message, at: text!.at })
    return family
  }
  const usable = { family, first: first + 1n, last: family === 4 ? last - 1n : last }
  const ends = { start: textAt(range, 'rangeStart', into), end: textAt(range, 'rangeEnd', into) }
  const pool = readPoolEnds(ends, prefix, usable, into.report)
  const written2 = textAt(range, 'gateway', into)
  const gateway = written2 && readAddress(written2, into.report)
  draft.prefix('prefix', prefix, text!, part)
  const spared = gateway ?? { family, value: first + 1n }
  draft.range('pool', spared.value === pool.first && spared.family === family && pool.first < pool.last ? { ...pool, first: pool.first + 1n } : pool, ends.start ?? text!, part)
  if (gateway !== undefined) draft.address('gateway', gateway, written2!, part)
  return family
}

/** static: addresses in CIDR notation, each with a gateway; none when they come from the pod's annotation. */
export function readStatic(ipam: JsonValue, draft: NetworkDraft, into: Gathering): void {
  draft.ipam = 'static'
  for (const [part, item] of listAt(ipam, 'addresses', into).entries()) {
    const text = textAt(item, 'address', into)
    const prefix = text && readPrefix(text, into.report, 'meant')
    if (prefix !== undefined) {
      draft.prefix('prefix', prefix, text!, part)
      draft.address('host', { family: prefix.family, value: prefix.address }, text!, part, prefix)
    }
    const gateway = textAt(item, 'gateway', into)
    const address = gateway && readAddress(gateway, into.report)
    if (address !== undefined) draft.address('gateway', address, gateway!, part)
  }
}
