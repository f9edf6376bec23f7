/**
 * Declared address space: Network (infra.nephio.org), NetworkInstance and IPPrefix (ipam.resource.nephio.org). It belongs
 * to no cluster: a network instance reaches across the fleet. The same object repeated in many packages is one.
 */

import { NetworkDraft } from '#fleet/network/draft.ts'
import { itemsOf, type Gathering } from '#fleet/network/gathering.ts'
import { readPrefix } from '#fleet/network/read-addresses.ts'
import { spotOf, type Placed, type Spot } from '#fleet/network/spot.ts'
import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import { hasHostBits } from '#net/prefix.ts'

const KIND_LABEL = 'nephio.org/prefix-kind'
const GATEWAY_LABEL = 'nephio.org/gateway'

/** Network: each routing table is a network instance of its own name. */
export function readNephioNetwork(resource: Resource, into: Gathering): void {
  for (const table of itemsOf(resource.field('spec', 'routingTables'))) {
    const name = into.text(table.child('name'))
    if (name === undefined) continue
    const draft = draftOf(resource, name.value, name.at)
    draft.instance = name
    readPrefixes(table.child('prefixes'), draft, into)
    into.networks.push(draft.finish())
  }
}

/** NetworkInstance: its prefixes are the space that everything in it is cut from. */
export function readNetworkInstance(resource: Resource, into: Gathering): void {
  const draft = draftOf(resource, resource.name, spotOf(resource))
  draft.instance = { value: resource.name, at: { field: resource.field('metadata', 'name') } }
  readPrefixes(resource.field('spec', 'prefixes'), draft, into)
  into.networks.push(draft.finish())
}

/** IPPrefix: one prefix of an instance. */
export function readIpPrefix(resource: Resource, into: Gathering): void {
  const draft = draftOf(resource, resource.name, spotOf(resource))
  draft.instance = instanceOf(resource.field('spec'), into)
  const kind = resource.field('spec', 'kind').string ?? 'network'
  addPrefix(resource.field('spec', 'prefix'), kind, resource.labels.get(GATEWAY_LABEL) === 'true', draft, into)
  into.networks.push(draft.finish())
}

/** The name of the network instance that a spec refers to; older releases wrote networkInstanceRef. */
export function instanceOf(spec: Field, into: Gathering): Placed<string> | undefined {
  return into.text(spec.child('networkInstance', 'name')) ?? into.text(spec.child('networkInstanceRef', 'name'))
}

function draftOf(resource: Resource, name: string, at: Spot): NetworkDraft {
  return new NetworkDraft('space', resource, name, at, undefined)
}

function readPrefixes(list: Field, draft: NetworkDraft, into: Gathering): void {
  for (const item of itemsOf(list)) {
    const kind = item.child('labels', KIND_LABEL).string ?? 'network'
    addPrefix(item.child('prefix'), kind, item.child('labels', GATEWAY_LABEL).scalarText === 'true', draft, into)
  }
}

/** In a prefix of kind network host bits name an address in it; for all other kinds Nephio's IPAM refuses them. */
function addPrefix(field: Field, kind: string, isGateway: boolean, draft: NetworkDraft, into: Gathering): void {
  const text = into.text(field)
  const prefix = text && readPrefix(text, into.report, kind === 'network' || kind === 'loopback' ? 'meant' : 'refused')
  if (prefix === undefined) return
  draft.trait(kind)
  draft.prefix('parent', prefix, text!)
  if (!hasHostBits(prefix)) return
  draft.address(isGateway ? 'gateway' : 'host', { family: prefix.family, value: prefix.address }, text!, undefined, prefix)
}
