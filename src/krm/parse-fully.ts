/** From a text that the line scan refuses to its tree: event parser, then reference parser; and our rules about both. */

import { YAMLException } from 'js-yaml'
import { decodeBlockScalar } from './block-scalar.ts'
import { aliasProblems } from './check-aliases.ts'
import { parseWithOutdentedBrackets } from './closing-brackets.ts'
import { LIMITS } from './limits.ts'
import type { Parsed, TextProblem } from './parse.ts'
import { decodeDoubleQuoted, decodeSingleQuoted } from './quoted.ts'
import { parseWithEvents } from './tree-events.ts'
import { parseWithReference } from './tree-fallback.ts'
import { childrenOf, isBlockScalar, scalarText, type MapNode, type ScalarNode, type TreeNode } from './tree.ts'
import { firstUncovered } from './uncovered.ts'

/** The tree of a text, or everything that is wrong with it. `scanned` is its tree where one was made without a parser. */
export function parseFully(text: string, scanned: TreeNode | undefined): Parsed {
  const illegal = illegalCharacter(text)
  if (illegal !== undefined) return { problems: [illegal] }
  const parsed = scanned === undefined ? parse(text) : { root: scanned }
  if ('problems' in parsed) return parsed
  const dropped = scanned === undefined ? firstUncovered(text, parsed.root) : -1
  if (dropped !== -1) return { problems: [invalid(`unexpected ${JSON.stringify(text.charAt(dropped))}`, dropped)] }
  const problems: TextProblem[] = []
  checkNode(text, parsed.root, problems)
  // The scanner takes no aliases.
  if (scanned === undefined && text.includes('*')) problems.push(...aliasProblems(parsed.root))
  checkAmbiguous(text, parsed.root, problems)
  return problems.length > 0 ? { problems } : parsed
}

/** What one parser says. All after the first thing that is wrong follows from it: only that is reported. */
function parse(text: string): Parsed {
  const first = attempt(text, parseWithEvents)
  if (first === undefined || 'root' in first || first.problems[0]!.code !== 'YML001') return first!
  const second = attempt(text, parseWithOutdentedBrackets)
  if (second !== undefined && 'root' in second) return second
  // The reference parser recurses and is slow: it gets no text that could be deep, or that no API server would store.
  if (text.length > LARGEST_FOR_REFERENCE || nestingBound(text) > LIMITS.depth) return first
  const third = parseWithReference(text)
  return 'kind' in third ? { root: third } : { problems: [invalid(third.error, third.offset)] }
}

/** Characters; etcd takes requests of 1.5 MiB. */
const LARGEST_FOR_REFERENCE = 1.5 * 1024 * 1024

function attempt(text: string, parser: (text: string) => TreeNode | undefined): Parsed | undefined {
  try {
    const root = parser(text)
    return root === undefined ? undefined : { root }
  } catch (error) {
    const { reason, offset } = refusal(error)
    return { problems: [reason.includes('maxDepth') ? tooDeep(offset) : invalid(reason, offset)] }
  }
}

/** What js-yaml said and where; anything else that it throws is a defect. */
function refusal(error: unknown): { reason: string; offset: number } {
  if (error instanceof YAMLException) return { reason: error.reason, offset: error.mark?.position ?? 0 }
  if (error instanceof RangeError) return { reason: error.message, offset: 0 }
  throw error
}

function invalid(reason: string, offset: number): TextProblem {
  return { code: 'YML001', message: `not valid YAML: ${reason}`, offset }
}

function tooDeep(offset: number): TextProblem {
  return { code: 'YML003', message: `nested deeper than ${LIMITS.depth} levels`, offset }
}

/** YAML 1.2.2, rule c-printable, and a carriage return that is no part of a line break: parsers disagree on it. */
const ILLEGAL =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|\r(?!\n)|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

function illegalCharacter(text: string): TextProblem | undefined {
  const found = ILLEGAL.exec(text)
  if (found === null) return undefined
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  const why = found[0] === '\r' ? 'a carriage return without a line feed; some parsers take it for a line break' : 'a character that YAML does not allow'
  return { code: 'YML007', message: `U+${code} is ${why}; write it as an escape in double quotes`, offset: found.index }
}

/** No text nests deeper than its open brackets plus two levels for each character of the indents and indicators of a line. */
function nestingBound(text: string): number {
  let open = 0
  let deepest = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++open)
    else if ((code === 0x5d || code === 0x7d) && open > 0) open--
  }
  let widest = 0
  for (const [lead] of text.matchAll(/(?<=^|\n)[ \-?:]+/g)) widest = Math.max(widest, lead.length)
  return deepest + 2 * widest
}

