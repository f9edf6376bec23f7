/** Which context counts: the functionConfig itself, the one it names, else the only one among the items. */

import { isClusterContext, type ClusterContext } from '#fleet/cluster-context.ts'
import { awaitsInjection, checkClusterName } from '#fleet/cluster-name.ts'
import { report } from '#fleet/finding.ts'
import { mergeContexts } from '#fleet/merge-contexts.ts'
import { readClusterContext } from '#fleet/read-cluster-context.ts'
import { readConfigMapContext } from '#fleet/read-config-map.ts'
import { SETTER_FINDINGS } from '#fleet/setter-findings.ts'
import type { FunctionConfig } from '#krm/function-config.ts'
import type { ItemList } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import { formatPlace, placeOf, Results } from '#krm/result.ts'
import { SETTER_COMMENT } from '#krm/setter-pattern.ts'
import type { ApplyClusterContext } from './config.ts'

/** `stop`: nothing may be set, and the results say why. */
export type ChosenContext = { readonly context: ClusterContext | undefined } | 'stop'

/** Chooses the context and reports what is wrong with it. */
export function chooseContext(config: FunctionConfig<ApplyClusterContext>, items: ItemList, results: Results): ChosenContext {
  const candidates = candidatesOf(config, items, results)
  if (candidates === undefined) return 'stop'
  const contexts = candidates.map((resource) => readQuietly(resource))
  const filled = contexts.filter(({ context }) => !awaitsInjection(context))
  const skipped = contexts.filter((read) => !filled.includes(read))
  for (const { context } of skipped) reportAwaiting(context, results)
  const [first, ...rest] = filled
  if (first === undefined) return skipped.length > 0 ? 'stop' : { context: undefined }
  if (isOfSeveralClusters(filled.map(({ context }) => context), results)) return 'stop'
  for (const { found } of filled) for (const result of found.list) results.add(result)
  const context = mergeContexts([first.context, ...rest.map((read) => read.context)], results)
  checkClusterName(context, results)
  if (results.hasErrors) return 'stop'
  if (context.injection === 'awaiting') {
    report(results, SETTER_FINDINGS.notInjected, `${context.resources[0].describe()} awaits injection but holds real values: they are used`, context.resources[0])
  }
  return { context }
}

function readQuietly(resource: Resource): { readonly context: ClusterContext; readonly found: Results } {
  const found = new Results()
  return { context: resource.kind === 'ConfigMap' ? readConfigMapContext(resource, found) : readClusterContext(resource, found), found }
}

function candidatesOf(config: FunctionConfig<ApplyClusterContext>, items: ItemList, results: Results): Resource[] | undefined {
  if (config.form === 'other') return [config.resource]
  const named = config.form === 'own' ? config.value.clusterContext : undefined
  if (named === undefined) return withoutTargets([...items].filter(isClusterContext))
  const found = [...items].filter(
    (item) =>
      item.name === named.name &&
      (named.namespace === undefined || item.namespace === named.namespace) &&
      (named.kind === 'ConfigMap' ? item.kind === 'ConfigMap' && item.group === '' : isClusterContext(item) && (named.kind ?? item.kind) === item.kind),
  )
  if (found.length > 0) return found
  const others = [...items].filter(isClusterContext).map((item) => item.describe())
  const message = `${named.kind ?? 'ClusterContext or WorkloadCluster'} "${named.name}" is not among the items; ${others.length === 0 ? 'add it to the package' : `there is ${others.join(', ')}`}`
  const at = config.form === 'own' ? config.resource.field('clusterContext', 'name') : undefined
  report(results, SETTER_FINDINGS.contextNotFound, message, at)
  return undefined
}

/** A context whose own fields are marked as setters is written, not read, when another one stands beside it. */
function withoutTargets(contexts: Resource[]): Resource[] {
  const sources = contexts.filter(({ text }) => !text.includes(SETTER_COMMENT))
  return sources.length > 0 ? sources : contexts
}

function reportAwaiting({ resources: [resource], clusterName }: ClusterContext, results: Results): void {
  const isStated = clusterName !== undefined && clusterName.from.path[0] !== 'metadata'
  const holds = !isStated ? 'is not set' : clusterName.value === '' ? 'is empty' : `is "${clusterName.value}"`
  report(results, SETTER_FINDINGS.awaitsInjection, `${resource.describe()} awaits injection and its clusterName ${holds}: it is not used`, resource)
}

function isOfSeveralClusters(contexts: readonly ClusterContext[], results: Results): boolean {
  const names = new Set(contexts.map(({ clusterName }) => clusterName?.value))
  if (names.size < 2) return false
  const places = contexts.map(({ clusterName, resources: [resource] }) => {
    const where = formatPlace(placeOf(clusterName?.from ?? resource))
    return `"${clusterName?.value ?? ''}" (${resource.describe()}${where === '' ? '' : `, ${where}`})`
  })
  report(results, SETTER_FINDINGS.severalContexts, `contexts of several clusters: ${places.join(', ')}; name one in the config: clusterContext: {name: …}`, contexts[1]!.resources[0])
  return true
}
