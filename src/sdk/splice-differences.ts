/** Brings a resource's text from one value to another: only what differs is written. */

import { FieldError, type Field } from '#krm/field.ts'
import { isEmpty, isList, isScalar, sameValue, entriesOf } from '#krm/plain-value.ts'
import { printFlow } from '#krm/print-flow.ts'
import { printDocument, type PlainList, type PlainMap, type PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import { documentToItem } from '#krm/wire-text.ts'
import { listEdits } from './list-edits.ts'
import { objectOf, plainOf } from './object-of.ts'

/**
 * Edits `resource`, which held `before`, so that it holds `after`; both in the reading of `objectOf`. False when it had to
 * be written anew, without its comments: a change inside what an anchor shares, or of what a merge key gave.
 */
export function spliceDifferences(resource: Resource, before: PlainMap, after: PlainMap): boolean {
  if (sameValue(before, after)) return true
  try {
    spliceMap(resource.field(), before, after)
    const now = plainOf(objectOf(resource))
    if (now !== undefined && sameValue(now, after)) return true
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
  }
  resource.splice([{ start: 0, end: resource.text.length, text: printedAs(resource, after) }])
  return false
}

function printedAs({ form, text }: Resource, value: PlainMap): string {
  if (form === 'flow') return printFlow(value, /^\{\s*"/.test(text))
  return form === 'item' ? documentToItem(printDocument(value)) : printDocument(value)
}

function spliceValue(field: Field, before: PlainValue, after: PlainValue): void {
  if (sameValue(before, after)) return
  if (isScalar(before) || isScalar(after)) return put(field, after)
  if (isEmpty(before) || isEmpty(after)) return put(field, after)
  if (isList(before)) return isList(after) ? spliceList(field, before, after) : put(field, after)
  return isList(after) ? put(field, after) : spliceMap(field, before, after)
}

/** Sets a field although it may hold the same value to Kubernetes, which reads `yes` as true. */
function put(field: Field, value: PlainValue): void {
  const now = field.value
  if (now !== undefined && sameValue(now, value)) field.set(value === null ? '' : null)
  field.set(value)
}

function spliceMap(field: Field, before: PlainMap, after: PlainMap): void {
  const now = new Map(entriesOf(after))
  const was = new Map(entriesOf(before))
  // New keys first: a map that loses its last key on the way would lose its shape.
  for (const [key, value] of now) {
    const old = was.get(key)
    if (old === undefined) field.child(key).set(value)
    else spliceValue(field.child(key), old, value)
  }
  for (const key of was.keys()) if (!now.has(key)) field.child(key).remove()
}

/** From the back, so that the indices of what stands before stay true. */
function spliceList(field: Field, before: PlainList, after: PlainList): void {
  const edits = listEdits(before, after)
  // An empty list has no dashes that an item could stand beside.
  if (!edits.some(({ kind }) => kind === 'keep' || kind === 'change')) return put(field, after)
  let next = before.length
  for (const edit of edits.toReversed()) {
    if (edit.kind === 'add') {
      field.insertItem(next, after[edit.to]!)
      continue
    }
    next = edit.from
    if (edit.kind === 'drop') field.child(edit.from).remove()
    else if (edit.kind === 'change') spliceValue(field.child(edit.from), before[edit.from]!, after[edit.to]!)
  }
}
