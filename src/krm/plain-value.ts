/** Values without a source text: what kind they are, what they hold, when they are the same. */

import type { PlainList, PlainMap, PlainValue } from './print.ts'
import type { ScalarValue } from './scalar-value.ts'

export function isScalar(value: PlainValue): value is ScalarValue {
  return value === null || typeof value !== 'object'
}

export function isList(value: PlainValue): value is PlainList {
  return Array.isArray(value)
}

/** The entries of a map in its own order. */
export function entriesOf(map: PlainMap): readonly (readonly [string, PlainValue])[] {
  return map instanceof Map ? [...map] : Object.entries(map)
}

/** A value of a map by its key. Never reaches what JavaScript objects inherit. */
export function valueOf(map: PlainValue | undefined, key: string): PlainValue | undefined {
  if (map === undefined || isScalar(map) || isList(map)) return undefined
  if (map instanceof Map) return map.get(key)
  return Object.hasOwn(map, key) ? (map as { readonly [key: string]: PlainValue })[key] : undefined
}

/** Whether a map or list holds nothing. */
export function isEmpty(value: PlainList | PlainMap): boolean {
  return (isList(value) ? value : entriesOf(value)).length === 0
}

/** Whether two values are the same: same types, lists in the same order; the order of keys does not count. */
export function sameValue(a: PlainValue, b: PlainValue): boolean {
  if (isScalar(a) || isScalar(b)) return Object.is(a, b)
  if (isList(a) || isList(b)) {
    return isList(a) && isList(b) && a.length === b.length && a.every((item, index) => sameValue(item, b[index]!))
  }
  const left = entriesOf(a)
  const right = new Map(entriesOf(b))
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)!))
}
