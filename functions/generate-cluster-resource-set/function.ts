/** Packs objects of the package into ConfigMaps and makes the ClusterResourceSets that deliver them. */

import { checkClusterLabels, labelsFor, writeClusterLabels } from '#fleet/cluster-resource-set/cluster-labels.ts'
import { CRS_FINDINGS } from '#fleet/cluster-resource-set/findings.ts'
import { carryInventories } from '#fleet/cluster-resource-set/inventories.ts'
import { reportLedger, reportPorchLimit } from '#fleet/cluster-resource-set/ledger.ts'
import { checkMarkable, markAsLocal } from '#fleet/cluster-resource-set/local-config.ts'
import { wireBytes } from '#fleet/cluster-resource-set/measure.ts'
import { ownedItems } from '#fleet/cluster-resource-set/owned.ts'
import { planSets } from '#fleet/cluster-resource-set/plan.ts'
import { kindOfCrdResource } from '#fleet/cluster-resource-set/scopes.ts'
import { selectResources } from '#fleet/cluster-resource-set/select.ts'
import { targetClusters, type TargetCluster } from '#fleet/cluster-resource-set/target-clusters.ts'
import { checkAgainstPackage, generatedOf, writeGenerated } from '#fleet/cluster-resource-set/write-plan.ts'
import { report } from '#fleet/finding.ts'
import { defineFunction } from '#krm/function.ts'
import type { ItemList } from '#krm/item-list.ts'
import type { Results } from '#krm/result.ts'
import { GenerateClusterResourceSetConfig, type GenerateClusterResourceSet } from './config.ts'
import { budgetOf, checkConfig, checkSecretNames, requestsOf, selectionsOf, stampOf } from './requests.ts'

export default defineFunction({
  name: 'generate-cluster-resource-set',
  type: 'mutator',
  summary: 'Packs chosen objects into ConfigMaps and writes the ClusterResourceSets that deliver them to clusters.',
  config: GenerateClusterResourceSetConfig,
  run({ config, items, results }) {
    if (config.form !== 'own') return report(results, CRS_FINDINGS.noConfig, 'no config: give a GenerateClusterResourceSet with sets: [{name, strategy, select}]')
    const { value, resource } = config
    checkConfig(value, resource, results)
    const clusters = clustersOf(value, items, results)
    if (clusters === undefined || results.hasErrors) return
    const stamp = stampOf(value, resource)
    const selections = selectionsOf(value, clusters)
    const selected = selectResources(selections, items, results)
    const requests = requestsOf(selected, selections, clusters, value.namespace ?? clusters[0]?.namespace ?? 'default')
    checkSecretNames(requests, resource, results)
    const payload = new Set([...selected.values()].flat())
    const nearby = [...items].flatMap((item) => (payload.has(item) ? [] : (kindOfCrdResource(item) ?? [])))
    const plans = planSets(requests, stamp, budgetOf(value), { elsewhere: value.customKinds ?? [], nearby }, results)
    const owned = ownedItems(items, stamp.generatedFrom)
    checkAgainstPackage(plans, items, owned, results)
    const labels = clusters.map((cluster) => ({ cluster, labels: labelsFor(cluster, requests, results) }))
    for (const { cluster, labels: wanted } of labels) checkClusterLabels(cluster, wanted, results)
    checkMarkable(payload, results)
    if (results.hasErrors) return
    const inventories = carryInventories(plans, clusters.map(({ name }) => name), stamp, owned, results)
    writeGenerated([...plans.flatMap(({ instances }) => instances.flatMap(generatedOf)), ...inventories], items, owned)
    for (const { cluster, labels: wanted } of labels) writeClusterLabels(cluster, wanted)
    markAsLocal(payload)
    reportLedger(plans, results)
    reportPorchLimit(wireBytes(items), results)
  },
})

/** The clusters, none when every set goes by label and nothing names one; undefined after saying why there are none. */
function clustersOf({ clusters, namespace, sets }: GenerateClusterResourceSet, items: ItemList, results: Results): readonly TargetCluster[] | undefined {
  const targets = targetClusters(clusters, namespace, items, results)
  if (targets === 'awaiting') {
    report(results, CRS_FINDINGS.awaitsInjection, 'the context awaits injection and names no cluster yet: no set is made')
    return undefined
  }
  if ('clusters' in targets) return targets.clusters
  if (sets.every(({ selector }) => selector !== undefined)) return []
  report(results, CRS_FINDINGS.noCluster, `${targets.problem}; name the clusters in the config: clusters: [my-ran]`)
  return undefined
}
