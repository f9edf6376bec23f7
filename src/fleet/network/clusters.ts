/** Which clusters a set of resources speaks of, and which resource belongs to which of them. */

import { isClusterContext, type ClusterContext } from '#fleet/cluster-context.ts'
import { ClusterJoin } from '#fleet/cluster-join.ts'
import { mergeContexts } from '#fleet/merge-contexts.ts'
import { isPlaceholder } from '#fleet/placeholder.ts'
import { readClusterContext } from '#fleet/read-cluster-context.ts'
import type { Resource } from '#krm/resource.ts'
import { Results } from '#krm/result.ts'
import type { ClusterOf } from './gathering.ts'
import { groupBy } from './group-by.ts'

/** The clusters of a set of resources, in the form that `gatherNetwork` takes. */
export interface NetworkClusters {
  /** One per cluster name, and those that name none yet. */
  readonly contexts: readonly ClusterContext[]
  readonly clusterOf: ClusterOf
}

/**
 * Reads all contexts; the same cluster's context in many packages is one. A resource belongs to a cluster only where a
 * context or the package context of its package says so: what is merely likely would make false contradictions.
 * `results` takes what is wrong with the contexts themselves.
 */
export function clustersOf(resources: Iterable<Resource>, results: Results = new Results()): NetworkClusters {
  const all = [...resources]
  const join = new ClusterJoin(all, results)
  const quiet = new Results()
  const read = new Set(
    all.filter(isClusterContext).map((resource) => {
      const { context } = join.clusterOf(resource)
      return context?.resources.includes(resource) === true ? context : readClusterContext(resource, quiet)
    }),
  )
  for (const resource of all) if (isClusterContext(resource)) resource.release()
  const named = groupBy(read, ({ clusterName }) => (clusterName === undefined || isPlaceholder(clusterName.value) ? '' : clusterName.value))
  return {
    contexts: [...named].flatMap(([name, same]) => (name === '' ? same : [mergeSame(same)])),
    clusterOf(resource) {
      const { basis, cluster } = join.clusterOf(resource)
      const isStated = basis === 'context' || basis === 'package-context'
      return isStated && cluster !== undefined && !isPlaceholder(cluster) ? cluster : undefined
    },
  }
}

/** Contexts of one cluster from several packages. Their networks are kept apart, so that copies can be compared. */
function mergeSame([first, ...rest]: readonly ClusterContext[]): ClusterContext {
  const merged = mergeContexts([first!, ...rest], new Results())
  return {
    ...merged,
    resources: [...first!.resources, ...rest.flatMap(({ resources }) => resources)],
    networks: [first!, ...rest].flatMap(({ networks }) => networks),
  }
}
