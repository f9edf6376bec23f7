/** Writes the comment on a field's own line. */

import type { Field } from '#krm/field.ts'
import { commentAfter, lineEnd, skipBlanks } from '#krm/text-lines.ts'
import { isBlockCollection, isBlockScalar } from '#krm/tree.ts'

/**
 * Puts `# text` behind a scalar, or behind the key of a list, in place of the comment that is there. False where no comment can
 * stand: inside brackets, in JSON, and behind a block scalar.
 */
export function putComment(field: Field, text: string): boolean {
  const { resource, path } = field
  const node = field.node()
  const holder = resource.field(...path.slice(0, -1)).node()
  if (node === undefined || holder === undefined || !isBlockCollection(holder) || isBlockScalar(node)) return false
  const end = isBlockCollection(node) ? (holder.kind === 'map' ? holder.entries.find(({ value }) => value === node)?.colon : undefined) : node.end
  if (end === undefined || end < 0) return false
  const old = commentAfter(resource.text, end)
  if (old === undefined && skipBlanks(resource.text, end) !== lineEnd(resource.text, end)) return false
  const start = old?.start ?? end
  const comment = `${old === undefined ? ' ' : ''}# ${text}`
  if (resource.text.slice(start, old?.end ?? end) !== comment) resource.splice([{ start, end: old?.end ?? end, text: comment }])
  return true
}
