/** From a network model to its address plan. */

import { domainsOf, type DeclaredDomain, type Domain } from '#fleet/network/domains.ts'
import { subjectOf } from '#fleet/network/describe.ts'
import { groupBy } from '#fleet/network/group-by.ts'
import type { Network, NetworkModel } from '#fleet/network/model.ts'
import { whereIs } from '#fleet/network/spot.ts'
import { blocksOf, contestsOf } from './blocks.ts'
import type { PlanDomain, PlanParent } from './plan.ts'
import { spacesOf } from './spaces.ts'

/** The plan of all networks. Nothing of it depends on the order of the resources. */
export function addressPlan(model: NetworkModel, declared: readonly DeclaredDomain[]): PlanDomain[] {
  const contests = contestsOf(model, declared)
  const domains = groupBy(model.networks, (network) => scopeOf(network, declared))
  return [...domains]
    .map(([title, networks]) => ({ title, assumed: assumedOf(networks, declared), spaces: spacesOf(networks.flatMap((network) => blocksOf(network, contests)), parentsOf(networks)) }))
    .filter(({ spaces }) => spaces.length > 0)
    .toSorted((a, b) => (a.title < b.title ? -1 : 1))
}

/** Pods and services meet nothing across clusters, but belong into a plan. */
function scopeOf(network: Network, declared: readonly DeclaredDomain[]): string {
  const [domain] = domainsOf(network, declared)
  if (domain !== undefined) return domain.scope
  if (network.source === 'pods' || network.source === 'services') return 'pods and services of each cluster'
  return network.source === 'service' ? 'the node network' : 'networks of no known segment'
}

function assumedOf(networks: readonly Network[], declared: readonly DeclaredDomain[]): string {
  const domains = networks.flatMap((network) => domainsOf(network, declared).slice(0, 1))
  const clusters = new Set(networks.map(({ cluster }) => cluster?.name))
  const isAny = (certainty: Domain['certainty']): boolean => clusters.size > 1 && domains.some((domain) => domain.certainty === certainty && domain.meets !== 'within')
  return isAny('guessed') ? 'guessed to be one in all clusters' : isAny('assumed') ? 'assumed to be one in all clusters' : ''
}

function parentsOf(networks: readonly Network[]): PlanParent[] {
  const spaces = networks.filter(({ source, resource }) => source === 'space' && resource.kind !== 'IPPrefix')
  return spaces.flatMap((network) => network.allocations.filter(({ role }) => role === 'parent').map(({ range, at }) => ({ range, declared: `${subjectOf(network)}, ${whereIs(at)}` })))
}
