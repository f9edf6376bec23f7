/** A PackageVariant's content, whether it was written or made from an entry of a set: one shape to plan from. */

import type { PackageVariant } from '#fleet/model/package-variant.ts'
import type { Field } from '#krm/field.ts'
import { entriesOf, isList, isScalar } from '#krm/plain-value.ts'
import type { PlainMap } from '#krm/print.ts'

export interface VariantSpec extends Omit<PackageVariant, 'resource' | 'mutators' | 'validators'> {
  readonly mutators: readonly FunctionEntry[]
  readonly validators: readonly FunctionEntry[]
}

/** One function of `pipeline.mutators` or `pipeline.validators`, as a value without its name. */
export interface FunctionEntry {
  readonly name: string
  readonly value: PlainMap
  readonly from: Field
}

/** What a written PackageVariant states. */
export function specOf(variant: PackageVariant): VariantSpec {
  return { ...variant, mutators: variant.mutators.map(functionEntry), validators: variant.validators.map(functionEntry) }
}

/** An entry of a pipeline; what is no map is one without anything in it. */
export function functionEntry(from: Field): FunctionEntry {
  const value = from.value ?? null
  const map: PlainMap = isScalar(value) || isList(value) ? new Map() : value
  return { name: from.child('name').scalarText ?? '', value: new Map(entriesOf(map).filter(([key]) => key !== 'name')), from }
}
