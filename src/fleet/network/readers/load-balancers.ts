/** Load balancer addresses: MetalLB's pools and how they are announced, and the fixed addresses of Services. */

import { NetworkDraft } from '#fleet/network/draft.ts'
import { isLocal, type Gathering } from '#fleet/network/gathering.ts'
import { readAddress, readPrefix, readRange } from '#fleet/network/read-addresses.ts'
import { spotOf, type Placed } from '#fleet/network/spot.ts'
import type { Resource } from '#krm/resource.ts'

const METALLB = 'metallb.io'
/** Annotations that MetalLB reads, its older domain first. */
const ADDRESS_ANNOTATIONS = ['metallb.universe.tf/loadBalancerIPs', 'metallb.io/loadBalancerIPs']
const SHARING_ANNOTATIONS = ['metallb.universe.tf/allow-shared-ip', 'metallb.io/allow-shared-ip']

/** IPAddressPool, and AddressPool of earlier releases: prefixes and ranges `first-last`, blanks allowed. */
export function readMetalLbPool(resource: Resource, into: Gathering): void {
  if (isLocal(resource)) return
  const draft = new NetworkDraft('balancer', resource, resource.name, spotOf(resource), into.clusterOf(resource))
  if (resource.field('spec', 'autoAssign').value !== false) draft.trait('auto-assign')
  const announced = announcing(resource, into)
  if (announced !== undefined) {
    draft.master = announced
    draft.vlan = { value: 0, at: announced.at }
  }
  for (const [part, text] of into.texts(resource.field('spec', 'addresses')).entries()) {
    if (text.value.includes('-')) {
      const range = readRange(text, into.report)
      if (range !== undefined) draft.range('pool', range, text, part)
    } else {
      const prefix = readPrefix(text, into.report)
      if (prefix !== undefined) draft.prefix('pool', prefix, text, part)
    }
  }
  into.networks.push(draft.finish())
}

/** The one interface of the nodes on which an L2Advertisement announces the pool, where it names exactly one. */
function announcing(pool: Resource, into: Gathering): Placed<string> | undefined {
  const cluster = into.clusterOf(pool)
  const interfaces = new Map<string, Placed<string>>()
  for (const advertisement of into.ofKind(METALLB, 'L2Advertisement')) {
    if (advertisement.namespace !== pool.namespace || into.clusterOf(advertisement) !== cluster) continue
    const spec = advertisement.field('spec')
    const pools = into.texts(spec.child('ipAddressPools'))
    const isOfAll = pools.length === 0 && !spec.child('ipAddressPoolSelectors').exists
    if (!isOfAll && !pools.some(({ value }) => value === pool.name)) continue
    for (const one of into.texts(spec.child('interfaces'))) interfaces.set(one.value, one)
  }
  return interfaces.size === 1 ? [...interfaces.values()][0] : undefined
}

/** Service: spec.loadBalancerIP and the annotations, a list with commas. */
export function readService(resource: Resource, into: Gathering): void {
  const annotation = ADDRESS_ANNOTATIONS.find((key) => resource.annotations.has(key))
  if (annotation === undefined && !resource.text.includes('loadBalancerIP')) return
  if (isLocal(resource)) return
  const draft = new NetworkDraft('service', resource, resource.name, spotOf(resource), into.clusterOf(resource))
  const sharing = SHARING_ANNOTATIONS.map((key) => resource.annotations.get(key)).find((key) => key !== undefined)
  if (sharing !== undefined) draft.trait(`shares ${sharing}`)
  const list = annotation === undefined ? undefined : into.text(resource.field('metadata', 'annotations', annotation))
  const texts = (list?.value.split(',') ?? []).map((value) => ({ value: value.trim(), at: list!.at }))
  const single = into.text(resource.field('spec', 'loadBalancerIP'))
  if (single !== undefined && single.value !== '' && !texts.some(({ value }) => value === single.value)) texts.push(single)
  for (const text of texts) {
    const address = readAddress(text, into.report)
    if (address !== undefined) draft.address('host', address, text)
  }
  if (!draft.isEmpty) into.networks.push(draft.finish())
}
