/** One cluster's facts, in one shape whatever the kind and age of the object that states them. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Injection } from './injection.ts'
import type { Sourced } from './sourced.ts'

/** API group of ClusterContext, WorkloadCluster and Nephio's own Repository. */
export const INFRA_GROUP = 'infra.nephio.org'

/** The facts that are one text each. */
export const CONTEXT_TEXTS = [
  'clusterName', 'siteCode', 'provider', 'region', 'contextName', 'cniType', 'masterInterface', 'clusterType', 'workloadType', 'environment',
] as const
export type ContextText = (typeof CONTEXT_TEXTS)[number]

/** The facts of a network that are one text each. */
export const NETWORK_TEXTS = ['cni', 'masterInterface', 'networkInstance'] as const
export type NetworkText = (typeof NETWORK_TEXTS)[number]

/** One entry of `networkContexts`. Lists keep the order in which they are written. */
export interface NetworkContext extends Readonly<Record<NetworkText, Sourced<string> | undefined>> {
  readonly name: Sourced<string>
  /** Prefixes as written, not parsed: one, or one per address family. */
  readonly ranges: readonly Sourced<string>[]
  readonly gateways: readonly Sourced<string>[]
  readonly vlan: Sourced<number> | undefined
  readonly vlans: readonly Sourced<number>[]
  readonly mtu: Sourced<number> | undefined
  readonly excludes: readonly Sourced<string>[]
}

/** Where the cluster's kubeconfig lies: a reference, never a credential. */
export interface KubeconfigRef {
  readonly name: Sourced<string>
  readonly namespace: Sourced<string> | undefined
  readonly key: Sourced<string> | undefined
}

/**
 * What is known of one cluster. `clusterName` is metadata.name where the object does not say; it is undefined only for a
 * ConfigMap without one.
 */
export interface ClusterContext extends Readonly<Record<ContextText, Sourced<string> | undefined>> {
  /** The objects that state the facts, the strongest first. */
  readonly resources: readonly [Resource, ...Resource[]]
  readonly injection: Injection
  /** Container network plugins, the primary one first. */
  readonly cnis: readonly Sourced<string>[]
  /** Labels of metadata. */
  readonly labels: ReadonlyMap<string, string>
  /** Annotations of spec, which are about the cluster; those of metadata are about the object. */
  readonly annotations: ReadonlyMap<string, Sourced<string>>
  readonly networks: readonly NetworkContext[]
  readonly kubeconfigRef: KubeconfigRef | undefined
  /** Fields that no known form has; kept as they are. */
  readonly unknown: readonly Field[]
}

/** Whether a resource states facts about a cluster by its kind. */
export function isClusterContext(resource: Resource): boolean {
  const { kind } = resource
  return (kind === 'ClusterContext' || kind === 'WorkloadCluster') && resource.group === INFRA_GROUP
}
