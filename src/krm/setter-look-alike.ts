/** Finds comments that were meant as setters and are none, because of their blanks or of where they stand. */

import { LineScanner } from './line-scan.ts'
import type { Resource } from './resource.ts'
import { SETTER_COMMENT } from './setter-pattern.ts'
import type { SetterHit } from './setters.ts'
import { isCommentLine, lineEnd, lineStart } from './text-lines.ts'
import type { TreeNode } from './tree.ts'

/** A text that looks like a setter. `offset` is that of its `#` in the resource's text as it is now. */
export interface LookAlike {
  readonly offset: number
  readonly text: string
  /**
   * `blanks`: not spelt `# kpt-set: `. `value`: inside a block scalar or a quoted text, where no comment is. `noScalar`:
   * behind the key of a map, behind an empty value, at a flow map. `notFirst`: other words stand before it in its comment.
   * `old`: in the form of kpt before version 1.
   */
  readonly why: 'blanks' | 'value' | 'noScalar' | 'notFirst' | 'old'
  /** What an old one is today. */
  readonly today?: string
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
  let comments: CommentFinder | undefined
  for (let at = text.indexOf(MENTION); at !== -1; ) {
    const start = lineStart(text, at)
    const end = lineEnd(text, at)
    if (!real.has(start) && !isCommentLine(text, start + dashLength(resource, start))) {
      comments ??= commentFinder(resource)
      for (let count = 0; at !== -1 && at < end && count < MOST_PER_LINE; count++) {
        const alike = lookAt(text, at, start, end, comments)
        if (alike !== undefined) found.push(alike)
        at = text.indexOf(MENTION, at + MENTION.length)
      }
    }
    at = text.indexOf(MENTION, Math.max(end, at))
  }
  return found
}

/** In one line, and as much of the text behind a mention, as is looked at: what people write is shorter. */
const MOST_PER_LINE = 10
const LONGEST = 500

/** On the wire the comment above an object stands behind the dash of its item. */
function dashLength(resource: Resource, start: number): number {
  return resource.form === 'item' && start === 0 ? resource.text.indexOf('-') + 1 : 0
}

function countMentions(text: string): number {
  let count = 0
  for (let at = text.indexOf(MENTION); at !== -1; at = text.indexOf(MENTION, at + MENTION.length)) count++
  return count
}

/** The mention at `at` in the line `[start, end)`, if it is a look-alike. */
function lookAt(text: string, at: number, start: number, end: number, comments: CommentFinder): LookAlike | undefined {
  const old = oldSetter(text, at, start, end, comments)
  if (old !== undefined) return old
  let offset = at - 1
  while (offset > start && (text.charCodeAt(offset) === 0x20 || text.charCodeAt(offset) === 0x09)) offset--
  if (offset < start || text.charCodeAt(offset) !== 0x23) return undefined
  const spelt = text.slice(offset, Math.min(end, at + LONGEST))
  if (!/^#[ \t]*kpt-set[ \t]*(?::|\$\{)/.test(spelt)) return undefined
  const comment = comments(offset, start)
  if (comment !== undefined) return { offset, text: spelt.trimEnd(), why: whyInComment(text, comment, offset, spelt) }
  const inValue = setterInValue(text.slice(Math.max(start, offset - LONGEST), offset), spelt)
  return inValue === undefined ? undefined : { offset, text: inValue, why: 'value' }
}

/** `# {"$kpt-set":"name"}`, which kpt read before version 1. */
function oldSetter(text: string, at: number, start: number, end: number, comments: CommentFinder): LookAlike | undefined {
  if (text.charCodeAt(at - 1) !== 0x24) return undefined
  const open = /#[ \t]*\{[ \t]*"\$$/.exec(text.slice(Math.max(start, at - LONGEST), at))
  if (open === null) return undefined
  const offset = at - open[0].length
  const spelt = text.slice(offset, Math.min(end, at + LONGEST)).trimEnd()
  const name = /^#[ \t]*\{[ \t]*"\$kpt-set"[ \t]*:[ \t]*"([\w.-]+)"[ \t]*\}$/.exec(spelt)?.[1]
  return name === undefined || comments(offset, start) !== offset ? undefined : { offset, text: spelt, why: 'old', today: `${SETTER_COMMENT}\${${name}}` }
}

/** In a value only what could be nothing but a setter counts: a reference, some text before it and no words behind it. */
function setterInValue(before: string, spelt: string): string | undefined {
  const quote = /["'`]\s*$/.exec(before)?.[0].charAt(0)
  // Right behind an opening quote there is no value that it could set.
  if (quote !== undefined && before.split(quote).length % 2 === 0) return undefined
  const found = /^#\s*kpt-set\s*:?\s*[^\s"'`$]*\$\{[^}]+\}[^\s"'`]*/.exec(spelt)?.[0]
  return found !== undefined && /^(?:\s*$|["'`}\]),])/.test(spelt.slice(found.length)) ? found : undefined
}

function whyInComment(text: string, comment: number, offset: number, spelt: string): LookAlike['why'] {
  if (comment !== offset) return 'notFirst'
  return text.startsWith(SETTER_COMMENT, offset) && spelt.length > SETTER_COMMENT.length ? 'noScalar' : 'blanks'
}

/** Answers, for an offset and the start of its line, where the YAML comment that holds it begins; undefined inside a value. */
type CommentFinder = (offset: number, start: number) => number | undefined

function commentFinder(resource: Resource): CommentFinder {
  const { text, form } = resource
  const byLine = new Map<number, number>()
  const regular = form !== 'flow' && scanner.scan(text, 0, text.length, form === 'item', ({ value }) => {
    if (value.commentStart !== -1) byLine.set(lineStart(text, value.commentStart), value.commentStart)
  })
  const tree = regular ? undefined : resource.tree()
  const values = tree === undefined ? [] : scalarRanges(tree)
  return (offset, start) => {
    if (!regular && !byLine.has(start)) byLine.set(start, findComment(text, start, values))
    const comment = byLine.get(start)
    return comment !== undefined && comment <= offset ? comment : undefined
  }
}

interface Range {
  readonly start: number
  readonly end: number
}

/** Where the values of a tree stand, in the order of the text. */
function scalarRanges(node: TreeNode): Range[] {
  switch (node.kind) {
    case 'scalar':
      return [{ start: node.style === 'literal' || node.style === 'folded' ? node.valueStart : node.start, end: node.end }]
    case 'map':
      return node.entries.flatMap(({ key, value }) => [...scalarRanges(key), ...scalarRanges(value)])
    case 'seq':
      return node.items.flatMap((item) => scalarRanges(item.node))
    case 'alias':
      return []
  }
}

/** The first `#` of the line that follows a blank and stands outside of all values; beyond the text when there is none. */
function findComment(text: string, start: number, values: readonly Range[]): number {
  const end = lineEnd(text, start)
  for (let at = text.indexOf('#', start); at !== -1 && at < end; at = text.indexOf('#', at + 1)) {
    const before = text.charCodeAt(at - 1)
    if ((at === start || before === 0x20 || before === 0x09) && !isInRange(values, at)) return at
  }
  return Number.POSITIVE_INFINITY
}

/** Whether one of the ranges, which are disjoint and in order, holds the offset. */
function isInRange(ranges: readonly Range[], offset: number): boolean {
  let [low, high] = [0, ranges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ranges[middle]!.end <= offset) low = middle + 1
    else high = middle
  }
  return low < ranges.length && ranges[low]!.start <= offset
}
