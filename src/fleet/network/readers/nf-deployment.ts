/** NFDeployment (workload.nephio.org) and its older siblings: the interfaces and data networks of a network function. */

import { NetworkDraft } from '#fleet/network/draft.ts'
import { itemsOf, type Gathering } from '#fleet/network/gathering.ts'
import { readAddress, readPrefix } from '#fleet/network/read-addresses.ts'
import { FAMILY_RULES } from '#fleet/network/rules/family-rules.ts'
import { nameOf, type Placed } from '#fleet/network/spot.ts'
import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Family } from '#net/family.ts'

/** Reads the function's own addresses. Those of `peers` and BGP neighbours are references to others. */
export function readNfDeployment(resource: Resource, into: Gathering): void {
  const cluster = into.clusterOf(resource)
  const instances = new Map<string, Placed<string>>()
  for (const item of itemsOf(resource.field('spec', 'networkInstances'))) {
    const instance = into.text(item.child('name'))
    if (instance === undefined) continue
    for (const name of into.texts(item.child('interfaces'))) instances.set(name.value, instance)
    for (const data of itemsOf(item.child('dataNetworks'))) {
      const draft = new NetworkDraft('function', resource, into.text(data.child('name'))?.value ?? instance.value, { field: data }, cluster)
      draft.instance = instance
      for (const pool of itemsOf(data.child('pool'))) {
        const text = into.text(pool.child('prefix'))
        const prefix = text && readPrefix(text, into.report, 'meant')
        if (prefix !== undefined) draft.prefix('pool', prefix, text!)
      }
      into.networks.push(draft.finish())
    }
  }
  for (const item of itemsOf(resource.field('spec', 'interfaces'))) {
    const name = into.text(item.child('name'))
    const draft = new NetworkDraft('function', resource, name?.value ?? resource.name, { field: item }, cluster)
    draft.instance = name && instances.get(name.value)
    draft.vlan = into.integer(item.child('vlanID'))
    readFamily(item.child('ipv4'), 4, draft, into)
    readFamily(item.child('ipv6'), 6, draft, into)
    into.networks.push(draft.finish())
  }
}

function readFamily(field: Field, family: Family, draft: NetworkDraft, into: Gathering): void {
  const text = into.text(field.child('address'))
  const prefix = text && readPrefix(text, into.report, 'meant')
  if (prefix !== undefined) {
    if (prefix.family !== family) reportFamily(text!, prefix.family, family, into)
    draft.address('host', { family: prefix.family, value: prefix.address }, text!, family, prefix)
    draft.prefix('prefix', prefix, text!, family)
  }
  const written = into.text(field.child('gateway'))
  const gateway = written && readAddress(written, into.report)
  if (gateway === undefined) return
  if (gateway.family !== family) reportFamily(written!, gateway.family, family, into)
  else draft.address('gateway', gateway, written!, family)
}

function reportFamily(text: Placed<string>, is: Family, wanted: Family, into: Gathering): void {
  const message = `${nameOf(text.at)}: "${text.value}" is IPv${is} in a field for IPv${wanted}; move it to ipv${is}`
  into.report({ rule: FAMILY_RULES.mismatch, message, at: text.at })
}
