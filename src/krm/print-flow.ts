/** Values on one line, as kpt prints flow style (`{a: 1, b: [x, y]}`) or as JSON. */

import type { PlainValue } from './print.ts'
import { flowText, wantPlain } from './wanted.ts'

/** `value` to stand inside `[]` or `{}` or behind a key; with `json` every string and every key is in double quotes. */
export function printFlow(value: PlainValue, json: boolean): string {
  return flowText(wantPlain(value), json)
}
