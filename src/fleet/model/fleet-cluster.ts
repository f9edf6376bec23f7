/** One cluster of a fleet, joined by its name over every kind of object that speaks of clusters. */

import type { ClusterContext } from '#fleet/cluster-context.ts'
import type { Repository } from '#fleet/repository.ts'
import type { Sourced } from '#fleet/sourced.ts'
import type { Resource } from '#krm/resource.ts'

/** The kinds of object that state that a cluster exists. */
export type ClusterSource = 'ClusterContext' | 'WorkloadCluster' | 'Location' | 'SyncTarget' | 'ManagedCluster' | 'Cluster'

/** A cluster. At least one object states it: a Repository alone makes no cluster. */
export interface FleetCluster {
  readonly name: string
  /** The facts of its ClusterContext and WorkloadCluster objects, merged; undefined when it has none. */
  readonly context: ClusterContext | undefined
  /** The objects that state it, in the order of ClusterSource. */
  readonly sources: readonly { readonly kind: ClusterSource; readonly resource: Resource }[]
  /** Labels of all sources; where two differ the first source counts and the difference is a finding. */
  readonly labels: ReadonlyMap<string, Sourced<string>>
  /** Annotations of all sources, and the scalars of a context's spec, in the same way. */
  readonly parameters: ReadonlyMap<string, Sourced<string>>
  /** Deployment repositories that this cluster pulls from (see repositoriesOf). */
  readonly repositories: readonly Repository[]
}
