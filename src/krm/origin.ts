/** Where a resource came from, and how its text lay there. */

import { INDEX, LEGACY_INDEX, LEGACY_PATH, PATH } from './wire-keys.ts'

/**
 * How a resource's text lies in what it was cut from. `document`: a YAML document. `item`: a block list item whose dash
 * stands at column 0 of its first line. `flow`: a flow map or JSON object, cut out of a flow list.
 */
export type ResourceForm = 'document' | 'item' | 'flow'

/** Where a resource came from. Paths are relative to the package that is read, with slashes. */
export interface Origin {
  /** The file it stands in (`''` when there is none: a generated resource without a path). */
  path: string
  /** Its number among the non-empty documents of that file, from 0. */
  index: number
  /** How many lines of the file stand before its text; undefined when we did not read the file ourselves. */
  readonly linesBefore?: number
}

/** Path and index as kpt's annotations say them; no path, and index 0, where they say nothing. */
export function originOf(annotations: ReadonlyMap<string, string>): Origin {
  const path = annotations.get(PATH) ?? annotations.get(LEGACY_PATH) ?? ''
  const index = annotations.get(INDEX) ?? annotations.get(LEGACY_INDEX) ?? '0'
  return { path, index: /^\d+$/.test(index) ? Number(index) : 0 }
}
