/** A plan into the package: what is there is edited, what is missing is added, what no longer belongs is removed. */

import { FieldError } from '#krm/field.ts'
import type { ItemList } from '#krm/item-list.ts'
import { entriesOf, isList, isScalar } from '#krm/plain-value.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import { ADDONS_GROUP } from './names.ts'
import { CRS_FINDINGS } from './findings.ts'
import type { Generated } from './generated.ts'
import type { Owned } from './owned.ts'
import { identityIn, identityKey, type ObjectIdentity } from './payload-object.ts'
import type { PlannedInstance, PlannedSet } from './plan.ts'
import type { SetInstance, SetRequest } from './request.ts'

/** Everything that is generated for one set of one cluster, but for its inventory. */
export function generatedOf({ set, configMaps, externalSecrets }: PlannedInstance): Generated[] {
  return [set, ...configMaps, ...externalSecrets]
}

/** Errors that forbid the plan: names that others took, and immutable fields that would change. */
export function checkAgainstPackage(plans: readonly PlannedSet[], items: ItemList, owned: readonly Owned[], results: Results): void {
  const there = byIdentity([...items])
  const ours = new Set(owned.map(({ resource }) => resource))
  for (const { request, instances } of plans) {
    for (const planned of instances) {
      for (const { value } of generatedOf(planned)) {
        const found = there.get(keyOf(value))
        if (found !== undefined && !ours.has(found)) {
          report(results, CRS_FINDINGS.nameTaken, `${found.describe()} was not generated from this config and has the name that the set ${request.name} needs; rename or remove it`, found)
        }
      }
      const set = there.get(keyOf(planned.set.value))
      if (set !== undefined && ours.has(set)) checkImmutable(request, planned.instance, set, results)
    }
  }
}

/** clusterSelector and strategy never change (the webhook of Cluster API); an absent strategy is ApplyOnce. */
function checkImmutable(request: SetRequest, { selector }: SetInstance, set: Resource, results: Results): void {
  const strategy = set.field('spec', 'strategy').string ?? 'ApplyOnce'
  const remedy = 'it is immutable: give the set a new name, or remove the old one from here and from the management cluster first'
  if (strategy !== request.strategy) {
    report(results, CRS_FINDINGS.strategyChanged, `spec.strategy is ${strategy} and the config says ${request.strategy}; ${remedy}`, set.field('spec', 'strategy'))
  }
  const labels = set.field('spec', 'clusterSelector', 'matchLabels')
  const found = new Map(labels.children().map((label) => [String(label.path.at(-1)), label.scalarText ?? '']))
  const isSame = found.size === selector.size && [...selector].every(([key, value]) => found.get(key) === value)
  if (isSame && !set.field('spec', 'clusterSelector', 'matchExpressions').exists) return
  report(results, CRS_FINDINGS.selectorChanged, `spec.clusterSelector is ${textOf(found)} and the config says ${textOf(selector)}; ${remedy}`, set.field('spec', 'clusterSelector'))
}

function textOf(labels: ReadonlyMap<string, string>): string {
  return `{${[...labels].map(([key, value]) => `${key}: ${value}`).join(', ')}}`
}

/** Writes resources: those that are there keep their file, their comments and what others added. */
export function writeGenerated(generated: readonly Generated[], items: ItemList, owned: readonly Owned[]): void {
  const wanted = new Set(generated.map(({ value }) => keyOf(value)))
  for (const { resource } of owned) if (!wanted.has(identityKey(identityOf(resource)))) items.remove(resource)
  const there = byIdentity([...items])
  for (const { value, path } of generated) {
    const found = there.get(keyOf(value))
    if (found !== undefined && bringUpToDate(found, value)) continue
    if (found !== undefined) items.remove(found)
    items.add(value, path)
  }
}

/** Edits a resource until it says what `value` says; false when its text does not allow that. */
function bringUpToDate(resource: Resource, value: PlainMap): boolean {
  try {
    for (const [key, child] of entriesOf(value)) {
      if (key === 'metadata') for (const [name, part] of entriesIn(child)) setEach(resource, ['metadata', name], part)
      else if (key === 'spec') for (const [name, part] of entriesIn(child)) resource.field('spec', name).set(part)
      else resource.field(key).set(child)
    }
    return true
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    return false
  }
}

/** Labels and annotations one by one: those of others stay. */
function setEach(resource: Resource, path: readonly string[], value: PlainValue): void {
  if (isScalar(value) || isList(value)) resource.field(...path).set(value)
  else for (const [key, child] of entriesOf(value)) resource.field(...path, key).set(child)
}

function entriesIn(value: PlainValue): readonly (readonly [string, PlainValue])[] {
  return isScalar(value) || isList(value) ? [] : entriesOf(value)
}

function byIdentity(resources: readonly Resource[]): Map<string, Resource> {
  const relevant = resources.filter(({ group, kind }) => (kind === 'ConfigMap' && group === '') || group === ADDONS_GROUP || kind === 'ExternalSecret')
  return new Map(relevant.map((resource) => [identityKey(identityOf(resource)), resource]))
}

function identityOf({ apiVersion, group, kind, namespace, name }: Resource): ObjectIdentity {
  return { apiVersion, group, kind, namespace, name }
}

function keyOf(value: PlainMap): string {
  return identityKey(identityIn(value))
}
