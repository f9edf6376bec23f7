/** Clusters, their deployment repositories, and what pulls from them. */

import type { FleetCluster } from '#fleet/model/fleet-cluster.ts'
import { isFluxSource } from '#fleet/sync/flux-object.ts'
import { repositoryKey } from '#fleet/sync/git-url.ts'
import { isSyncObject, readSyncObject } from '#fleet/sync/sync-object.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import type { FleetCheckInput } from './fleet-check-input.ts'
import { FLEET_CHECK_FINDINGS as F } from './fleet-check-findings.ts'
import { GroupedFindings } from './grouped.ts'

/** Nephio puts what bootstraps clusters into such repositories: the management cluster reads them itself. */
const STAGING = 'nephio.org/staging'

/** What a team calls the repository of the management cluster itself. */
const MANAGEMENT = /(?:^|-)(?:mgmt|management)(?:-|$)/

/** Clusters without a repository, repositories without a cluster. A fleet without any cluster says nothing of them. */
export function checkClusters({ model }: FleetCheckInput): Result[] {
  const found = new GroupedFindings()
  const owned = new Set(model.clusters.flatMap(({ repositories }) => repositories.map(({ resource }) => resource)))
  for (const { resource, name, deployment } of model.clusters.length === 0 ? [] : model.repositories) {
    if (!deployment || owned.has(resource) || resource.annotations.has(STAGING) || MANAGEMENT.test(name)) continue
    found.add(F.repositoryWithoutCluster, `deployment repository ${name} belongs to no cluster; name it for its cluster, or label it nephio.org/cluster-name`, resource)
  }
  for (const cluster of model.repositories.length === 0 ? [] : model.clusters) {
    if (cluster.repositories.length > 0) continue
    found.add(F.clusterWithoutRepository, `cluster ${cluster.name} has no deployment repository; register one called ${cluster.name}, or one whose name ends with -${cluster.name}`, placeOfCluster(cluster))
  }
  return found.results()
}

/** Clusters whose repository nothing pulls from. `objects` are all of the management repository and of every rendered package. */
export function checkSync({ model }: FleetCheckInput, objects: Iterable<Resource>): Result[] {
  const pulled = new Set<string>()
  for (const object of objects) for (const url of addressesOf(object)) pulled.add(repositoryKey(url))
  const found = new GroupedFindings()
  const alone = model.clusters.filter(({ repositories }) => {
    const urls = repositories.flatMap(({ url }) => url?.value ?? [])
    return urls.length > 0 && !urls.some((url) => pulled.has(repositoryKey(url)))
  })
  const [first] = alone
  if (pulled.size === 0 && first !== undefined) {
    // Nobody keeps sync objects in this fleet: they may be applied by hand, and one remark is enough.
    const who = alone.length === 1 ? `cluster ${first.name}` : `cluster ${first.name} and ${alone.length - 1} more`
    const message = `nothing in the fleet makes ${who} pull from the deployment repositories: there is no RootSync, Flux source or Application; krm-fleet bootstrap bundle makes them`
    found.add({ ...F.clusterNotSynced, severity: 'info' }, message, placeOfCluster(first))
    return found.results()
  }
  for (const cluster of alone) {
    const names = cluster.repositories.map(({ name, url }) => `${name} (${url?.value ?? 'no address'})`).join(', ')
    found.add(F.clusterNotSynced, `nothing pulls from the deployment repository of cluster ${cluster.name}: ${names}; add a RootSync or a Flux source with this address`, placeOfCluster(cluster))
  }
  return found.results()
}

/** The git addresses that an object makes a cluster pull from. */
export function addressesOf(resource: Resource): string[] {
  if (isSyncObject(resource)) return [readSyncObject(resource).source?.repo?.value ?? []].flat()
  if (isFluxSource(resource)) return [resource.field('spec', 'url').string ?? []].flat()
  if (resource.group !== 'argoproj.io' || resource.kind !== 'Application') return []
  const sources = [resource.field('spec', 'source'), ...resource.field('spec', 'sources').children()]
  return sources.flatMap((source) => source.child('repoURL').string ?? [])
}

function placeOfCluster({ sources }: FleetCluster): Resource {
  return sources[0]!.resource
}
