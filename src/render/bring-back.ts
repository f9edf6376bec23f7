/** Brings what an outside function made of a resource back into the text that the author wrote. */

import { FieldError } from '#krm/field-error.ts'
import { reconcile } from '#krm/reconcile.ts'
import type { Resource } from '#krm/resource.ts'
import { placeOf, type Result } from '#krm/result.ts'
import type { CallFailure } from './answered.ts'
import { kindChange } from './kind-change.ts'

/** Edits `resource` until it means what `answer` means; notes say what was left as the author spelt it. */
export function bringBack(resource: Resource, answer: Resource): CallFailure | { readonly notes: readonly Result[] } {
  const before = resource.tree()
  const after = answer.tree()
  if (before === undefined || after === undefined) return { code: 'KPT142', message: `${resource.describe()} cannot be read` }
  const changed = kindChange({ text: resource.text, node: before }, { text: answer.text, node: after })
  if (changed !== undefined) return { code: 'KPT144', message: `${resource.describe()}: ${changed}; a value keeps its kind, as with kpt` }
  try {
    const { notes } = reconcile(resource, answer)
    return { notes: notes.map((message) => ({ code: 'KPT150', severity: 'info', message, place: placeOf(resource) })) }
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    return { code: 'KPT145', message: error.message }
  }
}
