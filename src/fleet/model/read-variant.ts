/** PackageVariants and the parts that PackageVariantSets share with them, from objects to typed values. */

import { readInteger, readList, readMap, readText, readTexts } from '#fleet/field-values.ts'
import type { Sourced } from '#fleet/sourced.ts'
import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import type { Downstream, Injector, PackageContextChange, PackageVariant, SourcedMap, Upstream } from './package-variant.ts'

/** Porch's configuration group: Repository, PackageVariant, PackageVariantSet. */
export const PORCH_GROUP = 'config.porch.kpt.dev'

/** Whether an object is a PackageVariant of any version. */
export function isPackageVariant({ group, kind }: Resource): boolean {
  return kind === 'PackageVariant' && group === PORCH_GROUP
}

/** What a PackageVariant states. `results` takes values of a wrong type, which then count as absent. */
export function readPackageVariant(resource: Resource, results: Results): PackageVariant {
  const spec = resource.field('spec')
  readMap(spec, results)
  const pipeline = spec.child('pipeline')
  return {
    resource,
    upstream: readUpstream(spec.child('upstream'), results),
    downstream: readDownstream(spec.child('downstream'), results),
    adoptionPolicy: readText(spec.child('adoptionPolicy'), results),
    deletionPolicy: readText(spec.child('deletionPolicy'), results),
    labels: readTextMap(spec.child('labels'), results),
    annotations: readTextMap(spec.child('annotations'), results),
    packageContext: readPackageContext(spec.child('packageContext'), results),
    mutators: readList(pipeline.child('mutators'), results),
    validators: readList(pipeline.child('validators'), results),
    injectors: readList(spec.child('injectors'), results).map((field) => readInjector(field, results)),
  }
}

/** `spec.upstream` of a variant or a set. */
export function readUpstream(field: Field, results: Results): Upstream {
  return {
    repo: filled(readText(field.child('repo'), results)),
    package: filled(readText(field.child('package'), results)),
    workspaceName: filled(readText(field.child('workspaceName'), results)),
    revision: readInteger(field.child('revision'), results),
  }
}

function readDownstream(field: Field, results: Results): Downstream {
  return { repo: filled(readText(field.child('repo'), results)), package: filled(readText(field.child('package'), results)) }
}

/** `packageContext` of a variant or a template, without expressions. */
export function readPackageContext(field: Field, results: Results): PackageContextChange {
  return { data: readTextMap(field.child('data'), results), removeKeys: readTexts(field.child('removeKeys'), results) }
}

/** One entry of `injectors`, without expressions. */
export function readInjector(field: Field, results: Results): Injector {
  const text = (key: string): Sourced<string> | undefined => readText(field.child(key), results)
  return { group: text('group'), version: text('version'), kind: text('kind'), name: filled(text('name')), from: field }
}

/** A map of texts under keys that people choose. */
export function readTextMap(field: Field, results: Results): SourcedMap {
  const map = new Map<string, Sourced<string>>()
  for (const child of readMap(field, results)) {
    const text = readText(child, results)
    if (text !== undefined) map.set(String(child.path.at(-1)), text)
  }
  return map
}

/** Go reads an empty text and a missing one alike. */
function filled(text: Sourced<string> | undefined): Sourced<string> | undefined {
  return text?.value === '' ? undefined : text
}
