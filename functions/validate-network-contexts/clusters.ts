/** Which clusters the items speak of, and which item belongs to which of them. */

import { isClusterContext, type ClusterContext } from '#fleet/cluster-context.ts'
import { groupBy } from '#fleet/network/group-by.ts'
import { mergeContexts } from '#fleet/merge-contexts.ts'
import { isPlaceholder } from '#fleet/placeholder.ts'
import { readClusterContext } from '#fleet/read-cluster-context.ts'
import type { Resource } from '#krm/resource.ts'
import { Results } from '#krm/result.ts'

/** The clusters of a set of items. */
export interface Clusters {
  readonly contexts: readonly ClusterContext[]
  clusterOf(resource: Resource): string | undefined
}

/**
 * One context per cluster name. An item belongs to the only cluster there is, else to the cluster whose context stands
 * nearest above it in the directories.
 */
export function clustersOf(items: Iterable<Resource>): Clusters {
  const quiet = new Results()
  const read = [...items].filter(isClusterContext).map((resource) => readClusterContext(resource, quiet))
  const isNamed = ({ clusterName }: ClusterContext): boolean => clusterName !== undefined && !isPlaceholder(clusterName.value)
  const named = groupBy(read.filter(isNamed), ({ clusterName }) => clusterName!.value)
  const merged = [...named.values()].map(([first, ...rest]) => mergeContexts([first!, ...rest], quiet))
  const contexts = [...merged, ...read.filter((context) => !isNamed(context))]
  const byDirectory = new Map<string, string | undefined>()
  for (const [name, own] of named) {
    for (const directory of own.flatMap(({ resources }) => resources.map((resource) => directoryOf(resource.origin.path)))) {
      byDirectory.set(directory, byDirectory.has(directory) && byDirectory.get(directory) !== name ? undefined : name)
    }
  }
  const [only] = named.size === 1 ? named.keys() : []
  return {
    contexts,
    clusterOf: (resource) => only ?? nearest(directoryOf(resource.origin.path), byDirectory),
  }
}

function nearest(directory: string, byDirectory: ReadonlyMap<string, string | undefined>): string | undefined {
  for (let at: string | undefined = directory; at !== undefined; at = parentOf(at)) if (byDirectory.has(at)) return byDirectory.get(at)
  return undefined
}

function directoryOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
}

function parentOf(directory: string): string | undefined {
  return directory === '' ? undefined : directoryOf(directory)
}
