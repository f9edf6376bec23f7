/** Values that a text shall have, compared with what it has in the reading of js-yaml 3. */

import { entriesOf, isList, isScalar, sameValue } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import { writeScalar, type ScalarContext, type WrittenScalar } from '#krm/scalar-style.ts'
import type { TreeNode } from '#krm/tree.ts'
import type { Wanted } from '#krm/wanted.ts'
import { Reading } from './object-of.ts'

/** `value` for a text with the tree `root`: `yes` is text there, and becomes true only if the function made it so. */
export function wantAsRead(value: PlainValue, text: string, root: TreeNode): Wanted {
  return new WantedAsRead(value, new Reading(text, root))
}

class WantedAsRead implements Wanted {
  readonly kind: Wanted['kind']
  readonly #value: PlainValue
  readonly #reading: Reading

  constructor(value: PlainValue, reading: Reading) {
    this.#value = value
    this.#reading = reading
    this.kind = isScalar(value) ? 'scalar' : isList(value) ? 'list' : 'map'
  }

  entries(): ReadonlyMap<string, Wanted> {
    const value = this.#value
    if (isScalar(value) || isList(value)) return new Map()
    return new Map(entriesOf(value).map(([key, child]) => [key, new WantedAsRead(child, this.#reading)]))
  }

  items(): readonly Wanted[] {
    const value = this.#value
    return isScalar(value) || !isList(value) ? [] : value.map((item) => new WantedAsRead(item, this.#reading))
  }

  isAt(node: TreeNode): boolean {
    const now = this.#reading.plain(node)
    return now !== undefined && sameValue(now, this.#value)
  }

  scalarText(was: WrittenScalar | undefined, context: ScalarContext): string {
    return writeScalar(isScalar(this.#value) ? this.#value : null, was, context)
  }
}
