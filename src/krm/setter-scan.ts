/** Tier 1 for setters: finds setter comments on one-line scalars by a line scan; hands anything else to the tree. */

import { LineScanner } from './line-scan.ts'
import type { Resource } from './resource.ts'
import { SETTER_COMMENT } from './setter-pattern.ts'
import type { Path } from './tree.ts'

/** A setter comment on a scalar of one line. Offsets are into the resource's text as it is now. */
export interface ScannedSetter {
  readonly start: number
  readonly end: number
  readonly style: 'plain' | 'single' | 'double'
  readonly commentStart: number
  readonly commentEnd: number
  readonly path: Path
}

const scanner = new LineScanner()

/** Whether the text can hold a setter comment, or something that was meant as one, at all. */
export function mentionsSetters(text: string): boolean {
  return text.includes('kpt-set')
}

/**
 * The setters of a resource in source order; undefined when the tree is needed: text that is not of the regular form, or
 * a setter on a list, a block scalar or a key.
 */
export function scanSetters(resource: Resource): ScannedSetter[] | undefined {
  const { text } = resource
  const found: ScannedSetter[] = []
  let simple = true
  // Behind the last comment there is nothing to find, and no line there can change what stands before a comment.
  const end = text.indexOf('\n', text.lastIndexOf(SETTER_COMMENT))
  const regular = resource.form !== 'flow' && scanner.scan(text, 0, end === -1 ? text.length : end + 1, resource.form === 'item', (at) => {
    const { commentStart } = at.value
    if (commentStart === -1 || !text.startsWith(SETTER_COMMENT, commentStart)) return
    const { style, start, end, commentEnd } = at.value
    if (style === 'plain' || style === 'single' || style === 'double') {
      found.push({ start, end, style, commentStart, commentEnd, path: at.path() })
    } else simple = false
  })
  return regular && simple ? found : undefined
}
