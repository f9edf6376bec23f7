/** New values as text, the way kpt prints a new resource. */

import type { ScalarValue } from './scalar-value.ts'

/** A value without a source text. The order of keys is kept. */
export type PlainValue =
  | ScalarValue
  | readonly PlainValue[]
  | ReadonlyMap<string, PlainValue>
  | { readonly [key: string]: PlainValue }

/** `indent`: the column at which the value's lines stand. `wide`: a list inside a map is indented by two. */
export interface PrintOptions {
  readonly indent: number
  readonly sequenceIndent: 'compact' | 'wide'
}

/**
 * `value` as YAML. A map, a list or a scalar whose first line is not indented (it goes where the caller's text ends)
 * and whose further lines stand at column `indent` or deeper; no line break at the end.
 */
export function printYaml(value: PlainValue, options: PrintOptions): string {
  throw new Error(`not written yet: ${String(value)} ${String(options)}`)
}

/** A whole YAML document, ending in a line break. */
export function printDocument(value: PlainValue): string {
  throw new Error(`not written yet: ${String(value)}`)
}

/** A whole JSON file: indented by two, keys in their own order, numbers exact, ending in a line break. */
export function printJson(value: PlainValue): string {
  throw new Error(`not written yet: ${String(value)}`)
}
