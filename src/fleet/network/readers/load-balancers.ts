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
  const interfaces = announcementsOf(resource, 'L2Advertisement', into).flatMap((one) => into.texts(one.field('spec', 'interfaces')))
  if (new Set(interfaces.map(({ value }) => value)).size === 1) {
    draft.master = interfaces[0]
    draft.vlan = { value: 0, at: interfaces[0]!.at }
  }
  if (announcementsOf(resource, 'BGPAdvertisement', into).length > 0) draft.fabric = routerOf(resource, into)
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

/** The advertisements of a kind that are about a pool: those that name it, and those that name none. */
function announcementsOf(pool: Resource, kind: string, into: Gathering): Resource[] {
  return ofSameCluster(pool, kind, into).filter((advertisement) => {
    const spec = advertisement.field('spec')
    const pools = into.texts(spec.child('ipAddressPools'))
    const isOfAll = pools.length === 0 && !spec.child('ipAddressPoolSelectors').exists
    return isOfAll || pools.some(({ value }) => value === pool.name)
  })
}

/** The router that the cluster's speakers talk to; the first by address where there are several. */
function routerOf(pool: Resource, into: Gathering): Placed<string> | undefined {
  const peers = ofSameCluster(pool, 'BGPPeer', into).flatMap((peer) => into.text(peer.field('spec', 'peerAddress')) ?? [])
  return peers.toSorted((a, b) => (a.value < b.value ? -1 : 1))[0]
}

function ofSameCluster(pool: Resource, kind: string, into: Gathering): Resource[] {
  const cluster = into.clusterOf(pool)
  return into.ofKind(METALLB, kind).filter((one) => one.namespace === pool.namespace && into.clusterOf(one) === cluster)
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
