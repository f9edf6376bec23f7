/** Brings a resource's text from one value to another: only what differs is written. */

import { FieldError } from '#krm/field-error.ts'
import { sameValue } from '#krm/plain-value.ts'
import { printFlow } from '#krm/print-flow.ts'
import { printDocument, type PlainMap } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import { documentToItem } from '#krm/wire-text.ts'
import { objectOf, plainOf } from './object-of.ts'
import { wantAsRead } from './want-as-read.ts'

/**
 * Edits `resource`, which held `before`, so that it holds `after`; both in the reading of `objectOf`. False when it had to
 * be written anew, without its comments: a value that an anchor shares became several. Merge keys are written out.
 */
export function spliceDifferences(resource: Resource, before: PlainMap, after: PlainMap): boolean {
  if (sameValue(before, after)) return true
  try {
    const trial = resource.clone()
    trial.merge((text, root) => wantAsRead(after, text, root))
    const now = plainOf(objectOf(trial))
    if (now !== undefined && sameValue(now, after)) {
      resource.adopt(trial)
      return true
    }
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
