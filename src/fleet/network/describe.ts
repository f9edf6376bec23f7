/** How messages name networks and addresses. */

import { formatAddress, formatPrefix } from '#net/format.ts'
import { asPrefix } from '#net/aggregate.ts'
import { parsePrefix } from '#net/parse-prefix.ts'
import { networkOf } from '#net/prefix.ts'
import { contains, firstAddress, lastAddress, type Range } from '#net/range.ts'
import type { Allocation, Network } from './model.ts'
import { whereIs, type Spot } from './spot.ts'

/** `network n2 of my-ran`, `NetworkAttachmentDefinition ran/n2 of my-ran`. */
export function subjectOf(network: Network): string {
  const { source, resource, name, cluster } = network
  const of = cluster === undefined ? '' : ` of ${cluster.name}`
  switch (source) {
    case 'context':
      return `network ${name}${of}`
    case 'pods':
      return `pod addresses${of}`
    case 'services':
      return `service addresses${of}`
    case 'function':
      return `${name} of ${resource.describe()}${of}`
    case 'space':
      return name === resource.name ? resource.describe() : `${name} of ${resource.describe()}`
    default:
      return `${resource.describe()}${of}`
  }
}

/** A range as people write it: an address, a prefix, or `first-last`. */
export function rangeText(range: Range): string {
  if (range.first === range.last) return formatAddress(firstAddress(range))
  const prefix = asPrefix(range)
  return prefix === undefined ? `${formatAddress(firstAddress(range))}-${formatAddress(lastAddress(range))}` : formatPrefix(prefix)
}

/** What an allocation's text names: its prefix, also where only the edges are not handed out, else its range. */
export function allocationText({ prefix, range, role, text }: Allocation): string {
  if (prefix !== undefined && role !== 'host' && role !== 'gateway') return formatPrefix(prefix)
  const written = role === 'pool' && text.includes('/') ? parsePrefix(text) : undefined
  if (written?.ok !== true || !contains(written.value, range)) return rangeText(range)
  const { first, last } = written.value
  return range.first - first <= 1n && last - range.last <= 1n ? formatPrefix(networkOf(written.value)) : rangeText(range)
}

/** `10.1.0.0/24 (network n2 of my-ran)`. */
export function ownText(network: Network, allocation: Allocation): string {
  return `${allocationText(allocation)} (${subjectOf(network)})`
}

/** The same with its place, for the second party of a contradiction: `10.1.0.0/24 (network n2 of my-core, core.yaml:12:9)`. */
export function otherText(network: Network, allocation: Allocation, spot: Spot = allocation.at): string {
  return `${allocationText(allocation)} (${subjectOf(network)}, ${whereIs(spot)})`
}

/** The first three of some texts: a message stays short however many there are. */
export function firstFew(texts: readonly string[]): string {
  return texts.length > 3 ? `${texts.slice(0, 3).join(', ')}, …` : texts.join(', ')
}
