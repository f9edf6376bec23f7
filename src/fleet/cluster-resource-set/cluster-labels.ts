/** The labels by which sets select a Cluster, written on it. */

import type { Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import { CRS_FINDINGS } from './findings.ts'
import { CLUSTER_LABEL } from './names.ts'
import type { SetRequest } from './request.ts'
import type { TargetCluster } from './target-clusters.ts'

/** What one Cluster has to carry for all sets that are meant for it. Sets that want different values are reported. */
export function labelsFor(cluster: TargetCluster, requests: readonly SetRequest[], results: Results): Map<string, string> {
  const labels = new Map<string, string>()
  for (const { name, instances } of requests) {
    for (const { selector, cluster: only } of instances) {
      if (only !== undefined && only !== cluster.name) continue
      for (const [key, value] of selector) {
        const other = labels.get(key)
        if (other === undefined || other === value) labels.set(key, value)
        else report(results, CRS_FINDINGS.labelTaken, `the set ${name} wants ${key}: ${value} on the Cluster ${cluster.name}, another set wants ${other}; one Cluster cannot carry both`)
      }
    }
  }
  return labels
}

/**
 * Labels of others are never overwritten: the Cluster would leave one set and enter another. The label with the name of
 * the cluster is ours and follows the name.
 */
export function checkClusterLabels({ name, namespace, resource }: TargetCluster, labels: ReadonlyMap<string, string>, results: Results): void {
  if (resource === undefined) {
    if (labels.size === 0) return
    const wanted = [...labels].map(([key, value]) => `${key}: ${value}`).join(', ')
    report(results, CRS_FINDINGS.clusterAbsent, `the Cluster ${namespace === '' ? '' : `${namespace}/`}${name} is not among the items; it needs the labels {${wanted}}`)
    return
  }
  for (const [key, value] of labels) {
    const found = resource.labels.get(key)
    if (key === CLUSTER_LABEL || found === undefined || found === value) continue
    report(results, CRS_FINDINGS.labelTaken, `the label ${key} is "${found}" and the set that selects by it wants "${value}"; change it by hand: what the old set installed stays on the cluster`, resource.field('metadata', 'labels', key))
  }
}

/** Writes the labels. */
export function writeClusterLabels({ resource }: TargetCluster, labels: ReadonlyMap<string, string>): void {
  if (resource !== undefined) for (const [key, value] of labels) resource.field('metadata', 'labels', key).set(value)
}
