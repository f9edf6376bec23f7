/** Checks what kind of address space networks use. */

import { rangeText, subjectOf } from '#fleet/network/describe.ts'
import { foldCopies, type Repeated } from '#fleet/network/copies.ts'
import type { Network, NetworkModel, NetworkSource } from '#fleet/network/model.ts'
import type { Report } from '#fleet/network/rule.ts'
import { nameOf } from '#fleet/network/spot.ts'
import type { SpecialUse } from '#net/special-registry.ts'
import { SPECIAL_BLOCKS, specialUse } from '#net/special.ts'
import { contains, type Range } from '#net/range.ts'
import { SPACE_RULES } from './space-rules.ts'

const PRIVATE = new Set<SpecialUse>(['private', 'unique-local', 'shared'])
/** What a host cannot have at all. RFC 4291, section 2.4: unassigned IPv6 space is to be treated as unicast. */
const UNUSABLE = new Set<SpecialUse>(['this-network', 'loopback', 'multicast', 'broadcast', 'discard'])
/** Addresses that are meant to be seen from outside. */
const FACING_OUT: ReadonlySet<NetworkSource> = new Set(['balancer', 'service'])
/** What is often mistaken for private space, by its first byte. */
const HINTS: ReadonlyMap<bigint, string> = new Map([
  [172n, '; of 172.0.0.0/8 only 172.16.0.0/12 is private'],
  [192n, '; of 192.0.0.0/8 only 192.168.0.0/16 is private'],
])
const CHECKED = new Set(['parent', 'prefix', 'pool', 'host'])

/** Reports space that belongs to others or to nobody: once for a text, whatever roles it has, and once for a repeated object. */
export function checkSpaces({ networks }: NetworkModel, report: Report): void {
  const suspects: Network[] = []
  for (const network of networks) {
    const allocations = isPart(network) ? [] : network.allocations.filter(({ role, range }) => CHECKED.has(role) && !isOrdinary(range))
    if (allocations.length > 0) suspects.push({ ...network, allocations })
  }
  const seen = new Set<string>()
  for (const repeated of foldCopies(suspects)) {
    const { allocation, network } = repeated
    const { range, text, part } = allocation
    const verdict = verdictOn(range)
    if (verdict === undefined || (verdict.rule === SPACE_RULES.public && FACING_OUT.has(network.source))) continue
    const once = `${network.resource.kind}/${network.resource.namespace}/${network.resource.name}/${network.name}/${network.cluster?.name ?? ''}/${part ?? ''}/${text}`
    if (seen.has(once)) continue
    seen.add(once)
    reportSpace(repeated, verdict, report)
  }
}

/** The blocks that nearly all networks are in. */
const ORDINARY = SPECIAL_BLOCKS.filter(({ use }) => PRIVATE.has(use)).map(({ prefix }) => prefix)

function isOrdinary(range: Range): boolean {
  return ORDINARY.some((prefix) => contains(prefix, range))
}

/** What is cut from an instance's space is judged there. */
function isPart({ source, domain }: Network): boolean {
  return (source === 'claim' || source === 'function') && domain.instance !== undefined
}

interface Verdict {
  readonly rule: (typeof SPACE_RULES)[keyof typeof SPACE_RULES]
  readonly text: string
}

function verdictOn(range: Range): Verdict | undefined {
  const { within, touches } = specialUse(range)
  if (within === undefined) {
    const unusable = touches.find(({ use }) => UNUSABLE.has(use) || use === 'reserved')
    if (unusable !== undefined && (range.family === 4 || unusable.use !== 'reserved')) {
      return { rule: SPACE_RULES.reserved, text: `holds ${rangeText(unusable.prefix)} (${unusable.name}), which no host can use` }
    }
    // IPv6 space that can be routed worldwide is what IPv6 networks are made of.
    if (range.family === 6) return undefined
    return { rule: SPACE_RULES.public, text: `is public address space${HINTS.get(range.first >> 24n) ?? ''}` }
  }
  const { use, name, prefix, source } = within
  if (PRIVATE.has(use)) return undefined
  const what = `${rangeText(prefix)}: ${name}, ${source}`
  if (UNUSABLE.has(use) || (use === 'reserved' && range.family === 4)) return { rule: SPACE_RULES.reserved, text: `cannot be given to hosts (${what})` }
  if (use === 'reserved') return { rule: SPACE_RULES.public, text: `is space that nobody was given (${what}); private IPv6 space is fc00::/7` }
  return { rule: SPACE_RULES.special, text: `has a special purpose (${what})` }
}

function reportSpace({ network, allocation, copies }: Repeated, { rule, text }: Verdict, report: Report): void {
  const more = copies.length === 0 ? '' : `; the same in ${copies.length} more place${copies.length === 1 ? '' : 's'}`
  report({ rule, message: `${nameOf(allocation.at)}: ${rangeText(allocation.range)} of ${subjectOf(network)} ${text}${more}`, at: allocation.at })
}
