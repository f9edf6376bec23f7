/** Mistakes in ClusterResourceSets that the controller keeps to itself, whoever wrote them. */

import type { ItemList } from '#krm/item-list.ts'
import { configKindOf, FN_GROUP } from '#krm/names.ts'
import { sameValue } from '#krm/plain-value.ts'
import { replacingFix } from '#krm/replacing-fix.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import { checkObjects } from './check-objects.ts'
import type { DeliveredObject } from './delivered.ts'
import { CRS_FINDINGS } from './findings.ts'
import { CRS_LINT } from './lint-findings.ts'
import { LintedResources } from './lint-resources.ts'
import { ADDONS_GROUP, CLUSTER_GROUP, GENERATOR } from './names.ts'
import { kindOfCrd, type DefinedKind } from './packable.ts'
import { describeIdentity, identityKey } from './payload-object.ts'
import { hasEmptySelector, readSets, sameNamespace, selects, type ReadSet } from './read-set.ts'
import { kindOfCrdResource, Scopes } from './scopes.ts'

const STRATEGIES = new Set(['ApplyOnce', 'Reconcile'])
const MOST_RESOURCES = 100

/**
 * Checks every set of the package and all that they refer to. `elsewhere`: kinds that the clusters have anyway; those that
 * a config of the generator in the package lists need not be said twice.
 */
export function lintSets(items: ItemList, elsewhere: readonly DefinedKind[], results: Results): void {
  const resources = new LintedResources(items, results)
  const clusters = items.ofKind(CLUSTER_GROUP, 'Cluster')
  const sets = readSets(items)
  const delivered = sets.map((set) => ({ set, objects: set.references.flatMap((reference) => resources.objectsOf(set, reference)) }))
  const all = delivered.flatMap(({ objects }) => objects)
  const brings = all.flatMap(({ kind, value }) => (kind === 'CustomResourceDefinition' ? (kindOfCrd(value) ?? []) : []))
  const scopes = new Scopes(all, brings, { elsewhere: [...elsewhere, ...kindsOfConfigs(items)], nearby: [...items].flatMap((item) => kindOfCrdResource(item) ?? []) })
  for (const { set, objects } of delivered) {
    lintSet(set, clusters, results)
    checkObjects({ name: set.name, strategy: set.strategy ?? 'ApplyOnce', isOwn: false }, objects, scopes, results)
  }
  reportFights(delivered, clusters, results)
}

/** The customKinds of the configs that make sets of this package. */
function kindsOfConfigs(items: ItemList): DefinedKind[] {
  return items.ofKind(FN_GROUP, configKindOf(GENERATOR)).flatMap((config) =>
    config.field('customKinds').children().flatMap((entry): DefinedKind[] => {
      const [group, kind, scope] = ['group', 'kind', 'scope'].map((key) => entry.child(key).string)
      return group === undefined || kind === undefined ? [] : [{ group, kind, scope: scope === 'Cluster' ? 'Cluster' : 'Namespaced' }]
    }),
  )
}

function lintSet(set: ReadSet, clusters: readonly Resource[], results: Results): void {
  const { resource, name, strategy, references } = set
  const spec = resource.field('spec')
  if (resource.apiVersion.endsWith('/v1beta1')) reportOldVersion(resource, results)
  if (strategy === undefined || !STRATEGIES.has(strategy)) {
    const what = strategy === undefined || strategy === '' ? 'no strategy' : `the strategy "${strategy}"`
    report(results, CRS_LINT.noStrategy, `the set ${name} has ${what}; write ApplyOnce or Reconcile: without the webhook nothing is applied`, spec.child('strategy'))
  }
  if (references.length > MOST_RESOURCES) report(results, CRS_FINDINGS.tooManyResources, `the set ${name} refers to ${references.length} resources, the limit is ${MOST_RESOURCES}; part it into several sets`, spec.child('resources'))
  if (hasEmptySelector(set)) report(results, CRS_LINT.emptySelector, `the set ${name} has an empty selector: it selects no cluster, and keeps changes of clusters from the other sets of its namespace`, spec.child('clusterSelector'))
  else lintSelection(set, clusters, results)
}

/** The fields of a set are the same at both versions. */
function reportOldVersion(resource: Resource, results: Results): void {
  const at = resource.field('apiVersion')
  const newer = `${ADDONS_GROUP}/v1beta2`
  const fix = replacingFix(at, resource.apiVersion, newer)
  report(results, CRS_LINT.oldVersion, `${resource.apiVersion} is deprecated and goes with Cluster API v1.16; write ${newer}`, at, fix === undefined ? {} : { fix })
}

function lintSelection(set: ReadSet, clusters: readonly Resource[], results: Results): void {
  const near = clusters.filter(({ namespace }) => sameNamespace(namespace, set.namespace))
  const far = clusters.filter((cluster) => !near.includes(cluster) && selects(set, cluster))
  if (clusters.length === 0 || near.some((cluster) => selects(set, cluster))) return
  const hint = far.length > 0 ? `${far.map((cluster) => cluster.describe()).join(', ')} would match, and a set reaches only clusters of its own namespace` : near.length === 0 ? 'none is in its namespace' : `in its namespace there is ${near.map((cluster) => cluster.describe()).join(', ')}`
  report(results, CRS_LINT.noMatch, `the set ${set.name} selects none of the Clusters of the package; ${hint}`, set.resource.field('spec', 'clusterSelector'))
}

/** One object with two contents on the way to one cluster. */
function reportFights(sets: readonly { readonly set: ReadSet; readonly objects: readonly DeliveredObject[] }[], clusters: readonly Resource[], results: Results): void {
  const seen = new Map<string, { readonly set: ReadSet; readonly object: DeliveredObject }[]>()
  for (const { set, objects } of sets) {
    for (const object of objects) {
      const key = identityKey(object)
      const others = seen.get(key) ?? []
      const other = others.find((one) => one.set !== set && !isSame(one.object, object) && mayMeet(one.set, set, clusters))
      if (other !== undefined) report(results, CRS_LINT.fighting, `${describeIdentity(object)} differs between the sets ${other.set.name} and ${set.name}, and one cluster gets both; leave it in one`, object.at)
      seen.set(key, [...others, { set, object }])
    }
  }
}

function isSame(a: DeliveredObject, b: DeliveredObject): boolean {
  return (a.text === b.text && a.text !== '') || sameValue(a.value, b.value)
}

/** Whether one cluster gets both: a Cluster of the package says so, or equal labels do. */
function mayMeet(a: ReadSet, b: ReadSet, clusters: readonly Resource[]): boolean {
  if (!sameNamespace(a.namespace, b.namespace)) return false
  if (clusters.some((cluster) => selects(a, cluster) && selects(b, cluster))) return true
  const isSubset = (left: ReadSet, right: ReadSet): boolean => [...left.labels].every(([key, value]) => right.labels.get(key) === value)
  return a.requirements.length === 0 && b.requirements.length === 0 && a.labels.size > 0 && b.labels.size > 0 && (isSubset(a, b) || isSubset(b, a))
}
