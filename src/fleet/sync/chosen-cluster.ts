/** The cluster that sync objects are written for: its context, its repository, and the variables of templates. */

import type { ItemList } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import { Results } from '#krm/result.ts'
import { isClusterContext, type ClusterContext } from '#fleet/cluster-context.ts'
import { awaitsInjection, checkClusterName } from '#fleet/cluster-name.ts'
import { deriveSetters } from '#fleet/derived-setters.ts'
import { report } from '#fleet/finding.ts'
import { mergeContexts } from '#fleet/merge-contexts.ts'
import { clusterOfPackageContext, isPackageContext } from '#fleet/package-context.ts'
import { isPlaceholder } from '#fleet/placeholder.ts'
import { readClusterContext } from '#fleet/read-cluster-context.ts'
import { isRepository, readRepository, repositoryOf, type Repository } from '#fleet/repository.ts'
import { SYNC_FINDINGS } from './sync-findings.ts'

/** What is known of the cluster. `name` is undefined where nothing says it: templates may do without. */
export interface ChosenCluster {
  readonly name: string | undefined
  readonly context: ClusterContext | undefined
  readonly repository: Repository | undefined
  /** Values of `${…}`: the setters of the context, and `cluster-name`. */
  readonly variables: ReadonlyMap<string, string>
}

/** Which context is meant, where the config says it. */
export interface NamedContext {
  readonly name: string
  readonly namespace?: string | undefined
}

/**
 * The context that is the functionConfig, the one that is named, or the only one of the package; without any, the name in
 * the package context. `stop`: nothing may be written, and the results say why.
 */
export function chooseCluster(items: ItemList, given: { readonly config?: Resource; readonly named?: NamedContext | undefined }, results: Results): ChosenCluster | 'stop' {
  const candidates = given.config !== undefined ? [given.config] : [...items].filter((item) => isClusterContext(item) && isNamed(item, given.named))
  if (given.named !== undefined && candidates.length === 0) {
    report(results, SYNC_FINDINGS.noContext, `ClusterContext or WorkloadCluster "${given.named.name}" is not in the package; add it or correct clusterContext`)
    return 'stop'
  }
  const reads = candidates.map((resource) => {
    const found = new Results()
    return { context: readClusterContext(resource, found), found }
  })
  const filled = reads.filter(({ context }) => !awaitsInjection(context))
  for (const { context } of reads) if (awaitsInjection(context)) reportAwaiting(context, results)
  const [first, ...rest] = filled
  if (first === undefined) return reads.length > 0 ? 'stop' : withoutContext(items)
  const names = new Set(filled.map(({ context }) => context.clusterName?.value ?? ''))
  if (names.size > 1) {
    report(results, SYNC_FINDINGS.noContext, `contexts of several clusters: ${[...names].toSorted().join(', ')}; name one in the config: clusterContext: {name: …}`, rest[0]!.context.resources[0])
    return 'stop'
  }
  // What is only worth a note about a context is said by apply-cluster-context and the validators, once.
  for (const { found } of filled) for (const result of found.list) if (result.severity === 'error') results.add(result)
  const context = mergeContexts([first.context, ...rest.map((read) => read.context)], results)
  checkClusterName(context, results)
  if (results.hasErrors) return 'stop'
  const repositories = [...items].filter(isRepository).map(readRepository)
  const repository = repositoryOf(context.clusterName?.value, repositories)
  const variables = new Map([...deriveSetters({ context, repository })].map(([name, { value }]) => [name, value]))
  return { name: context.clusterName?.value, context, repository, variables }
}

function isNamed(item: Resource, named: NamedContext | undefined): boolean {
  return named === undefined || (item.name === named.name && (named.namespace === undefined || item.namespace === named.namespace))
}

function reportAwaiting({ resources: [resource] }: ClusterContext, results: Results): void {
  report(results, SYNC_FINDINGS.awaitsInjection, `${resource.describe()} awaits injection: no sync object is written from it`, resource)
}

function withoutContext(items: ItemList): ChosenCluster {
  const named = [...items].filter(isPackageContext).map(clusterOfPackageContext).find((name) => name !== undefined && !isPlaceholder(name.value))
  const repository = repositoryOf(named?.value, [...items].filter(isRepository).map(readRepository))
  return { name: named?.value, context: undefined, repository, variables: new Map(named === undefined ? [] : [['cluster-name', named.value]]) }
}
