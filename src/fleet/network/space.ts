/** Address space by a name that people use for it: what new prefixes can be cut from, and what already stands in it. */

import { parsePrefix } from '#net/parse-prefix.ts'
import { networkOf } from '#net/prefix.ts'
import { merge } from '#net/range-set.ts'
import { compareRanges, contains, sharedBy, type Range } from '#net/range.ts'
import { domainsOf, type DeclaredDomain } from './domains.ts'
import type { Allocation, Network, NetworkModel, Role } from './model.ts'

/** A range of addresses and the object that speaks of it. */
export interface Holding {
  readonly network: Network
  readonly allocation: Allocation
  readonly range: Range
}

/** Space and what stands in it. */
export interface Space {
  /** What can be cut up; `allocation` is undefined for a prefix that was given as text. */
  readonly pools: readonly { readonly range: Range; readonly holding: Holding | undefined }[]
  /** What lies in the pools at least in part, in the order of the model. */
  readonly taken: readonly Holding[]
}

/** Roles that a network takes addresses with. An exclude is left to somebody else: it is taken as well. */
const TAKES: ReadonlySet<Role> = new Set(['prefix', 'pool', 'host', 'gateway', 'exclude'])

/**
 * The space that `name` stands for: a network instance with declared prefixes, a network (`n2`, or `my-ran/n2` for that of
 * one cluster), or a prefix, which is space whoever speaks of it. Undefined when nothing is called so.
 */
export function spaceNamed(name: string, { networks }: NetworkModel, declared: readonly DeclaredDomain[]): Space | undefined {
  const prefix = parsePrefix(name)
  if (prefix.ok) {
    const range = networkOf(prefix.value)
    return { pools: [{ range, holding: undefined }], taken: holdingsIn([range], networks, () => true) }
  }
  const instance = networks.filter(({ source, domain }) => source === 'space' && domain.instance?.value === name)
  const own = instance.length > 0 ? instance : networks.filter((network) => namesOf(network).includes(name))
  const pools = own.flatMap((network) => poolsOf(network))
  if (pools.length === 0) return undefined
  const outer = outermost(pools)
  const taken = holdingsIn(outer.map(({ range }) => range), networks, rivalsOf(own, declared), new Set(own))
  return { pools: outer.map((holding) => ({ range: holding.range, holding })), taken }
}

/** Every name that `spaceNamed` knows, sorted. */
export function spaceNames({ networks }: NetworkModel): string[] {
  const withSpace = networks.filter((network) => poolsOf(network).length > 0)
  const names = withSpace.flatMap((network) => (network.source === 'space' ? [network.domain.instance?.value ?? network.name] : namesOf(network)))
  return [...new Set(names)].toSorted()
}

function namesOf({ source, name, cluster }: Network): string[] {
  if (source === 'space') return []
  return cluster === undefined ? [name] : [name, `${cluster.name}/${name}`]
}

/** Declared prefixes, else the subnets of a network, else what it hands out. An IPPrefix is cut from an instance: it is no pool of it. */
function poolsOf(network: Network): Holding[] {
  const { allocations, resource, source } = network
  const roles: readonly Role[] = source === 'space' ? ['parent'] : ['prefix', 'pool']
  if (resource.kind === 'IPPrefix') return []
  for (const role of roles) {
    const found = allocations.filter((allocation) => allocation.role === role)
    if (found.length > 0) return found.map((allocation) => ({ network, allocation, range: allocation.range }))
  }
  return []
}

/** Pools that lie in no other one, each once, sorted. */
function outermost(pools: readonly Holding[]): Holding[] {
  const outer: Holding[] = []
  for (const pool of pools.toSorted((a, b) => compareRanges(a.range, b.range))) {
    const last = outer.at(-1)
    if (last === undefined || !contains(last.range, pool.range)) outer.push(pool)
  }
  return outer
}

/**
 * Whether a network's addresses are not free for the chosen ones: it shares a domain with them, or is routed in one of
 * their clusters. Networks that name another instance or VRF are elsewhere.
 */
function rivalsOf(own: readonly Network[], declared: readonly DeclaredDomain[]): (network: Network) => boolean {
  const keys = new Set(own.flatMap((network) => domainsOf(network, declared).map(({ key }) => key)))
  const clusters = new Set(own.flatMap(({ cluster }) => cluster?.name ?? []))
  const isStated = ({ domain }: Network): boolean => domain.instance !== undefined || domain.vrf !== undefined
  const isOpen = own.some((network) => !isStated(network))
  return (network) => {
    if (domainsOf(network, declared).some(({ key }) => keys.has(key))) return true
    if (isStated(network)) return false
    return isOpen && (network.cluster === undefined || clusters.has(network.cluster.name))
  }
}

/** What lies in some ranges. Declared space takes addresses only as a part of a larger one. */
function holdingsIn(ranges: readonly Range[], networks: readonly Network[], isRival: (network: Network) => boolean, own: ReadonlySet<Network> = new Set()): Holding[] {
  const merged = merge(ranges)
  return networks.flatMap((network) => {
    if (!isRival(network)) return []
    const held = network.allocations.filter((allocation) => {
      if (allocation.role !== 'parent') return isTaken(own, network, allocation) && meetsAny(merged, allocation.range)
      return meetsAny(merged, allocation.range) && ranges.some((one) => contains(one, allocation.range) && !contains(allocation.range, one))
    })
    return held.map((allocation) => ({ network, allocation, range: allocation.range }))
  })
}

/** The subnet of a chosen network is what is cut up; a context's pool says no more than its subnet. */
function isTaken(own: ReadonlySet<Network>, network: Network, { role }: Allocation): boolean {
  if (!TAKES.has(role)) return false
  if (!own.has(network) || role === 'gateway' || role === 'host' || role === 'exclude') return true
  return role === 'pool' && network.source !== 'context' && network.allocations.some((other) => other.role === 'prefix')
}

/** Whether a range shares an address with one of sorted, disjoint ranges. */
function meetsAny(sorted: readonly Range[], range: Range): boolean {
  let [low, high] = [0, sorted.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const one = sorted[middle]!
    if (sharedBy(one, range) !== undefined) return true
    if (compareRanges(one, range) < 0) low = middle + 1
    else high = middle - 1
  }
  return false
}
