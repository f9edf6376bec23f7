/** From the text of one resource to its tree: by the line scan where that can tell, else by the parsers. */

import { LIMITS } from './limits.ts'
import { parseFully } from './parse-fully.ts'
import { scanTree } from './tree-scan.ts'
import type { TreeNode } from './tree.ts'

/** What is wrong with a text, and where (UTF-16 offsets into that text). `also` is a second place that belongs to it. */
export interface TextProblem {
  readonly code: string
  readonly message: string
  readonly offset: number
  readonly also?: number
}

export type Parsed = { readonly root: TreeNode } | { readonly problems: readonly TextProblem[] }

/** The tree of one document's or item's text, or everything that is wrong with it. `irregular`: the line scan has refused it. */
export function parseTree(text: string, irregular = false): Parsed {
  const scanned = irregular ? undefined : scanTree(text)
  // What the scanner accepts has neither aliases nor repeated keys, and its depth is within the limit.
  return scanned !== undefined && text.length < LIMITS.scalarLines ? { root: scanned } : parseFully(text, scanned)
}
