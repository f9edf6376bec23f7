/** What shall become of the places of a resource. */

import type { PathStep } from './tree.ts'
import type { Wanted } from './wanted.ts'

/** What shall become of a place: a value, nothing at all (`undefined`), changes below it, or of a list one item more. */
export type Patch = Wanted | ChangesBelow | InsertedItem | undefined

/** Changes at some keys or indexes; all others stay as they are. */
export class ChangesBelow {
  readonly steps = new Map<PathStep, Patch>()
}

/** A new item of a list, before the one at `index` or at its end. */
export class InsertedItem {
  readonly index: number
  readonly wanted: Wanted

  constructor(index: number, wanted: Wanted) {
    this.index = index
    this.wanted = wanted
  }
}
