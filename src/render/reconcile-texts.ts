/** The one place that calls the reconciler. */

import type { Field } from '#krm/field.ts'
import { entriesOf, isList, isScalar, sameValue, valueOf } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'

/** Edits `resource` until its value is that of `answer`. */
export function reconcileTexts(resource: Resource, answer: Resource): readonly Result[] {
  const after = answer.field().value
  if (after !== undefined) bring(resource.field(), after)
  return []
}

function bring(field: Field, after: PlainValue): void {
  const before = field.value
  if (before === undefined || before === null || isScalar(before) || isScalar(after) || isList(before) !== isList(after)) return field.set(after)
  if (sameValue(before, after)) return
  if (isList(after)) return bringList(field, before, after)
  for (const [key] of entriesOf(before as ReadonlyMap<string, PlainValue>)) if (valueOf(after, key) === undefined) field.child(key).remove()
  for (const [key, value] of entriesOf(after)) bring(field.child(key), value)
}

function bringList(field: Field, before: PlainValue, after: readonly PlainValue[]): void {
  const list = before as readonly PlainValue[]
  let head = 0
  while (head < list.length && head < after.length && sameValue(list[head]!, after[head]!)) head++
  let tail = 0
  while (tail < list.length - head && tail < after.length - head && sameValue(list.at(-1 - tail)!, after.at(-1 - tail)!)) tail++
  const common = Math.min(list.length, after.length) - head - tail
  for (let at = 0; at < common; at++) bring(field.child(head + at), after[head + at]!)
  for (let at = list.length - 1 - tail; at >= head + common; at--) field.child(at).remove()
  for (let at = head + common; at < after.length - tail; at++) {
    if (field.children().length === 0) return field.set(after)
    field.insertItem(at, after[at]!)
  }
}
