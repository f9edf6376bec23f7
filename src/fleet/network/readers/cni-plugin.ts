/** What each CNI plugin says about the segment that it attaches to. Plugins that are not listed here are left alone. */

import { NetworkDraft } from '#fleet/network/draft.ts'
import type { Gathering } from '#fleet/network/gathering.ts'
import type { JsonValue } from '#fleet/network/json-field.ts'
import { spotOf, type Placed } from '#fleet/network/spot.ts'
import type { Resource } from '#krm/resource.ts'
import { readHostLocal, readStatic } from './ipam-local.ts'
import { readWhereabouts } from './ipam-whereabouts.ts'
import { integerAt, listAt, textAt } from './json-values.ts'

/** The annotation by which SR-IOV definitions name the device pool that they take a function from. */
const RESOURCE_NAME = 'k8s.v1.cni.cncf.io/resourceName'

type SegmentReader = (plugin: JsonValue, draft: NetworkDraft, into: Gathering, root: JsonValue) => void

const SEGMENTS: ReadonlyMap<string, SegmentReader> = new Map<string, SegmentReader>([
  ['macvlan', readMaster],
  ['ipvlan', readMaster],
  ['vlan', readVlan],
  ['sriov', readSriov],
  ['bridge', readBridge],
  ['host-device', readHostDevice],
])

/** Whether a plugin makes the interface, and we know how. */
export function isMainPlugin(plugin: JsonValue): boolean {
  return SEGMENTS.has(typeOf(plugin))
}

/** Reads a chain: the plugin that makes the interface, with what `tuning` and `vrf` behind it change. */
export function readPlugins(resource: Resource, root: JsonValue, plugins: readonly JsonValue[], into: Gathering): void {
  const main = plugins.find((plugin) => isMainPlugin(plugin))!
  const draft = new NetworkDraft('attachment', resource, resource.name, spotOf(resource), into.clusterOf(resource))
  draft.cni = textAt(main, 'type', into)
  draft.mtu = integerAt(main, 'mtu', into)
  SEGMENTS.get(typeOf(main))!(main, draft, into, root)
  for (const plugin of plugins) {
    if (typeOf(plugin) === 'vrf') draft.vrf = textAt(plugin, 'vrfname', into)
    if (typeOf(plugin) === 'tuning') draft.mtu = integerAt(plugin, 'mtu', into) ?? draft.mtu
  }
  const ipam = main.get('ipam')
  switch (ipam === undefined ? '' : typeOf(ipam)) {
    case 'whereabouts':
      readWhereabouts(ipam!, draft, into)
      break
    case 'host-local':
      readHostLocal(ipam!, draft, into)
      break
    case 'static':
      readStatic(ipam!, draft, into)
      break
    case 'dhcp':
      draft.ipam = 'dhcp'
  }
  into.networks.push(draft.finish())
}

function typeOf(plugin: JsonValue): string {
  return plugin.get('type')?.string?.value ?? ''
}

/** A master `eth1.100` is VLAN 100 on eth1: that is how such interfaces are called, and how Nephio's nad-fn names them. */
function readMaster(plugin: JsonValue, draft: NetworkDraft, into: Gathering): void {
  const inContainer = plugin.get('linkInContainer')?.node
  if (inContainer?.kind === 'boolean' && inContainer.value) return
  const master = textAt(plugin, 'master', into)
  if (master === undefined) return
  const [, base, tag] = /^(.+)\.(\d{1,5})$/.exec(master.value) ?? []
  draft.master = { value: base ?? master.value, at: master.at }
  draft.vlan = { value: tag === undefined ? 0 : Number(tag), at: master.at }
}

function readVlan(plugin: JsonValue, draft: NetworkDraft, into: Gathering): void {
  const inContainer = plugin.get('linkInContainer')?.node
  if (inContainer?.kind !== 'boolean' || !inContainer.value) draft.master = textAt(plugin, 'master', into)
  draft.vlan = integerAt(plugin, 'vlanId', into) ?? untagged(plugin)
}

/** Older nad-fn releases wrote the VLAN beside `plugins`. */
function readSriov(plugin: JsonValue, draft: NetworkDraft, into: Gathering, root: JsonValue): void {
  const pool = draft.resource.field('metadata', 'annotations', RESOURCE_NAME)
  const name = pool.string
  draft.master = name === undefined ? textAt(plugin, 'master', into) : { value: name, at: { field: pool } }
  draft.vlan = integerAt(plugin, 'vlan', into) ?? integerAt(root, 'vlan', into) ?? untagged(plugin)
}

/** A bridge of that name is made on each node; whether it has an uplink, and to where, is not said. */
function readBridge(plugin: JsonValue, draft: NetworkDraft, into: Gathering): void {
  draft.bridge = textAt(plugin, 'bridge', into) ?? { value: 'cni0', at: plugin.at }
  draft.vlan = integerAt(plugin, 'vlan', into) ?? untagged(plugin)
  draft.vlans = listAt(plugin, 'vlanTrunk', into).flatMap((trunk) =>
    [integerAt(trunk, 'id', into), integerAt(trunk, 'minID', into), integerAt(trunk, 'maxID', into)].filter((id) => id !== undefined),
  )
}

function readHostDevice(plugin: JsonValue, draft: NetworkDraft, into: Gathering): void {
  draft.master = textAt(plugin, 'device', into)
  draft.vlan = untagged(plugin)
}

function untagged(plugin: JsonValue): Placed<number> {
  return { value: 0, at: plugin.at }
}
