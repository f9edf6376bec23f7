/** The text for a new scalar value, in the style of the scalar that it replaces. */

import type { ScalarValue } from './scalar-value.ts'

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'empty'

/** How the replaced scalar was written. `tag`: an explicit tag that stays in the text before the scalar. */
export interface WrittenScalar {
  readonly style: ScalarStyle
  readonly tag?: string | undefined
}

/**
 * Where the scalar stands. `flow`: inside `[]` or `{}`. `key`: it is a map key. `json`: inside a JSON text.
 * `indent`: the column at which the lines of a literal block would stand (the column of the map plus two).
 */
export interface ScalarContext {
  readonly flow: boolean
  readonly key: boolean
  readonly json: boolean
  readonly indent: number
}

/**
 * The text to put in place of an old scalar (`undefined`: there was none), without a line break at its end.
 * A literal block is returned with its header and its indented lines.
 */
export function writeScalar(value: ScalarValue, was: WrittenScalar | undefined, context: ScalarContext): string {
  throw new Error(`not written yet: ${String(value)} ${String(was)} ${String(context)}`)
}
