/** What packages take of the declared space: IPClaim, VLANClaim, Interface and DataNetwork of Nephio. */

import { NetworkDraft } from '#fleet/network/draft.ts'
import { itemsOf, type Gathering } from '#fleet/network/gathering.ts'
import type { InterfaceDemand, NetworkCluster } from '#fleet/network/model.ts'
import { readAddress, readPrefix } from '#fleet/network/read-addresses.ts'
import { FAMILY_RULES } from '#fleet/network/rules/family-rules.ts'
import { nameOf, spotOf, whereIs, type Placed } from '#fleet/network/spot.ts'
import type { Resource } from '#krm/resource.ts'
import { bitsOf } from '#net/family.ts'
import { hasHostBits, type Prefix } from '#net/prefix.ts'
import { instanceOf } from './nephio-space.ts'

const CLUSTER_LABEL = 'nephio.org/cluster-name'
const FAMILY_LABEL = 'nephio.org/address-family'

/** IPClaim: what it was given (status), else what it asks for by value (spec). */
export function readIpClaim(resource: Resource, into: Gathering): void {
  const draft = new NetworkDraft('claim', resource, resource.name, spotOf(resource), clusterOfClaim(resource, into))
  draft.instance = instanceOf(resource.field('spec'), into)
  const kind = resource.field('spec', 'kind').string ?? 'network'
  draft.trait(kind)
  const text = into.text(resource.field('status', 'prefix')) ?? into.text(resource.field('spec', 'prefix'))
  const prefix = text && readPrefix(text, into.report, 'meant')
  if (prefix !== undefined) {
    checkFamily(resource, prefix, text!, into)
    if (kind === 'pool' || kind === 'aggregate') draft.prefix(kind === 'pool' ? 'pool' : 'parent', prefix, text!)
    else if (hasHostBits(prefix) || prefix.length === bitsOf(prefix.family)) {
      draft.address('host', { family: prefix.family, value: prefix.address }, text!, undefined, prefix)
    } else draft.prefix('prefix', prefix, text!)
  }
  const written = into.text(resource.field('status', 'gateway'))
  const gateway = written && readAddress(written, into.report)
  if (gateway !== undefined) draft.address('gateway', gateway, written!)
  into.networks.push(draft.finish())
}

function clusterOfClaim(resource: Resource, into: Gathering): NetworkCluster | undefined {
  const named = into.text(resource.field('spec', 'selector', 'matchLabels', CLUSTER_LABEL))
  return into.clusterOf(resource) ?? (named && into.clusterNamed(named))
}

function checkFamily(resource: Resource, prefix: Prefix, text: Placed<string>, into: Gathering): void {
  const asked = into.text(resource.field('spec', 'addressFamily')) ?? into.text(resource.field('spec', 'selector', 'matchLabels', FAMILY_LABEL))
  const wanted = asked?.value.endsWith('4') === true ? 4 : asked?.value.endsWith('6') === true ? 6 : undefined
  if (wanted === undefined || wanted === prefix.family) return
  const message = `${nameOf(text.at)}: "${text.value}" is IPv${prefix.family}, and ${nameOf(asked!.at)} (${whereIs(asked!.at)}) asks for ${asked!.value}; correct one of them`
  into.report({ rule: FAMILY_RULES.mismatch, message, at: text.at, other: asked!.at })
}

/** VLANClaim: the VLAN that it was given, or asks for by number. */
export function readVlanClaim(resource: Resource, into: Gathering): void {
  const vlan = into.integer(resource.field('spec', 'vlanID')) ?? into.integer(resource.field('status', 'vlanID'))
  if (vlan === undefined) return
  into.vlanClaims.push({ resource, index: resource.field('spec', 'vlanIndex', 'name').string ?? '', vlan })
}

/** Interface: which instance, plugin and families a network function demands, and what it was given. */
export function readInterface(resource: Resource, into: Gathering): void {
  const spec = resource.field('spec')
  const given: InterfaceDemand['given'] = itemsOf(resource.field('status', 'ipClaimStatus')).flatMap((item) => {
    const text = into.text(item.child('prefix'))
    const prefix = text && readPrefix(text, into.report, 'meant')
    if (prefix === undefined) return []
    const written = into.text(item.child('gateway'))
    const gateway = written && readAddress(written, into.report)
    return [{ prefix: { value: prefix, at: text!.at }, gateway: gateway && { value: gateway, at: written!.at } }]
  })
  const vlan = into.integer(resource.field('status', 'vlanClaimStatus', 'vlanID'))
  if (vlan !== undefined) into.vlanClaims.push({ resource, index: '', vlan })
  into.demands.push({
    resource,
    cluster: into.clusterOf(resource),
    instance: instanceOf(spec, into),
    cni: into.text(spec.child('cniType')),
    families: into.text(spec.child('ipFamilyPolicy')),
    given,
  })
}

/** DataNetwork: the pools that it was given. They are those of its IPClaims, named once more. */
export function readDataNetwork(resource: Resource, into: Gathering): void {
  const draft = new NetworkDraft('claim', resource, resource.name, spotOf(resource), into.clusterOf(resource))
  draft.instance = instanceOf(resource.field('spec'), into)
  for (const pool of itemsOf(resource.field('status', 'pools'))) {
    const text = into.text(pool.child('ipClaim', 'prefix'))
    const prefix = text && readPrefix(text, into.report, 'meant')
    if (prefix !== undefined) draft.prefix('prefix', prefix, text!)
  }
  into.networks.push(draft.finish())
}
