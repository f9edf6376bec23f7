/** The same object in several packages is one: declared space is repeated wherever it is needed. */

import { groupBy } from './group-by.ts'
import type { Allocation, Network } from './model.ts'

/** An allocation and where the same object says the same once more. */
export interface Repeated {
  readonly network: Network
  readonly allocation: Allocation
  readonly copies: readonly Allocation[]
}

/** All allocations of some networks, copies of one object folded into the first of them. */
export function foldCopies(networks: readonly Network[]): Repeated[] {
  const all = networks.flatMap((network) => network.allocations.map((allocation) => ({ network, allocation })))
  return [...groupBy(all, ({ network, allocation }) => keyOf(network, allocation)).values()].map(([first, ...rest]) => ({
    ...first!,
    copies: rest.map(({ allocation }) => allocation),
  }))
}

function keyOf({ source, resource, cluster, name }: Network, { role, range }: Allocation): string {
  const owner = source === 'context' ? name : `${resource.group}/${resource.kind}/${resource.namespace}/${resource.name}/${name}`
  return `${cluster?.name ?? ''} ${owner} ${role} ${range.family} ${range.first} ${range.last}`
}
