/** Where two networks take the same addresses of one domain: within a cluster by who hands them out, across by cluster. */

import { overlaps } from '#net/overlaps.ts'
import { firstAddress, type Range } from '#net/range.ts'
import { blocksOf, claimAt, claimsOf, type Claim } from './claims.ts'
import { domainsOf, type DeclaredDomain, type Domain } from './domains.ts'
import { groupBy } from './group-by.ts'
import type { Network, NetworkModel, NetworkSource } from './model.ts'

/** Two claims of different owners to the same addresses. */
export interface Contest {
  readonly left: Claim
  readonly right: Claim
  readonly shared: Range
  readonly domain: Domain
  /** How many other owners' ranges meet `right` and are not told of one by one. */
  readonly others: number
}

/** Which sources meet inside of one cluster. Across these layers they speak of the same addresses, or of space and its parts. */
const LAYERS: ReadonlyMap<NetworkSource, string> = new Map([
  ['context', 'context'],
  ['attachment', 'pod'],
  ['pod', 'pod'],
  ['claim', 'claim'],
  ['function', 'function'],
  ['balancer', 'node'],
  ['nodes', 'node'],
  ['calico', 'calico'],
])

/** How many overlaps are listed for one network; the others are counted in the message. */
const NEAREST = 4

/** Visits every network that takes addresses of another one of its domain, with the nearest of those others. */
export function eachContest({ networks }: Pick<NetworkModel, 'networks'>, declared: readonly DeclaredDomain[], visit: (contest: Contest) => void): void {
  const members = new Map<string, { readonly domain: Domain; readonly networks: Network[] }>()
  for (const network of networks) {
    if (network.source === 'space') continue
    for (const domain of domainsOf(network, declared)) {
      const known = members.get(domain.key)
      if (known === undefined) members.set(domain.key, { domain, networks: [network] })
      else known.networks.push(network)
    }
  }
  for (const { domain, networks } of members.values()) if (networks.length > 1) visitDomain(networks, domain, visit)
}

function visitDomain(members: readonly Network[], domain: Domain, visit: (contest: Contest) => void): void {
  const byCluster = groupBy(members, ({ cluster }) => cluster?.name)
  if (domain.meets !== 'across') {
    for (const own of byCluster.values()) {
      if (own.length < 2) continue
      for (const layer of groupBy(own, ({ source }) => LAYERS.get(source)).values()) {
        if (layer.length > 1) visitOwners([...groupBy(layer, (network) => ownerOf(network)).values()], domain, visit)
      }
    }
  }
  // Objects of no known cluster may be of any: nothing is said about where they meet those of others.
  byCluster.delete(undefined)
  if (domain.meets !== 'within') visitOwners([...byCluster.values()], domain, visit)
}

/** Who hands out a network's addresses, so that it never gives one twice. The same object in two packages is one owner. */
function ownerOf({ source, resource, name, state }: Network): string {
  if (source === 'context') return name
  if (state !== undefined) return state
  const part = source === 'function' ? ` ${name}` : ''
  return `${resource.group}/${resource.kind}/${resource.namespace}/${resource.name}${part}`
}

/** Visits the overlaps between owners; each list holds the networks of one. */
function visitOwners(owners: readonly (readonly Network[])[], domain: Domain, visit: (contest: Contest) => void): void {
  if (owners.length < 2) return
  const blocks = owners.flatMap((networks) => blocksOf(networks.flatMap((network) => claimsOf(network))))
  if (blocks.length < 2) return
  const { groups, pairs } = overlaps(blocks.map(({ range }) => range), { nearest: NEAREST })
  const contest = (left: number, right: number, shared: Range, others: number): void => {
    const witness = firstAddress(shared)
    visit({ left: claimAt(blocks[left]!, witness), right: claimAt(blocks[right]!, witness), shared, domain, others })
  }
  const listed = new Map<number, number>()
  for (const { right } of pairs) listed.set(right, (listed.get(right) ?? 0) + 1)
  for (const { members, range } of groups) {
    for (const member of members.slice(1)) contest(members[0]!, member, range, 0)
  }
  for (const { left, right, shared } of pairs) {
    const others = groups[right]!.others - listed.get(right)!
    contest(groups[left]!.members[0]!, groups[right]!.members[0]!, shared, Math.max(others, 0))
  }
}
