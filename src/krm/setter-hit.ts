/** A field that carries a setter comment, and what setting it comes to. */

import type { SetterPattern } from './setter-pattern.ts'
import type { ScalarStyle } from './scalar-style.ts'
import type { Path } from './tree.ts'
import type { Splice } from './yaml-text.ts'

/** One field that carries a setter comment, and what came of it. */
export interface SetterHit {
  readonly path: Path
  readonly pattern: SetterPattern
  /** Offset of the comment in the text as it was before the edit. */
  readonly comment: number
  /** `untouched`: none of its names is supplied. `missing`: some are, and the others cannot be derived. */
  readonly outcome: 'set' | 'untouched' | 'missing' | 'badPattern' | 'badList'
  /** The text that the field was given, and the one it had. */
  readonly value?: string
  readonly before?: string
  readonly missing?: readonly string[]
  /** How the field is written; `list` for a list. */
  readonly style: ScalarStyle | 'list'
}

/** What applying setters to a resource comes to: its marked fields, and the edits that they ask for. */
export interface SetterPlan {
  readonly hits: readonly SetterHit[]
  readonly splices: readonly Splice[]
}

/** The values of setters by name: the same everywhere, or other ones at some places. */
export type Supply = ReadonlyMap<string, string> | ((path: Path) => ReadonlyMap<string, string>)
