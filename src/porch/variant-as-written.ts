/** What can be told of a variant, or a set of them, as it is written: its version, the pipelines that it adds. */

import { report } from '#fleet/finding.ts'
import type { Field } from '#krm/field.ts'
import { replacingFix } from '#krm/replacing-fix.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { VARIANT_FINDINGS } from './variant-findings.ts'

const GROUP = 'config.porch.kpt.dev'
const VERSIONS: ReadonlyMap<string, string> = new Map([['PackageVariant', 'v1alpha1'], ['PackageVariantSet', 'v1alpha2']])

/** The only apiVersion of a kind that is read at any version; undefined for all other kinds. */
export function variantVersionOf({ group, kind }: Resource): string | undefined {
  const version = VERSIONS.get(kind)
  return group !== GROUP || version === undefined ? undefined : `${GROUP}/${version}`
}

/** Says when a variant, or a set of them, is written at a version that there is not. */
export function checkVariantVersion(resource: Resource, results: Results): void {
  const { apiVersion } = resource
  const right = variantVersionOf(resource)
  if (right === undefined || apiVersion === right) return
  const at = resource.field('apiVersion')
  const fix = replacingFix(at, apiVersion, right)
  report(results, VARIANT_FINDINGS.wrongVersion, `${resource.kind} exists at ${right} only, not at ${apiVersion}; it is planned as it was meant`, at, { currentValue: apiVersion, proposedValue: right, ...(fix !== undefined && { fix }) })
}

/** The pipelines that a variant or a set gives to packages; none of other kinds. */
export function pipelinesOf(resource: Resource): Field[] {
  if (variantVersionOf(resource) === undefined) return []
  if (resource.kind === 'PackageVariant') return [resource.field('spec', 'pipeline')]
  return resource.field('spec', 'targets').children().map((target) => target.child('template', 'pipeline'))
}
