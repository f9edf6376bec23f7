/** The one place that calls the reconciler. */

import { sameValue } from '#krm/plain-value.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'

/** Edits `resource` until its value is that of `answer`. */
export function reconcileTexts(resource: Resource, answer: Resource): readonly Result[] {
  const before = resource.field().value
  const after = answer.field().value
  if (before !== undefined && after !== undefined && sameValue(before, after)) return []
  resource.splice([{ start: 0, end: resource.text.length, text: answer.documentText }])
  return []
}
