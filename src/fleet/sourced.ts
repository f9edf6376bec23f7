/** A value together with the field it was read from, so that every finding about it has a place. */

import type { Field } from '#krm/field.ts'
import { formatPlace, placeOf } from '#krm/result.ts'

export interface Sourced<T> {
  readonly value: T
  readonly from: Field
}

/** How a message names the place of a value: `spec.siteCode of ClusterContext my-ran, context.yaml:12:13`. */
export function describeField(field: Field): string {
  const where = formatPlace(placeOf(field))
  const name = field.path.length === 0 ? '' : `${field.name} of `
  return `${name}${field.resource.describe()}${where === '' ? '' : `, ${where}`}`
}
