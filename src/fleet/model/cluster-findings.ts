/** What is wrong between the clusters of a fleet: names and site codes. */

import { report } from '#fleet/finding.ts'
import type { Repository } from '#fleet/repository.ts'
import { describeField } from '#fleet/sourced.ts'
import type { Field } from '#krm/field.ts'
import type { Results } from '#krm/result.ts'
import type { FleetCluster } from './fleet-cluster.ts'
import { FLEET_FINDINGS } from './fleet-findings.ts'

/** Reports everything of this file; clusters are sorted by name. */
export function reportClusterFindings(clusters: readonly FleetCluster[], repositories: readonly Repository[], results: Results): void {
  reportNames(clusters, results)
  reportSiteCodes(clusters, results)
  reportNamesWithin(clusters, repositories, results)
}

/** The label with which objects name their cluster. */
const NAME_LABEL = 'nephio.org/cluster-name'

function reportNames(clusters: readonly FleetCluster[], results: Results): void {
  for (const { name, sources } of clusters) {
    for (const { resource } of sources) {
      const stated = resource.field('spec', 'clusterName')
      const at = stated.exists ? stated : resource
      const label = resource.labels.get(NAME_LABEL)
      if (resource.name !== name) {
        report(results, FLEET_FINDINGS.nameDiffers, `the object is called ${resource.name} and states cluster ${name}: injectors and selectors know it as ${resource.name}; give both one name`, at)
      } else if (label !== undefined && label !== name) {
        report(results, FLEET_FINDINGS.nameDiffers, `label ${NAME_LABEL} is ${label}, the cluster is called ${name}; give both one name`, resource.field('metadata', 'labels', NAME_LABEL))
      }
    }
  }
}

function reportSiteCodes(clusters: readonly FleetCluster[], results: Results): void {
  const first = new Map<string, { readonly cluster: string; readonly from: Field }>()
  for (const { name, context } of clusters) {
    const { siteCode } = context ?? {}
    if (siteCode === undefined || siteCode.value === '') continue
    const other = first.get(siteCode.value)
    if (other === undefined) first.set(siteCode.value, { cluster: name, from: siteCode.from })
    else {
      const message = `clusters ${other.cluster} and ${name} both have site code ${siteCode.value} (${describeField(other.from)}); correct the one that was copied`
      report(results, FLEET_FINDINGS.duplicateSiteCode, message, siteCode.from)
    }
  }
}

/** Nephio's bootstrap looks at repositories with this annotation. */
const STAGING = 'nephio.org/staging'

/**
 * Reports each cluster whose name is part of another's, once, with one example: a warning where Cluster API makes
 * kubeconfig Secrets or a staging repository is there, else a note. Names are looked up by each of their parts, so that
 * the work is linear in the length of all names.
 */
function reportNamesWithin(clusters: readonly FleetCluster[], repositories: readonly Repository[], results: Results): void {
  const names = new Map(clusters.map((cluster) => [cluster.name, cluster]))
  const lengths = [...new Set([...names.keys()].map(({ length }) => length))]
  const longer = new Map<string, FleetCluster>()
  for (const cluster of clusters) {
    const { name } = cluster
    for (const length of lengths) {
      for (let at = 0; length < name.length && at + length <= name.length; at++) {
        const part = name.slice(at, at + length)
        if (names.has(part) && !longer.has(part)) longer.set(part, cluster)
      }
    }
  }
  const isStaged = repositories.some(({ resource }) => resource.annotations.has(STAGING))
  const isMade = ({ sources }: FleetCluster): boolean => sources.some(({ kind }) => kind === 'Cluster')
  for (const [part, other] of [...longer].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const cluster = names.get(part)!
    const message = `cluster name ${part} is part of ${other.name}: Nephio's bootstrap finds kubeconfig Secrets by substring and may take the other's; rename one of them`
    const severity = isStaged || isMade(cluster) || isMade(other) ? 'warning' : 'info'
    report(results, { ...FLEET_FINDINGS.nameWithin, severity }, message, cluster.sources[0]!.resource)
  }
}
