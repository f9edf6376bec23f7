/** A PackageVariantSet as it is written: one upstream package, and targets that unroll into PackageVariants. */

import type { Sourced } from '#fleet/sourced.ts'
import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Upstream } from './package-variant.ts'

/** One entry of `spec.targets`. Exactly one selector kind is allowed; what is given is all here, so that it can be said. */
export interface VariantTarget {
  /** `spec.targets[i]`. */
  readonly from: Field
  readonly repositories: readonly TargetRepository[] | undefined
  /** LabelSelectors as fields. */
  readonly repositorySelector: Field | undefined
  readonly objectSelector: Field | undefined
  /** The PackageVariantTemplate as a field. */
  readonly template: Field | undefined
}

/** An explicit target: one variant per package name, or one with the upstream's name. */
export interface TargetRepository {
  readonly from: Field
  readonly name: Sourced<string> | undefined
  readonly packageNames: readonly Sourced<string>[]
}

/** One PackageVariantSet (v1alpha2; what is written at another version is read as it was meant). */
export interface PackageVariantSet {
  readonly resource: Resource
  readonly upstream: Upstream
  readonly targets: readonly VariantTarget[]
}
