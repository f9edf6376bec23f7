/** Checks each network by itself: gateways, pools and excludes against its prefixes. */

import { formatAddress } from '#net/format.ts'
import { contains, firstAddress, holds, sharedBy } from '#net/range.ts'
import { covers } from '#net/range-set.ts'
import { roleIn } from '#net/role.ts'
import { freeOf } from '#fleet/network/claims.ts'
import { allocationText, firstFew, rangeText } from '#fleet/network/describe.ts'
import type { Allocation, Network, NetworkModel } from '#fleet/network/model.ts'
import type { Report } from '#fleet/network/rule.ts'
import { nameOf, whereIs, type Placed } from '#fleet/network/spot.ts'
import { FAMILY_RULES } from './family-rules.ts'
import { POOL_RULES } from './pool-rules.ts'

/** Reports what is wrong with single networks. */
export function checkPools({ networks }: NetworkModel, report: Report): void {
  for (const network of networks) {
    const of = (role: Allocation['role']): Allocation[] => network.allocations.filter((allocation) => allocation.role === role)
    const prefixes = of('prefix')
    for (const gateway of of('gateway')) checkGateway(gateway, prefixes, network, report)
    const excludes = of('exclude')
    if (excludes.length > 0) checkExcludes(excludes, of('pool'), prefixes, report)
    if (network.ipam === 'host-local') checkPerNode(network, prefixes, report)
  }
}

/** Parts of a network belong together: a gateway of one range is not that of another. */
function ofPart({ part }: Allocation, allocations: readonly Allocation[]): Allocation[] {
  return allocations.filter((one) => part === undefined || one.part === undefined || one.part === part)
}

function checkGateway(gateway: Allocation, prefixes: readonly Allocation[], network: Network, report: Report): void {
  const address = firstAddress(gateway.range)
  const { at } = gateway
  const own = gateway.prefix === undefined ? ofPart(gateway, prefixes) : [gateway]
  const text = formatAddress(address)
  if (own.length === 0) return
  const sameFamily = own.filter(({ range }) => range.family === address.family)
  if (sameFamily.length === 0) {
    const message = `${nameOf(at)}: the gateway ${text} is IPv${address.family}, and there is no IPv${address.family} prefix beside it, only ${firstFew(own.map((one) => allocationText(one)))} (${whereIs(own[0]!.at)}); write both or none`
    report({ rule: FAMILY_RULES.mismatch, message, at, other: own[0]!.at })
    return
  }
  const around = sameFamily.find(({ range, prefix }) => holds(prefix ?? range, address))
  if (around === undefined) {
    const severity = network.ipam === 'whereabouts' ? 'warning' : undefined
    const message = `${nameOf(at)}: the gateway ${text} is outside of ${firstFew(sameFamily.map((one) => allocationText(one)))} (${whereIs(sameFamily[0]!.at)}); write an address of it`
    report({ rule: POOL_RULES.gatewayOutside, message, at, other: sameFamily[0]!.at, severity })
    return
  }
  const { prefix } = around
  const role = prefix && roleIn(prefix, address)
  if (role === 'network' || role === 'broadcast') {
    const message = `${nameOf(at)}: the gateway ${text} is the ${role} address of ${rangeText(prefix!)} (${whereIs(around.at)}), which no router can have`
    report({ rule: POOL_RULES.gatewayIsEdge, message, at, other: around.at })
    return
  }
  if (network.ipam === 'whereabouts' || network.source === 'nodes') checkSpared(gateway, text, network, report)
  checkOwnAddress(gateway, text, network, report)
}

/** whereabouts and metal3 hand out the gateway like any address. */
function checkSpared(gateway: Allocation, text: string, network: Network, report: Report): void {
  const excludes = network.allocations.filter(({ role }) => role === 'exclude')
  const pool = ofPart(gateway, network.allocations.filter(({ role }) => role === 'pool')).find((one) =>
    freeOf(one, excludes).some((free) => holds(free, firstAddress(gateway.range))),
  )
  if (pool === undefined) return
  const [who, what] = network.source === 'nodes' ? ['metal3', 'machine'] : ['whereabouts', 'pod']
  const advice = who === 'metal3' ? 'start the pool behind it' : `exclude "${text}/${gateway.range.family === 4 ? 32 : 128}"`
  const message = `${nameOf(gateway.at)}: the gateway ${text} lies in the pool ${rangeText(pool.range)} (${whereIs(pool.at)}): ${who} will give it to a ${what}; ${advice}`
  report({ rule: POOL_RULES.gatewayInPool, message, at: gateway.at, other: pool.at, witness: text })
}

/** A fixed address beside a gateway must not be the gateway. */
function checkOwnAddress(gateway: Allocation, text: string, { allocations, source }: Network, report: Report): void {
  if (source === 'space') return
  const own = allocations.find(({ role, range, part }) => role === 'host' && part === gateway.part && sharedBy(range, gateway.range) !== undefined)
  if (own === undefined) return
  const message = `${nameOf(gateway.at)}: the gateway ${text} is the fixed address itself (${whereIs(own.at)}); correct one of them`
  report({ rule: POOL_RULES.gatewayInPool, message, at: gateway.at, other: own.at, witness: text })
}

function checkExcludes(excludes: readonly Allocation[], pools: readonly Allocation[], prefixes: readonly Allocation[], report: Report): void {
  for (const exclude of excludes) {
    const own = ofPart(exclude, prefixes)
    if (own.length === 0 || own.some(({ range }) => sharedBy(range, exclude.range) !== undefined)) continue
    const message = `${nameOf(exclude.at)}: ${allocationText(exclude)} is outside of ${firstFew(own.map((one) => allocationText(one)))} (${whereIs(own[0]!.at)}): it excludes nothing`
    report({ rule: POOL_RULES.excludeOutside, message, at: exclude.at, other: own[0]!.at })
  }
  for (const pool of pools) {
    const own = excludes.filter(({ part }) => part === undefined || part === pool.part)
    if (own.length === 0 || !covers(own.map(({ range }) => range), pool.range)) continue
    const covering = own.find(({ range }) => contains(range, pool.range)) ?? own[0]!
    const message = `${nameOf(pool.at)}: the excludes (${whereIs(covering.at)}) leave no address of ${rangeText(pool.range)}; exclude less`
    report({ rule: POOL_RULES.nothingLeft, message, at: pool.at, other: covering.at })
  }
}

/** Plugins whose interfaces see each other across nodes. A bridge without a known uplink does not. */
const SHARED = new Set(['macvlan', 'ipvlan', 'sriov', 'vlan', 'host-device'])

function checkPerNode({ cni, name }: Network, prefixes: readonly Allocation[], report: Report): void {
  const [prefix] = prefixes
  if (prefix === undefined || cni === undefined || !SHARED.has(cni.value)) return
  const at: Placed<string>['at'] = prefix.at
  const message = `${nameOf(at)}: host-local gives the same addresses of ${allocationText(prefix)} on every node, and ${cni.value} (${whereIs(cni.at)}) joins the nodes of ${name} to one segment; use whereabouts`
  report({ rule: POOL_RULES.perNode, message, at, other: cni.at })
}
