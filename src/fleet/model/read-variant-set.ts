/** PackageVariantSets, from objects to typed values. Templates stay fields: who evaluates them reads them. */

import { readList, readText, readTexts } from '#fleet/field-values.ts'
import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import type { PackageVariantSet, TargetRepository, VariantTarget } from './package-variant-set.ts'
import { PORCH_GROUP, readUpstream } from './read-variant.ts'

/** Whether an object is a PackageVariantSet of any version. */
export function isPackageVariantSet({ group, kind }: Resource): boolean {
  return kind === 'PackageVariantSet' && group === PORCH_GROUP
}

/** What a set states. `results` takes values of a wrong type, which then count as absent. */
export function readPackageVariantSet(resource: Resource, results: Results): PackageVariantSet {
  const spec = resource.field('spec')
  return {
    resource,
    upstream: readUpstream(spec.child('upstream'), results),
    targets: readList(spec.child('targets'), results).map((field) => readTarget(field, results)),
  }
}

function readTarget(from: Field, results: Results): VariantTarget {
  const repositories = from.child('repositories')
  return {
    from,
    repositories: isGiven(repositories) ? readList(repositories, results).map((field) => readTargetRepository(field, results)) : undefined,
    repositorySelector: given(from.child('repositorySelector')),
    objectSelector: given(from.child('objectSelector')),
    template: given(from.child('template')),
  }
}

function readTargetRepository(from: Field, results: Results): TargetRepository {
  return { from, name: readText(from.child('name'), results), packageNames: readTexts(from.child('packageNames'), results) }
}

function given(field: Field): Field | undefined {
  return isGiven(field) ? field : undefined
}

/** Go reads null as absent. */
function isGiven(field: Field): boolean {
  const { value } = field
  return value !== undefined && value !== null
}
