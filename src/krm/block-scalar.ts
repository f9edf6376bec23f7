/** Literal `|` and folded `>` block scalars: from their text to a string, and back. */

import type { Decoded } from './quoted.ts'

/**
 * The string that a block scalar stands for.
 * `header` is `|` or `>` with its indicators (a comment after it is ignored), `body` the text after the header's line
 * break up to the next node, `parentIndent` the column of the node that holds the scalar (-1 at the root of a document).
 */
export function decodeBlockScalar(header: string, body: string, parentIndent: number): Decoded {
  throw new Error(`not written yet: ${header} ${body} ${parentIndent}`)
}

/**
 * `value` as a literal block whose lines stand at column `indent`: `|`, `|-` or `|+` and the lines, without the line
 * break that ends the last one. `undefined` when the value cannot be written so without changing for some reader.
 */
export function literalBlock(value: string, indent: number): string | undefined {
  throw new Error(`not written yet: ${value} ${indent}`)
}
