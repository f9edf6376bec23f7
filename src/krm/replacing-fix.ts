/** The fix that puts another text in the place of a scalar, and touches nothing else. */

import type { Field } from './field.ts'
import type { Fix } from './result.ts'

/** Undefined where the field is written in another way than `from` (an alias, escapes), or stands in no file. Quotes stay. */
export function replacingFix(at: Field, value: string, newValue: string): Fix | undefined {
  const node = at.node()
  const { resource } = at
  if (node?.kind !== 'scalar' || resource.origin.path === '') return undefined
  const from = resource.text.slice(node.start, node.end)
  const quote = ['', '"', "'"].find((mark) => from === mark + value + mark)
  if (quote === undefined) return undefined
  const text = quote + newValue + quote
  const [start, end] = [resource.position(node.start), resource.position(node.end)]
  if (start === undefined || end === undefined) return undefined
  return { describe: `write ${newValue}`, edits: [{ file: resource.origin.path, start, end, from, text }] }
}
