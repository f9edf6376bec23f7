/** The targets of a PackageVariantSet: which repositories or objects each entry selects. */

import { report } from '#fleet/finding.ts'
import { readLabelSelector } from '#fleet/label-selector.ts'
import type { PackageVariantSet, TargetRepository, VariantTarget } from '#fleet/model/package-variant-set.ts'
import { namespaceOf } from '#fleet/model/fleet-model.ts'
import { isRepository } from '#fleet/repository.ts'
import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import type { Fleet } from './fleet-index.ts'
import { VARIANT_FINDINGS as F } from './variant-findings.ts'

/** One downstream of a set before its template is looked at. */
export interface SelectedTarget {
  readonly target: VariantTarget
  readonly repoDefault: string
  readonly packageDefault: string
  /** Where the default of the repository comes from: an entry of `repositories`, or the selector. */
  readonly from: Field
  /** The object that was selected; undefined for an explicit repository. */
  readonly object: Resource | undefined
}

/** Everything a target selects; undefined when the controller would stall the set because of it. */
export function selectTargets(set: PackageVariantSet, target: VariantTarget, fleet: Fleet, results: Results): SelectedTarget[] | undefined {
  const packageDefault = set.upstream.package?.value ?? ''
  const given = [target.repositories, target.repositorySelector, target.objectSelector].filter((selector) => selector !== undefined)
  if (given.length !== 1) {
    const what = given.length === 0 ? 'has none of repositories, repositorySelector and objectSelector' : `has ${given.length} of repositories, repositorySelector and objectSelector`
    return void report(results, F.badTarget, `${target.from.name} ${what}; write exactly one`, target.from)
  }
  if (target.repositories !== undefined) return explicitTargets(target, target.repositories, packageDefault, results)
  const selector = (target.repositorySelector ?? target.objectSelector)!
  const candidates = target.objectSelector === undefined ? repositoriesIn(namespaceOf(set.resource), fleet) : objectsOf(selector, namespaceOf(set.resource), fleet, results)
  const labels = readLabelSelector(selector)
  for (const { message, at } of labels.problems ?? []) report(results, F.badTarget, message, at)
  if (candidates === undefined || labels.problems !== undefined) return undefined
  const selected = candidates.filter((object) => labels.matches(object.labels))
  if (selected.length === 0) reportNothing(set, target, selector, candidates.length, results)
  return selected.map((object) => ({ target, repoDefault: object.name, packageDefault, from: selector, object }))
}

function explicitTargets(target: VariantTarget, repositories: readonly TargetRepository[], packageDefault: string, results: Results): SelectedTarget[] | undefined {
  let valid = repositories.length > 0
  if (!valid) report(results, F.badTarget, `${target.from.name}.repositories is an empty list; name a repository`, target.from.child('repositories'))
  for (const { from, name, packageNames } of repositories) {
    const empty = [...(name === undefined || name.value === '' ? [from.child('name')] : []), ...packageNames.filter(({ value }) => value === '').map((each) => each.from)]
    for (const field of empty) report(results, F.badTarget, `${field.name} is empty; write a name`, field)
    if (empty.length > 0) valid = false
  }
  if (!valid) return undefined
  return repositories.flatMap(({ name, packageNames }) => {
    const names = packageNames.length > 0 ? packageNames.map(({ value }) => value) : [packageDefault]
    return names.map((packageName) => ({ target, repoDefault: name!.value, packageDefault: packageName, from: name!.from, object: undefined }))
  })
}

function repositoriesIn(namespace: string, { model }: Fleet): Resource[] {
  return model.repositories.map(({ resource }) => resource).filter((resource) => isRepository(resource) && resource.group !== 'infra.nephio.org' && namespaceOf(resource) === namespace)
}

function objectsOf(selector: Field, namespace: string, fleet: Fleet, results: Results): readonly Resource[] | undefined {
  for (const ignored of [selector.child('name'), selector.child('namespace')]) {
    if (ignored.exists) report(results, F.nameIgnored, `${ignored.name} is never read: every object with the labels is selected; select by a label instead`, ignored)
  }
  const apiVersion = selector.child('apiVersion')
  const kind = selector.child('kind')
  const missing = [apiVersion, kind].filter((field) => (field.string ?? '') === '')
  for (const field of missing) report(results, F.badTarget, `${field.name} is ${field.exists ? 'empty' : 'missing'}; write it`, field)
  return missing.length > 0 ? undefined : fleet.objects(apiVersion.string!, kind.string!, namespace)
}

function reportNothing(set: PackageVariantSet, target: VariantTarget, selector: Field, candidates: number, results: Results): void {
  const what = target.objectSelector === undefined ? 'Repository' : `${selector.child('kind').string} of ${selector.child('apiVersion').string}`
  const namespace = namespaceOf(set.resource)
  const why = candidates === 0 ? `there is no ${what} in namespace ${namespace}` : `none of the ${candidates} ${what} objects in namespace ${namespace} has the labels`
  report(results, F.noTargets, `${selector.name} selects nothing: ${why}`, selector)
}
