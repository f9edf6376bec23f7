/** Values on one line, as kpt prints flow style (`{a: 1, b: [x, y]}`) or as JSON. */

import { entriesOf, isList, isScalar } from './plain-value.ts'
import type { PlainValue } from './print.ts'
import { writeScalar } from './scalar-style.ts'

/** `value` to stand inside `[]` or `{}` or behind a key; with `json` every string and every key is in double quotes. */
export function printFlow(value: PlainValue, json: boolean): string {
  if (isScalar(value)) return writeScalar(value, undefined, { flow: true, key: false, json, indent: 0 })
  if (isList(value)) return `[${value.map((item) => printFlow(item, json)).join(', ')}]`
  const key = { flow: true, key: true, json, indent: 0 }
  return `{${entriesOf(value).map(([name, child]) => `${writeScalar(name, undefined, key)}: ${printFlow(child, json)}`).join(', ')}}`
}
