/** The syntax tree of one resource: where each node stands in its text. Values are read from the text when asked for. */

import { decodeBlockScalar } from './block-scalar.ts'
import { decodeDoubleQuoted, decodeSingleQuoted } from './quoted.ts'
import type { ScalarStyle } from './scalar-style.ts'
import { readPlain, readTagged, type ScalarSchema, type ScalarValue } from './scalar-value.ts'

interface NodeBase {
  /** Offset of the node's own text: its first quote, bracket, block scalar header, first key or first dash. */
  readonly start: number
  /** Offset behind its last character; for a block collection, behind its last leaf. */
  readonly end: number
  /** Offset of its tag or anchor, else `start`. */
  readonly outerStart: number
  /** As written (`!!str`, `!`, `!local`). */
  readonly tag?: string
  readonly anchor?: string
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar'
  readonly style: ScalarStyle
  /** The text between the quotes, or the lines of a block scalar; the same as `start` and `end` for a plain one. */
  readonly valueStart: number
  readonly valueEnd: number
  /** Column of the collection that holds it: what a block scalar's indentation is counted from. */
  readonly parentIndent: number
}

export interface MapEntry {
  /** Where the entry begins: at its `? `, else at its key's tag, anchor or text. */
  readonly start: number
  readonly key: TreeNode
  /** Offset behind the colon; -1 when there is none (`{a, b}`, `? a`). */
  readonly colon: number
  readonly value: TreeNode
}

export interface MapNode extends NodeBase {
  readonly kind: 'map'
  readonly flow: boolean
  readonly entries: readonly MapEntry[]
}

export interface SeqItem {
  /** Offset of the dash; of the node itself in a flow sequence. */
  readonly dash: number
  readonly node: TreeNode
}

export interface SeqNode extends NodeBase {
  readonly kind: 'seq'
  readonly flow: boolean
  readonly items: readonly SeqItem[]
}

export interface AliasNode extends NodeBase {
  readonly kind: 'alias'
  readonly target: string
}

export type TreeNode = ScalarNode | MapNode | SeqNode | AliasNode

/** The text of a scalar after unquoting and unfolding; for a plain scalar over several lines, joined as YAML folds it. */
export function scalarText(text: string, node: ScalarNode): string {
  const raw = text.slice(node.valueStart, node.valueEnd)
  switch (node.style) {
    case 'empty':
      return ''
    case 'plain':
      return raw.includes('\n') ? foldPlain(raw) : raw
    case 'single':
      return decoded(decodeSingleQuoted(raw))
    case 'double':
      return decoded(decodeDoubleQuoted(raw))
    case 'literal':
    case 'folded':
      return decoded(decodeBlockScalar(text.slice(node.start, node.valueStart).trimEnd(), raw, node.parentIndent))
  }
}

/** The parser has accepted the text, so a scalar that does not decode would be a defect of ours. */
function decoded(result: { value: string } | { error: string; offset: number }): string {
  if ('value' in result) return result.value
  throw new Error(`a scalar that the parser accepted does not decode: ${result.error}`)
}

/** Only blanks and tabs may be dropped around line breaks: `trim` would take other spaces too, which are content. */
function foldPlain(raw: string): string {
  const [first, ...lines] = raw.split(/[ \t]*\r?\n[ \t]*/)
  let result = first!
  let blanks = 0
  for (const part of lines) {
    if (part === '') blanks++
    else {
      result += blanks > 0 ? '\n'.repeat(blanks) + part : ` ${part}`
      blanks = 0
    }
  }
  return result
}

/** A scalar's value under a reading; the default is what the API server reads. */
export function scalarValue(text: string, node: ScalarNode, schema: ScalarSchema = 'kubernetes'): ScalarValue {
  const content = scalarText(text, node)
  if (node.tag !== undefined) return readTagged(node.tag, content, schema)
  if (node.style === 'plain') return readPlain(content, schema)
  return node.style === 'empty' ? null : content
}

/** The entry of a map under a key, by the key's text. The last wins only where duplicates were let through. */
export function entryOf(text: string, map: MapNode, key: string): MapEntry | undefined {
  for (const entry of map.entries) {
    if (entry.key.kind !== 'scalar') continue
    const { valueStart, valueEnd, style } = entry.key
    if (style === 'plain') {
      if (valueEnd - valueStart === key.length && text.startsWith(key, valueStart)) return entry
    } else if (scalarText(text, entry.key) === key) return entry
  }
  return undefined
}

/** One step of a path: a map key or a list index. */
export type PathStep = string | number
/** A place in a resource, from its root. */
export type Path = readonly PathStep[]

/** The node at a path. Aliases are not followed: an edit behind one would change more than it was asked to. */
export function nodeAt(text: string, root: TreeNode, path: Path): TreeNode | undefined {
  let node: TreeNode | undefined = root
  for (const step of path) {
    if (node === undefined) return undefined
    if (node.kind === 'map') node = entryOf(text, node, String(step))?.value
    else if (node.kind === 'seq' && typeof step === 'number') node = node.items[step]?.node
    else return undefined
  }
  return node
}

/** The node that an alias at `before` stands for: the last one before it that carries the anchor. */
export function anchoredNode(root: TreeNode, name: string, before: number): TreeNode | undefined {
  if (root.outerStart >= before) return undefined
  let found = root.anchor === name && root.end <= before ? root : undefined
  for (const child of childrenOf(root)) found = anchoredNode(child, name, before) ?? found
  return found
}

/** The nodes straight below a node in source order, keys included. */
export function childrenOf(node: TreeNode): TreeNode[] {
  if (node.kind === 'map') return node.entries.flatMap(({ key, value }) => [key, value])
  return node.kind === 'seq' ? node.items.map((item) => item.node) : []
}

/** Whether a node is a map or list on lines of its own. */
export function isBlockCollection(node: TreeNode): node is MapNode | SeqNode {
  return (node.kind === 'map' || node.kind === 'seq') && !node.flow
}

/** Whether a node is a literal or folded scalar. */
export function isBlockScalar(node: TreeNode): node is ScalarNode & { readonly style: 'literal' | 'folded' } {
  return node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')
}

/**
 * A path as Kubernetes writes one (`spec.containers[0].image`, `metadata.annotations[kpt.dev/x]`): a key that holds
 * anything but letters, digits, `-` and `_` stands in brackets (k8s.io/apimachinery field.Path.Key).
 */
export function formatPath(path: Path): string {
  let result = ''
  for (const step of path) {
    if (typeof step === 'number') result += `[${step}]`
    else if (/^[\w-]+$/.test(step)) result += result === '' ? step : `.${step}`
    else result += `[${step}]`
  }
  return result
}