/**
 * U+0085, U+2028 and U+2029 are characters to YAML 1.2 and line breaks to Go parsers: in a comment or a plain scalar they
 * would show kubectl and kpt keys that nobody else sees. A byte order mark is content or nothing, as parsers please.
 */
const AMBIGUOUS = /[\u0085\u2028\u2029\ufeff]/g

function checkAmbiguous(text: string, root: TreeNode, problems: TextProblem[]): void {
  for (const { 0: found, index } of text.matchAll(AMBIGUOUS)) {
    const leaf = leafAt(root, index)
    const style = leaf.kind === 'scalar' && index >= leaf.valueStart ? leaf.style : 'plain'
    if (style !== 'plain' && (found !== '\ufeff' || style === 'single' || style === 'double')) continue
    const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    const why = found === '\ufeff' ? 'a byte order mark in the middle of the text' : 'a line break to kubectl and kpt, and none to others'
    problems.push({ code: 'YML007', message: `U+${code} is ${why}; write it as an escape in double quotes or remove it`, offset: index })
  }
}

/** The innermost node around an offset; the root where there is none. */
function leafAt(node: TreeNode, offset: number): TreeNode {
  const child = childrenOf(node).find(({ start, end }) => start <= offset && offset < end)
  return child === undefined ? node : leafAt(child, offset)
}

function checkNode(text: string, node: TreeNode, problems: TextProblem[]): void {
  switch (node.kind) {
    case 'alias':
      return
    case 'scalar':
      checkScalar(text, node, problems)
      return
    case 'seq':
      for (const item of node.items) checkNode(text, item.node, problems)
      return
    case 'map':
      checkKeys(text, node, problems)
      for (const entry of node.entries) checkNode(text, entry.value, problems)
  }
}

function checkScalar(text: string, node: ScalarNode, problems: TextProblem[]): void {
  const { start, valueStart, valueEnd } = node
  if (valueEnd - valueStart >= LIMITS.scalarLines) {
    const isLong = valueEnd - valueStart > LIMITS.scalarLength
    const what = isLong ? `longer than ${LIMITS.scalarLength} characters` : tooManyLines(text.slice(valueStart, valueEnd))
    if (what !== undefined) problems.push({ code: 'YML003', message: `a scalar is ${what}`, offset: start })
  }
  const wrong = undecodable(text, node)
  if (wrong !== undefined) problems.push(wrong)
}

function tooManyLines(raw: string): string | undefined {
  const lines = raw.split('\n').length
  return lines > LIMITS.scalarLines ? `${lines} lines long, the limit is ${LIMITS.scalarLines}` : undefined
}

/** What a parser lets through and Go parsers, so kpt and the API server, do not: its value must not be guessed. */
function undecodable(text: string, node: ScalarNode): TextProblem | undefined {
  const raw = text.slice(node.valueStart, node.valueEnd)
  if (node.style === 'double') {
    if (!raw.includes('\\')) return undefined
    const decoded = decodeDoubleQuoted(raw)
    return 'value' in decoded ? undefined : invalid(decoded.error, node.valueStart + decoded.offset)
  }
  if (node.style === 'single' && raw.includes("'")) {
    const decoded = decodeSingleQuoted(raw)
    return 'value' in decoded ? undefined : invalid(decoded.error, node.valueStart + decoded.offset)
  }
  if (!isBlockScalar(node)) return undefined
  const mayFail = /(?:^|\n) *(?:\t|\r?\n)/.test(raw) || node.parentIndent < 0 || /^.[-+]?[1-9]/.test(text.slice(node.start, node.valueStart))
  if (!mayFail) return undefined
  const decoded = decodeBlockScalar(text.slice(node.start, node.valueStart).trimEnd(), raw, node.parentIndent)
  return 'value' in decoded ? undefined : invalid(decoded.error, node.valueStart + decoded.offset)
}

function checkKeys(text: string, map: MapNode, problems: TextProblem[]): void {
  if (map.entries.length > LIMITS.keysPerMap) {
    problems.push({ code: 'YML003', message: `a map has ${map.entries.length} keys, the limit is ${LIMITS.keysPerMap}`, offset: map.start })
    return
  }
  const first = new Map<string, number>()
  for (const { key } of map.entries) {
    if (key.kind === 'alias') continue
    if (key.kind !== 'scalar') {
      problems.push({ code: 'YML004', message: 'a map key is itself a map or a list (an unquoted {{ … }}?); write keys as plain text or quote the value', offset: key.start })
      continue
    }
    const wrong = undecodable(text, key)
    if (wrong !== undefined) {
      problems.push(wrong)
      continue
    }
    const name = scalarText(text, key)
    const earlier = first.get(name)
    if (earlier === undefined) first.set(name, key.start)
    else problems.push({ code: 'YML002', message: `the key "${name}" stands twice in one map; kpt would give both the first value`, offset: key.start, also: earlier })
  }
}
