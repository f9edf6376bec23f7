/** From the text of one resource to its tree: event parser first, reference parser where that refuses, then our rules. */

import { MAX_DEPTH, parseWithEvents } from './tree-events.ts'
import { parseWithReference } from './tree-fallback.ts'
import { scalarText, type MapNode, type TreeNode } from './tree.ts'

/** What is wrong with a text, and where (UTF-16 offsets into that text). `also` is a second place that belongs to it. */
export interface TextProblem {
  readonly code: string
  readonly message: string
  readonly offset: number
  readonly also?: number
}

export type Parsed = { readonly root: TreeNode } | { readonly problems: readonly TextProblem[] }

/** Limits on one resource; a text beyond them is refused before it is parsed. */
export const LIMITS = { depth: MAX_DEPTH, aliases: 1000, keysPerMap: 20_000, scalarLength: 2 * 1024 * 1024, scalarLines: 50_000 } as const

/** The tree of one document's or item's text, or everything that is wrong with it. */
export function parseTree(text: string): Parsed {
  const limit = checkBrackets(text)
  if (limit !== undefined) return { problems: [limit] }
  let root: TreeNode
  try {
    root = parseWithEvents(text)
  } catch (error) {
    if (isDepthError(error)) return { problems: [tooDeep(0)] }
    if (indentationDepth(text) > MAX_DEPTH) return { problems: [tooDeep(0)] }
    const second = parseWithReference(text)
    if (!('kind' in second)) {
      return { problems: second.map(({ error, offset }) => ({ code: 'YML001', message: `not valid YAML: ${error}`, offset })) }
    }
    root = second
  }
  const problems: TextProblem[] = []
  checkNode(text, root, problems, { aliases: 0 })
  return problems.length > 0 ? { problems } : { root }
}

function isDepthError(error: unknown): boolean {
  return error instanceof Error && /depth/i.test(error.message)
}

function tooDeep(offset: number): TextProblem {
  return { code: 'YML003', message: `nested deeper than ${LIMITS.depth} levels`, offset }
}

/**
 * Flow nesting by brackets alone, before any parser sees the text. Brackets inside quotes and comments count too: that
 * can only refuse a text with 128 unbalanced opening brackets in a row of scalars, and never lets a bomb through.
 */
function checkBrackets(text: string): TextProblem | undefined {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5b || code === 0x7b) {
      if (++depth > LIMITS.depth && flowDepth(text) > LIMITS.depth) return tooDeep(at)
    } else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--
  }
  return undefined
}

/** The deepest run of brackets that stand outside quotes and comments, line by line. */
function flowDepth(text: string): number {
  let depth = 0
  let deepest = 0
  const bare = text.replaceAll(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|(^|\s)#[^\n]*/g, '$1')
  for (const char of bare) {
    if (char === '[' || char === '{') deepest = Math.max(deepest, ++depth)
    else if ((char === ']' || char === '}') && depth > 0) depth--
  }
  return deepest
}

/** An upper bound for block nesting: each level needs a deeper column or a dash. */
function indentationDepth(text: string): number {
  let deepest = 0
  for (const line of text.split('\n')) {
    const lead = /^[ ]*(?:- +)*/.exec(line)![0]
    deepest = Math.max(deepest, Math.ceil(lead.length / 2))
  }
  return deepest
}

function checkNode(text: string, node: TreeNode, problems: TextProblem[], seen: { aliases: number }): void {
  switch (node.kind) {
    case 'alias':
      if (++seen.aliases === LIMITS.aliases + 1) {
        problems.push({ code: 'YML003', message: `more than ${LIMITS.aliases} aliases`, offset: node.start })
      }
      return
    case 'scalar':
      checkScalar(text, node.valueStart, node.valueEnd, problems)
      return
    case 'seq':
      for (const item of node.items) checkNode(text, item.node, problems, seen)
      return
    case 'map':
      checkKeys(text, node, problems)
      for (const entry of node.entries) checkNode(text, entry.value, problems, seen)
  }
}

function checkScalar(text: string, start: number, end: number, problems: TextProblem[]): void {
  if (end - start < LIMITS.scalarLines) return
  const what = end - start > LIMITS.scalarLength ? `longer than ${LIMITS.scalarLength} characters` : tooManyLines(text.slice(start, end))
  if (what !== undefined) problems.push({ code: 'YML003', message: `a scalar is ${what}`, offset: start })
}

function tooManyLines(raw: string): string | undefined {
  const lines = raw.split('\n').length
  return lines > LIMITS.scalarLines ? `${lines} lines long, the limit is ${LIMITS.scalarLines}` : undefined
}

function checkKeys(text: string, map: MapNode, problems: TextProblem[]): void {
  if (map.entries.length > LIMITS.keysPerMap) {
    problems.push({ code: 'YML003', message: `a map has ${map.entries.length} keys, the limit is ${LIMITS.keysPerMap}`, offset: map.start })
    return
  }
  const first = new Map<string, number>()
  for (const { key } of map.entries) {
    if (key.kind !== 'scalar') {
      if (key.kind === 'alias') continue
      problems.push({ code: 'YML004', message: 'a map key is itself a map or a list (an unquoted {{ … }}?); write keys as plain text or quote the value', offset: key.start })
      continue
    }
    const name = scalarText(text, key)
    const earlier = first.get(name)
    if (earlier === undefined) first.set(name, key.start)
    else problems.push({ code: 'YML002', message: `the key "${name}" stands twice in one map; kpt would give both the first value`, offset: key.start, also: earlier })
  }
}
