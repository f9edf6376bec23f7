/** What has aged: the part of the check's rules that `krm-fleet doctor` shows, and the files outside of packages for it. */

import { CRS_LINT } from '#fleet/cluster-resource-set/lint-findings.ts'
import { SETTER_FINDINGS } from '#fleet/setter-findings.ts'
import { Results, type Result } from '#krm/result.ts'
import type { Resource } from '#krm/resource.ts'
import { checkVariantVersion, pipelinesOf, variantVersionOf } from '#porch/variant-as-written.ts'
import { VARIANT_FINDINGS } from '#porch/variant-findings.ts'
import { checkNames } from './families/names.ts'
import { checkImage } from './families/pipelines.ts'
import { PACKAGE_RULES } from './rules/package-rules.ts'
import { SCHEMA_RULES } from './rules/schema-rules.ts'
import type { SchemaSet } from './schema/schema.ts'
import { validateResource } from './schema/validate.ts'

/** Rules about names, places and versions that were right once, or were meant. */
const DOCTOR_RULES: ReadonlySet<string> = new Set([
  'KPT102',
  PACKAGE_RULES.floatingImage.code,
  PACKAGE_RULES.retiredImage.code,
  PACKAGE_RULES.misnamed.code,
  SCHEMA_RULES.unknownKind.code,
  VARIANT_FINDINGS.wrongVersion.code,
  CRS_LINT.oldVersion.code,
])

/** Whether a finding is the doctor's: of its rules, or a setter in the form of kpt before version 1, which alone has a fix. */
export function hasAged({ code = '', fix }: Result): boolean {
  return DOCTOR_RULES.has(code) || (code === SETTER_FINDINGS.lookAlike.code && fix !== undefined)
}

/** What those rules find in resources that belong to no package. `ownFunctions` are the names of this suite's. */
export function checkLoose(resources: readonly Resource[], schemas: SchemaSet, ownFunctions: readonly string[], exists: (path: string) => boolean): Result[] {
  const results = new Results()
  for (const resource of resources) checkVariantVersion(resource, results)
  return [
    ...results.list,
    ...checkNames(resources, exists),
    ...resources.flatMap((resource) => imagesOf(resource, ownFunctions)),
    ...resources.flatMap((resource) => (variantVersionOf(resource) === undefined ? validateResource(resource, schemas) : [])),
  ].filter(hasAged)
}

function imagesOf(resource: Resource, ownFunctions: readonly string[]): Result[] {
  return pipelinesOf(resource).flatMap((pipeline) => ['mutators', 'validators'].flatMap((type) => pipeline.child(type).children().flatMap((step) => {
    const [image, tag] = [step.child('image'), step.child('tag').string]
    return image.string === undefined ? [] : checkImage({ image: image.string, ...(tag !== undefined && { tag }) }, image, ownFunctions)
  })))
}
