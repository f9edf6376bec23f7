/** The clusters of a fleet: every object that speaks of a cluster, joined by the cluster's name. */

import { agreed } from '#fleet/agree.ts'
import { INFRA_GROUP, CONTEXT_TEXTS, isClusterContext, type ClusterContext } from '#fleet/cluster-context.ts'
import { awaitsInjection } from '#fleet/cluster-name.ts'
import { CONTEXT_FINDINGS } from '#fleet/context-findings.ts'
import { report } from '#fleet/finding.ts'
import { mergeContexts } from '#fleet/merge-contexts.ts'
import { readClusterContext } from '#fleet/read-cluster-context.ts'
import type { Repository } from '#fleet/repository.ts'
import { describeField, type Sourced } from '#fleet/sourced.ts'
import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import { Results } from '#krm/result.ts'
import type { ClusterSource, FleetCluster } from './fleet-cluster.ts'
import { FLEET_FINDINGS } from './fleet-findings.ts'
import { deploymentRepositories } from './repositories-of.ts'

/** Groups of the kinds that state a cluster, the strongest source first. */
const GROUPS: ReadonlyMap<ClusterSource, ReadonlySet<string>> = new Map([
  ['ClusterContext', new Set([INFRA_GROUP])],
  ['WorkloadCluster', new Set([INFRA_GROUP])],
  ['Location', new Set(['edge.kubestellar.io', 'scheduling.kcp.io'])],
  ['SyncTarget', new Set(['edge.kubestellar.io', 'workload.kcp.io'])],
  ['ManagedCluster', new Set(['cluster.open-cluster-management.io'])],
  ['Cluster', new Set(['cluster.x-k8s.io'])],
])
const STRENGTH: readonly ClusterSource[] = [...GROUPS.keys()]

/** One object that states a cluster. */
interface Statement {
  readonly kind: ClusterSource
  readonly resource: Resource
  readonly name: string
  readonly from: Field
  readonly context: ClusterContext | undefined
}

/** All clusters by name. `results` takes contradictions and what is wrong with the contexts themselves. */
export function joinClusters(objects: readonly Resource[], repositories: readonly Repository[], results: Results): FleetCluster[] {
  const byName = new Map<string, Statement[]>()
  for (const object of objects) {
    const statement = statementOf(object, results)
    if (statement === undefined) continue
    const same = byName.get(statement.name)
    if (same === undefined) byName.set(statement.name, [statement])
    else same.push(statement)
  }
  const names = [...byName.keys()].sort()
  const deployed = deploymentRepositories(names, repositories)
  return names.map((name) => joinOne(name, byName.get(name)!, deployed.get(name) ?? [], results))
}

function statementOf(resource: Resource, results: Results): Statement | undefined {
  const kind = STRENGTH.find((candidate) => candidate === resource.kind && GROUPS.get(candidate)!.has(resource.group))
  if (kind === undefined) return undefined
  const metadataName = resource.field('metadata', 'name')
  if (!isClusterContext(resource)) return resource.name === '' ? undefined : { kind, resource, name: resource.name, from: metadataName, context: undefined }
  const found = new Results()
  const context = readClusterContext(resource, found)
  // What an API server prunes depends on the CRD that the fleet installs: the check of the whole fleet says it.
  for (const result of found.list) if (result.code !== CONTEXT_FINDINGS.pruned.code) results.add(result)
  if (context.clusterName === undefined || awaitsInjection(context)) return undefined
  return { kind, resource, name: context.clusterName.value, from: context.clusterName.from, context }
}

function joinOne(name: string, statements: readonly Statement[], repositories: readonly Repository[], results: Results): FleetCluster {
  const sorted = statements.toSorted((a, b) => STRENGTH.indexOf(a.kind) - STRENGTH.indexOf(b.kind))
  const kept = sorted.filter((statement, index) => {
    const first = sorted.find(({ kind }) => kind === statement.kind)!
    if (first === statement) return true
    // The same object twice is one finding about the object.
    if (!isSameObject(first.resource, statement.resource)) {
      const message = `two ${statement.kind} objects state cluster ${name}: ${describeField(first.from)}, and this; keep one, or give it a cluster name of its own`
      report(results, FLEET_FINDINGS.duplicateCluster, message, statement.from)
    }
    return sorted.indexOf(first) === index
  })
  const contexts = kept.flatMap(({ context }) => context ?? [])
  const [first, ...rest] = contexts
  const context = first === undefined ? undefined : mergeContexts([first, ...rest], results)
  return {
    name,
    context,
    sources: kept.map(({ kind, resource }) => ({ kind, resource })),
    labels: mergedTexts('label', kept.map(({ resource }) => ({ resource, path: 'labels' })), results),
    parameters: parametersOf(kept, context, results),
    repositories,
  }
}

function isSameObject(a: Resource, b: Resource): boolean {
  return a.name === b.name && a.namespace === b.namespace
}

/** Annotations of all sources, then what the context says in its spec. */
function parametersOf(kept: readonly Statement[], context: ClusterContext | undefined, results: Results): Map<string, Sourced<string>> {
  const parameters = mergedTexts('annotation', kept.map(({ resource }) => ({ resource, path: 'annotations' })), results)
  if (context === undefined) return parameters
  for (const [key, value] of context.annotations) parameters.set(key, value)
  for (const key of CONTEXT_TEXTS) {
    const value = context[key]
    if (value !== undefined && value.from.path[0] === 'spec') parameters.set(key, value)
  }
  const [first] = context.cnis
  if (first !== undefined) parameters.set('cnis', { value: context.cnis.map(({ value }) => value).join(','), from: first.from })
  return parameters
}

/** Annotations that say something about one object and nothing about its cluster. */
const OF_THE_OBJECT = /^(?:kubectl\.kubernetes\.io|config\.kubernetes\.io|internal\.|kpt\.dev)\b/

function mergedTexts(what: 'label' | 'annotation', maps: readonly { readonly resource: Resource; readonly path: string }[], results: Results): Map<string, Sourced<string>> {
  const stated = new Map<string, Sourced<string>[]>()
  for (const { resource, path } of maps) {
    for (const [key, value] of path === 'labels' ? resource.labels : resource.annotations) {
      if (OF_THE_OBJECT.test(key)) continue
      const sourced = { value, from: resource.field('metadata', path, key) }
      const others = stated.get(key)
      if (others === undefined) stated.set(key, [sourced])
      else others.push(sourced)
    }
  }
  return new Map([...stated].map(([key, values]) => [key, agreed(`${what} ${key}`, values, results)!]))
}
