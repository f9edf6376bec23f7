/** The cluster's own addresses: pods and services (Cluster API), Calico's pools, machines (metal3). */

import { NetworkDraft } from '#fleet/network/draft.ts'
import { isLocal, itemsOf, type Gathering } from '#fleet/network/gathering.ts'
import { readAddress, readPrefix } from '#fleet/network/read-addresses.ts'
import { spotOf, type Placed } from '#fleet/network/spot.ts'
import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Address } from '#net/address.ts'
import { bitsOf } from '#net/family.ts'
import { networkOf, prefixOf, type Prefix } from '#net/prefix.ts'
import { hostsOf } from '#net/role.ts'
import { readPoolEnds } from './pool-ends.ts'

/** Cluster (cluster.x-k8s.io): spec.clusterNetwork. The object is named as its cluster and lies in another one. */
export function readCapiCluster(resource: Resource, into: Gathering): void {
  const cluster = into.clusterNamed({ value: resource.name, at: { field: resource.field('metadata', 'name') } })
  for (const source of ['pods', 'services'] as const) {
    const list = resource.field('spec', 'clusterNetwork', source, 'cidrBlocks')
    const draft = new NetworkDraft(source, resource, source, { field: list }, cluster)
    for (const [part, text] of into.texts(list).entries()) {
      const prefix = readPrefix(text, into.report)
      if (prefix !== undefined) draft.prefix('pool', prefix, text, part)
    }
    if (!draft.isEmpty) into.networks.push(draft.finish())
  }
}

/** IPPool of Calico (crd.projectcalico.org, projectcalico.org). Host bits are refused ("not strictly masked"). */
export function readCalicoPool(resource: Resource, into: Gathering): void {
  if (isLocal(resource)) return
  const text = into.text(resource.field('spec', 'cidr'))
  const prefix = text && readPrefix(text, into.report, 'refused')
  if (prefix === undefined) return
  const draft = new NetworkDraft('calico', resource, resource.name, spotOf(resource), into.clusterOf(resource))
  draft.prefix('pool', prefix, text!)
  into.networks.push(draft.finish())
}

/** IPPool of metal3 (ipam.metal3.io): addresses that machines of a cluster get, the lowest free one first. */
export function readMetal3Pool(resource: Resource, into: Gathering): void {
  const spec = resource.field('spec')
  const named = into.text(spec.child('clusterName'))
  const draft = new NetworkDraft('nodes', resource, resource.name, spotOf(resource), named && into.clusterNamed(named))
  for (const [part, pool] of itemsOf(spec.child('pools')).entries()) readMachines(pool, spec, part, draft, into)
  for (const fixed of spec.child('preAllocations').children()) {
    const text = into.text(fixed)
    const address = text && readAddress(text, into.report)
    if (address !== undefined) draft.address('host', address, text!)
  }
  addGateway(spec, undefined, draft, into)
  into.networks.push(draft.finish())
}

function readMachines(pool: Field, spec: Field, part: number, draft: NetworkDraft, into: Gathering): void {
  const subnet = into.text(pool.child('subnet'))
  const ends = { start: into.text(pool.child('start')), end: into.text(pool.child('end')) }
  const length = into.integer(pool.child('prefix')) ?? into.integer(spec.child('prefix'))
  const named = subnet && readPrefix(subnet, into.report, 'meant')
  const prefix = named ?? (subnet === undefined && length !== undefined ? prefixAround(ends.start, length.value) : undefined)
  if (prefix === undefined) return
  const text = subnet ?? ends.start!
  draft.prefix('prefix', prefix, text, part)
  draft.range('pool', readPoolEnds(ends, networkOf(prefix), hostsOf(networkOf(prefix)), into.report), ends.start ?? text, part)
  addGateway(pool, part, draft, into)
}

/** Without a subnet the prefix follows from the first address and the length. */
function prefixAround(start: Placed<string> | undefined, length: number): Prefix | undefined {
  let address: Address | undefined
  if (start !== undefined) address = readAddress(start, () => {})
  return address !== undefined && length >= 0 && length <= bitsOf(address.family) ? prefixOf(address, length) : undefined
}

function addGateway(field: Field, part: number | undefined, draft: NetworkDraft, into: Gathering): void {
  const text = into.text(field.child('gateway'))
  const address = text && readAddress(text, into.report)
  if (address !== undefined) draft.address('gateway', address, text!, part)
}
