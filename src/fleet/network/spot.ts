/** Where a value of the network stands: a field, or a value inside of the JSON text that a field holds. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import { formatPlace, type Place } from '#krm/result.ts'
import type { Sourced } from '#fleet/sourced.ts'
import { lineAt, lineStartsOf } from './line-starts.ts'

/** A place inside of a JSON text. */
export interface Inside {
  /** `ipam.ranges[0].subnet`; empty for the whole text. */
  readonly path: string
  /** The line within the text, from 1. It is the same whether or not the file was read by us. */
  readonly line: number
  /** The offset in the resource's text; undefined when the scalar's style does not let it be told (double quotes, folds). */
  readonly offset: number | undefined
}

/** A place. `field` is always there, so that messages, suppressions and kpt's results name a field that exists. */
export interface Spot {
  readonly field: Field
  readonly inside?: Inside
}

/** A value and where it was read. */
export interface Placed<T> {
  readonly value: T
  readonly at: Spot
}

/** A value that a typed view of fleet read, as a placed value. */
export function placed<T>({ value, from }: Sourced<T>): Placed<T> {
  return { value, at: { field: from } }
}

/** The place as a result names it. */
export function placeOfSpot({ field, inside }: Spot): Place {
  const { resource } = field
  const offset = inside?.offset ?? field.node()?.outerStart
  const position = offset === undefined ? field.position : positionIn(resource, offset)
  const { apiVersion, kind, name, namespace, origin } = resource
  return {
    ...(origin.path !== '' && { file: origin.path, index: origin.index }),
    ...(position !== undefined && { position }),
    resource: { apiVersion, kind, name, namespace },
    ...(field.path.length > 0 && { field: field.name }),
  }
}

/** `file:line:column`, as much of it as is known; the object where there is no file. */
export function whereIs(spot: Spot): string {
  const where = formatPlace(placeOfSpot(spot))
  return where === '' ? spot.field.resource.describe() : where
}

/** `ipam.range, line 7 of spec.config` or `spec.gateway`. */
export function nameOf({ field, inside }: Spot): string {
  if (inside === undefined) return field.name
  return `${inside.path === '' ? '' : `${inside.path}, `}line ${inside.line} of ${field.name}`
}

/** The place of a whole resource, or of an offset in its text that belongs to no field. */
export function spotOf(resource: Resource, offset?: number): Spot {
  const field = resource.field()
  return offset === undefined ? { field } : { field, inside: { path: '', line: 1, offset } }
}

/** The lines of texts that findings point into. */
const lines = new WeakMap<Resource, { readonly text: string; readonly starts: readonly number[] }>()

/** Line and column of an offset. One pass over the text for all findings in it, not one for each. */
function positionIn(resource: Resource, offset: number): Place['position'] {
  const { linesBefore } = resource.origin
  if (linesBefore === undefined || resource.changed) return resource.position(offset)
  let known = lines.get(resource)
  if (known?.text !== resource.text) {
    known = { text: resource.text, starts: lineStartsOf(resource.text) }
    lines.set(resource, known)
  }
  const line = lineAt(known.starts, offset)
  return { line: linesBefore + line, column: offset - known.starts[line - 1]! + 1 }
}
