/** Which deployment repositories a cluster pulls from. Porch has no field for it: names are all that people have. */

import type { Repository } from '#fleet/repository.ts'

/** Labels and annotations with which a Repository says whose it is. */
const CLUSTER_KEYS = ['nephio.org/cluster-name', 'cluster.x-k8s.io/cluster-name'] as const

/**
 * The deployment repositories of each cluster: a Repository that names the cluster in a label or annotation, that has
 * its name, or whose name ends with it behind a dash (`nephio-my-ran`; the longest such cluster name counts).
 */
export function deploymentRepositories(clusters: readonly string[], repositories: readonly Repository[]): Map<string, Repository[]> {
  const names = new Set(clusters)
  const found = new Map<string, Repository[]>()
  for (const repository of repositories) {
    const cluster = repository.deployment ? clusterOf(repository, names) : undefined
    if (cluster === undefined) continue
    const others = found.get(cluster)
    if (others === undefined) found.set(cluster, [repository])
    else others.push(repository)
  }
  return found
}

function clusterOf({ resource, name }: Repository, clusters: ReadonlySet<string>): string | undefined {
  for (const key of CLUSTER_KEYS) {
    const stated = resource.labels.get(key) ?? resource.annotations.get(key)
    if (stated !== undefined) return clusters.has(stated) ? stated : undefined
  }
  // From the left, so that the longest name is found first.
  for (let at = 0; ; ) {
    if (clusters.has(name.slice(at))) return name.slice(at)
    const dash = name.indexOf('-', at)
    if (dash === -1) return undefined
    at = dash + 1
  }
}
