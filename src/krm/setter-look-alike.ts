/** Finds comments that were meant as setters and are none, because of their blanks or of where they stand. */

import { LineScanner } from './line-scan.ts'
import type { Resource } from './resource.ts'
import { SETTER_COMMENT } from './setter-pattern.ts'
import type { SetterHit } from './setters.ts'
import { commentAfter, lineEnd, lineStart } from './text-lines.ts'
import type { TreeNode } from './tree.ts'

/** A text that looks like a setter. `offset` is that of its `#` in the resource's text as it is now. */
export interface LookAlike {
  readonly offset: number
  readonly text: string
  /**
   * `blanks`: not spelt `# kpt-set: `. `value`: inside a block scalar or a quoted text, where no comment is. `noScalar`:
   * behind the key of a map, behind an empty value, at a flow map. `notFirst`: other words stand before it in its comment.
   */
  readonly why: 'blanks' | 'value' | 'noScalar' | 'notFirst'
}

const MENTION = 'kpt-set'
const scanner = new LineScanner()

/**
 * The look-alikes of a resource whose setters, before they are applied, are `hits`. A comment on a line of its own is
 * silent: somebody switched that setter off. So is prose that only mentions setters.
 */
export function findLookAlikes(resource: Resource, hits: readonly SetterHit[]): LookAlike[] {
  const { text } = resource
  if (countMentions(text) === hits.length) return []
  const real = new Set(hits.map(({ comment }) => lineStart(text, comment)))
  const found: LookAlike[] = []
  let comments: ((offset: number) => number | undefined) | undefined
  for (const mention of mentionsOf(text)) {
    const start = lineStart(text, mention)
    const line = text.slice(start, lineEnd(text, mention))
    if (real.has(start) || /^\s*(?:- +)*#/.test(line)) continue
    const spelt = /#[ \t]*kpt-set[ \t]*(?::|(?=\$\{)).*$/.exec(line.slice(text.lastIndexOf('#', mention) - start))
    if (spelt === null || text.lastIndexOf('#', mention) < start) continue
    const offset = text.lastIndexOf('#', mention)
    comments ??= commentFinder(resource)
    const comment = comments(offset)
    if (comment !== undefined) found.push({ offset, text: spelt[0].trimEnd(), why: whyInComment(text, comment, offset, spelt[0]) })
    else {
      const inValue = setterInValue(line.slice(0, offset - start), spelt[0])
      if (inValue !== undefined) found.push({ offset, text: inValue, why: 'value' })
    }
  }
  return found
}

function countMentions(text: string): number {
  let count = 0
  for (let at = text.indexOf(MENTION); at !== -1; at = text.indexOf(MENTION, at + MENTION.length)) count++
  return count
}

function mentionsOf(text: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(MENTION); at !== -1; at = text.indexOf(MENTION, at + MENTION.length)) found.push(at)
  return found
}

/** In a value only what could be nothing but a setter counts: a reference, some text before it and no words behind it. */
function setterInValue(before: string, spelt: string): string | undefined {
  const quote = /["']\s*$/.exec(before)?.[0].charAt(0)
  // Right behind an opening quote there is no value that it could set.
  if (quote !== undefined && before.split(quote).length % 2 === 0) return undefined
  const found = /^#\s*kpt-set\s*:?\s*[^\s"'$]*\$\{[^}]+\}[^\s"']*/.exec(spelt)
  return found !== null && /^["'}\],\s]*$/.test(spelt.slice(found[0].length)) ? found[0] : undefined
}

function whyInComment(text: string, comment: number, offset: number, spelt: string): LookAlike['why'] {
  if (comment !== offset) return 'notFirst'
  return text.startsWith(SETTER_COMMENT, offset) && spelt.length > SETTER_COMMENT.length ? 'noScalar' : 'blanks'
}

/** Answers, for an offset, where the YAML comment that holds it begins; undefined inside a value. */
function commentFinder(resource: Resource): (offset: number) => number | undefined {
  const { text, form } = resource
  const starts: number[] = []
  const regular = form !== 'flow' && scanner.scan(text, 0, text.length, form === 'item', ({ value }) => {
    if (value.commentStart !== -1) starts.push(value.commentStart)
  })
  if (regular) {
    const byLine = new Map(starts.map((start) => [lineStart(text, start), start]))
    return (offset) => {
      const start = byLine.get(lineStart(text, offset))
      return start !== undefined && start <= offset ? start : undefined
    }
  }
  const tree = resource.tree()
  return (offset) => {
    if (tree === undefined || isInScalar(tree, offset)) return undefined
    // Outside of all values, the first `#` behind a blank opens the comment.
    for (let at = lineStart(text, offset); at <= offset; at++) {
      if (text.charCodeAt(at) === 0x23 && !isInScalar(tree, at) && commentAfter(text, at - 1) !== undefined) return at
    }
    return undefined
  }
}

function isInScalar(node: TreeNode, offset: number): boolean {
  if (node.kind === 'scalar') {
    const isBlock = node.style === 'literal' || node.style === 'folded'
    return offset < node.end && offset >= (isBlock ? node.valueStart : node.start)
  }
  if (node.kind === 'map') return node.entries.some(({ key, value }) => isInScalar(key, offset) || isInScalar(value, offset))
  return node.kind === 'seq' && node.items.some((item) => isInScalar(item.node, offset))
}
