/** Which clusters the sets are for, and where their Cluster objects live. */

import type { ItemList } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import { Results } from '#krm/result.ts'
import { isClusterContext, type ClusterContext } from '#fleet/cluster-context.ts'
import { awaitsInjection, checkClusterName } from '#fleet/cluster-name.ts'
import { clusterOfPackageContext, isPackageContext } from '#fleet/package-context.ts'
import { isPlaceholder } from '#fleet/placeholder.ts'
import { readClusterContext } from '#fleet/read-cluster-context.ts'
import { CLUSTER_GROUP } from './names.ts'

/** A cluster by name. `namespace` is that of its Cluster object; empty when the object leaves it open. */
export interface TargetCluster {
  readonly name: string
  readonly namespace: string
  readonly resource: Resource | undefined
}

/** `awaiting`: the only contexts are injection points that hold no name yet. */
export type Targets = { readonly clusters: readonly TargetCluster[] } | { readonly problem: string } | 'awaiting'

const DEFAULT_NAMESPACE = 'default'

/**
 * The clusters that the config names, else the one of the contexts, else the one of package-context.yaml, else the only
 * Cluster of the package. A context with an impossible name is reported.
 */
export function targetClusters(named: readonly string[] | undefined, namespace: string | undefined, items: ItemList, results: Results): Targets {
  const contexts = [...items].filter(isClusterContext).map((resource) => readClusterContext(resource, new Results()))
  const objects = items.ofKind(CLUSTER_GROUP, 'Cluster')
  const target = (name: string): TargetCluster => {
    const resource = objects.find((object) => object.name === name && (namespace === undefined || object.namespace === '' || object.namespace === namespace))
    return { name, namespace: namespace ?? resource?.namespace ?? namespaceIn(contexts, name) ?? DEFAULT_NAMESPACE, resource }
  }
  if (named !== undefined) return { clusters: named.map(target) }
  const filled = contexts.filter((context) => !awaitsInjection(context))
  const names = [...new Set(filled.flatMap(({ clusterName }) => clusterName?.value ?? []))]
  if (names.length > 1) return { problem: `the contexts name several clusters (${names.join(', ')})` }
  if (names.length === 1) {
    for (const context of filled) checkClusterName(context, results)
    return { clusters: [target(names[0]!)] }
  }
  if (contexts.length > 0) return 'awaiting'
  const packaged = [...items].filter(isPackageContext).map(clusterOfPackageContext).find((name) => name !== undefined && !isPlaceholder(name.value))
  if (packaged !== undefined) return { clusters: [target(packaged.value)] }
  if (objects.length === 1) return { clusters: [target(objects[0]!.name)] }
  return { problem: objects.length === 0 ? 'no ClusterContext and no Cluster is among the items' : `several Clusters are among the items (${objects.map(({ name }) => name).join(', ')})` }
}

/** Cluster API keeps the kubeconfig Secret beside the Cluster, so its namespace is that of the Cluster. */
function namespaceIn(contexts: readonly ClusterContext[], name: string): string | undefined {
  return contexts.find(({ clusterName }) => clusterName?.value === name)?.kubeconfigRef?.namespace?.value
}
