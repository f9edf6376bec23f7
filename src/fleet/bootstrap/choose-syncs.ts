/** Which sync objects among all that was read are for one cluster. */

import { isClusterContext } from '#fleet/cluster-context.ts'
import { isGenerated } from '#fleet/cluster-resource-set/owned.ts'
import { CLUSTER_GROUP } from '#fleet/cluster-resource-set/names.ts'
import { report } from '#fleet/finding.ts'
import { clusterOfPackageContext, isPackageContext } from '#fleet/package-context.ts'
import { folderOf, PackageFolders, withParents } from '#fleet/package-folder.ts'
import { isPlaceholder } from '#fleet/placeholder.ts'
import { readClusterContext } from '#fleet/read-cluster-context.ts'
import { checkFluxSource } from '#fleet/sync/check-flux.ts'
import { checkSyncObject } from '#fleet/sync/check-sync-object.ts'
import { isFluxKustomization, isFluxSource, readFluxKustomization, readFluxSource } from '#fleet/sync/flux-object.ts'
import { isSyncObject, readSyncObject } from '#fleet/sync/sync-object.ts'
import type { Resource } from '#krm/resource.ts'
import { Results } from '#krm/result.ts'
import { BUNDLE_FINDINGS } from './findings.ts'

/**
 * The sync objects of a cluster: those in a folder of its name, and those whose package has its context and no other
 * cluster's folder around them. What Config Sync or Flux would reject is reported.
 */
export function chooseSyncs(cluster: string, items: readonly Resource[], results: Results): Resource[] {
  const candidates = items.filter((item) => !isGenerated(item) && (isSyncObject(item) || isFluxSource(item) || isOwnKustomization(item)))
  const owners = ownersOf(cluster, items)
  const clusterOf = (item: Resource): string | undefined => ownerOf(item, owners)
  const chosen = candidates.filter((item) => clusterOf(item) === cluster)
  if (chosen.length === 0) {
    const others = [...new Set(candidates.flatMap((item) => clusterOf(item) ?? []))].toSorted()
    const hint = others.length > 0 ? `there are sync objects for ${others.join(', ')}` : candidates.length > 0 ? `nothing says for which cluster ${candidates[0]!.describe()} is: add its ClusterContext` : 'there is no sync object at all'
    report(results, BUNDLE_FINDINGS.noSync, `nothing syncs the cluster ${cluster}: ${hint}`)
  }
  for (const item of chosen) {
    if (isSyncObject(item)) checkSyncObject(readSyncObject(item), results)
    else if (isFluxSource(item)) checkFluxSource(readFluxSource(item), items, results)
  }
  return chosen.toSorted(sourcesFirst)
}

/** A Kustomization that applies to another cluster stays on the management cluster. */
function isOwnKustomization(item: Resource): boolean {
  return isFluxKustomization(item) && readFluxKustomization(item).kubeConfigSecret === undefined
}

function sourcesFirst(a: Resource, b: Resource): number {
  return Number(isFluxKustomization(a)) - Number(isFluxKustomization(b))
}

interface Owners {
  /** Names of clusters that anything speaks of. */
  readonly names: ReadonlySet<string>
  /** The cluster of a package, by the folder of the package. */
  readonly byFolder: ReadonlyMap<string, string>
}

function ownersOf(cluster: string, items: readonly Resource[]): Owners {
  const packages = new PackageFolders(items)
  const byFolder = new Map<string, string>()
  const names = new Set([cluster, ...items.filter(({ kind, group }) => kind === 'Cluster' && group === CLUSTER_GROUP).map(({ name }) => name)])
  for (const item of items) {
    const name = clusterNamedBy(item)
    if (name === undefined) continue
    names.add(name)
    byFolder.set(packages.of(item), name)
  }
  return { names, byFolder }
}

function clusterNamedBy(item: Resource): string | undefined {
  if (isClusterContext(item)) return readClusterContext(item, new Results()).clusterName?.value
  const name = isPackageContext(item) ? clusterOfPackageContext(item) : undefined
  return name === undefined || isPlaceholder(name.value) ? undefined : name.value
}

/** The nearest folder decides: one that is called like a cluster, or a package with a context. */
function ownerOf({ origin }: Resource, { names, byFolder }: Owners): string | undefined {
  for (const folder of withParents(folderOf(origin.path))) {
    const own = folder.slice(folder.lastIndexOf('/') + 1)
    const owner = byFolder.get(folder) ?? (names.has(own) ? own : undefined)
    if (owner !== undefined) return owner
  }
  return undefined
}
