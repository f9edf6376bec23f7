/** Several objects that speak of one cluster, as one context: a ClusterContext beside the WorkloadCluster that followed it. */

import type { Results } from '#krm/result.ts'
import { agreed, agreedList } from './agree.ts'
import { CONTEXT_TEXTS, NETWORK_TEXTS, type ClusterContext, type NetworkContext } from './cluster-context.ts'
import type { Sourced } from './sourced.ts'

/**
 * The facts of all of them, those of a ClusterContext before those of other kinds; where two state different things, that
 * is an error with both places.
 */
export function mergeContexts(given: readonly [ClusterContext, ...ClusterContext[]], results: Results): ClusterContext {
  if (given.length === 1) return given[0]
  const contexts = given.toSorted((a, b) => strengthOf(a) - strengthOf(b))
  const first = contexts[0]!
  const named = contexts.some(({ clusterName }) => isStated(clusterName))
  const texts = mergeTexts(CONTEXT_TEXTS, contexts, '', results, (key, value) => named && key === 'clusterName' && !isStated(value))
  return {
    ...first,
    ...texts,
    resources: [first.resources[0], ...contexts.flatMap(({ resources }) => resources).filter((resource) => resource !== first.resources[0])],
    cnis: agreedList('cnis', contexts.map(({ cnis }) => cnis), results),
    labels: mergeMaps(contexts.map(({ labels }) => labels)),
    annotations: mergeMaps(contexts.map(({ annotations }) => annotations)),
    networks: mergeNetworks(contexts.flatMap(({ networks }) => networks), results),
    kubeconfigRef: contexts.find(({ kubeconfigRef }) => kubeconfigRef !== undefined)?.kubeconfigRef,
    unknown: contexts.flatMap(({ unknown }) => unknown),
  }
}

/** A ClusterContext states more than the WorkloadCluster beside it. */
function strengthOf({ resources }: ClusterContext): number {
  return resources[0].kind === 'ClusterContext' ? 0 : 1
}

/** A cluster name that only repeats metadata.name gives way to one that was written down. */
function isStated(clusterName: Sourced<string> | undefined): boolean {
  return clusterName !== undefined && clusterName.from.path[0] !== 'metadata'
}

function mergeTexts<K extends string>(
  keys: readonly K[],
  all: readonly Readonly<Record<K, Sourced<string> | undefined>>[],
  prefix: string,
  results: Results,
  leaveOut: (key: K, value: Sourced<string> | undefined) => boolean = () => false,
): Record<K, Sourced<string> | undefined> {
  const merged: Partial<Record<K, Sourced<string> | undefined>> = {}
  for (const key of keys) merged[key] = agreed(`${prefix}${key}`, all.map((one) => one[key]).filter((value) => !leaveOut(key, value)), results)
  return merged as Record<K, Sourced<string> | undefined>
}

/** All entries; the first map that has a key decides. */
function mergeMaps<V>(maps: readonly ReadonlyMap<string, V>[]): Map<string, V> {
  const merged = new Map<string, V>()
  for (const map of maps.toReversed()) for (const [key, value] of map) merged.set(key, value)
  return merged
}

function mergeNetworks(networks: readonly NetworkContext[], results: Results): NetworkContext[] {
  const byName = new Map<string, [NetworkContext, ...NetworkContext[]]>()
  for (const network of networks) {
    const same = byName.get(network.name.value)
    if (same === undefined) byName.set(network.name.value, [network])
    else same.push(network)
  }
  return [...byName.values()].map((same) => (same.length === 1 ? same[0] : mergeNetwork(same, results)))
}

function mergeNetwork(same: readonly [NetworkContext, ...NetworkContext[]], results: Results): NetworkContext {
  const what = `network ${same[0].name.value}: `
  return {
    name: same[0].name,
    ...mergeTexts(NETWORK_TEXTS, same, what, results),
    ranges: agreedList(`${what}ipRange`, same.map(({ ranges }) => ranges), results),
    gateways: agreedList(`${what}gateway`, same.map(({ gateways }) => gateways), results),
    vlan: agreed(`${what}vlan`, same.map(({ vlan }) => vlan), results),
    vlans: agreedList(`${what}vlans`, same.map(({ vlans }) => vlans), results),
    mtu: agreed(`${what}mtu`, same.map(({ mtu }) => mtu), results),
    excludes: agreedList(`${what}excludes`, same.map(({ excludes }) => excludes), results),
  }
}
