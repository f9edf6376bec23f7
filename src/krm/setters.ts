/** Applies setters to a resource: the values of `# kpt-set:` comments into the fields that they stand behind. */

import { scalarText, type MapNode, type Path, type ScalarNode, type SeqNode, type TreeNode } from './tree.ts'
import { replaceBlockScalar } from './edit.ts'
import { isSingleReference, patternOfComment, resolvePattern, type SetterPattern } from './setter-pattern.ts'
import { decodeSingleQuoted } from './quoted.ts'
import type { Resource } from './resource.ts'
import { writeScalar, type ScalarStyle } from './scalar-style.ts'
import { setList } from './setter-list.ts'
import { mentionsSetters, scanSetters, type ScannedSetter } from './setter-scan.ts'
import { commentAfter, lineEnd, withNewlinesOf } from './text-lines.ts'
import { columnOf } from './tree-events.ts'
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

/** A hit and the edit that it asks for. */
export interface PlannedSetter {
  readonly hit: SetterHit
  readonly splices: readonly Splice[]
}

/** The values of setters by name: the same everywhere, or other ones at some places. */
export type Supply = ReadonlyMap<string, string> | ((path: Path) => ReadonlyMap<string, string>)

/**
 * Sets every field of `resource` whose comment names a supplied setter; returns all setter fields in the order in which
 * the catalog's apply-setters visits them: of each map first its lists, then its fields in turn. Nothing is edited when
 * a pattern of this resource cannot be resolved.
 */
export function applySetters(resource: Resource, supply: Supply): SetterHit[] {
  const planned = planSetters(resource, supply)
  applyPlan(resource, planned)
  return planned.map(({ hit }) => hit)
}

/** The same without editing. */
export function planSetters(resource: Resource, supply: Supply): PlannedSetter[] {
  const { text } = resource
  if (!mentionsSetters(text)) return []
  const supplied = typeof supply === 'function' ? supply : () => supply
  const scanned = scanSetters(resource)
  if (scanned === undefined) return planByTree(resource, supplied)
  const planned: PlannedSetter[] = []
  for (const found of scanned) {
    const plan = planScanned(found, text, supplied)
    if (plan !== undefined) planned.push(plan)
  }
  return planned
}

/** Makes the planned edits, or none and answers false when one of the fields cannot be set. */
export function applyPlan(resource: Resource, planned: readonly PlannedSetter[]): boolean {
  const splices: Splice[] = []
  for (const plan of planned) {
    if (plan.hit.outcome !== 'set' && plan.hit.outcome !== 'untouched') return false
    for (const splice of plan.splices) splices.push(splice)
  }
  resource.splice(splices)
  return true
}

type SuppliedAt = (path: Path) => ReadonlyMap<string, string>

const NO_SPLICES: readonly Splice[] = []

function planScanned(found: ScannedSetter, text: string, supplied: SuppliedAt): PlannedSetter | undefined {
  const { start, end, style, path, commentStart } = found
  const pattern = patternOfComment(text.slice(commentStart, found.commentEnd))
  if (pattern === undefined) return undefined
  const current = style === 'plain' ? text.slice(start, end) : style === 'double' ? text.slice(start + 1, end - 1) : decodedSingle(text.slice(start + 1, end - 1))
  const hit = resolve(path, pattern, commentStart, style, supplied(path), current)
  if (hit.value === undefined || hit.value === current) return { hit, splices: NO_SPLICES }
  return { hit, splices: scalarSplices(text, start, end, hit.value, style, () => columnAround(text, start)) }
}

/** The column of the map or dash that holds the one-line scalar at `start`. */
function columnAround(text: string, start: number): number {
  const lineStart = text.lastIndexOf('\n', start) + 1
  const indent = /^[\s-]*/.exec(text.slice(lineStart, start))![0].length
  return start - lineStart - indent === 0 ? indent - 2 : indent
}

function decodedSingle(raw: string): string {
  if (!raw.includes("'")) return raw
  const decoded = decodeSingleQuoted(raw)
  return 'value' in decoded ? decoded.value : raw
}

function resolve(
  path: Path,
  pattern: SetterPattern,
  comment: number,
  style: SetterHit['style'],
  supplied: ReadonlyMap<string, string>,
  before: string,
): SetterHit {
  const resolution = resolvePattern(pattern, supplied, before)
  if (resolution === undefined) return { path, pattern, comment, style, outcome: 'untouched', before }
  if ('missing' in resolution) return { path, pattern, comment, style, outcome: 'missing', before, missing: resolution.missing }
  return { path, pattern, comment, style, outcome: 'set', before, value: resolution.text }
}

/**
 * The text goes in as apply-setters writes it: the quote style stays, a plain scalar stays plain wherever the syntax
 * allows (so `3` can become `5`), empty text becomes "".
 */
function scalarSplices(text: string, start: number, end: number, value: string, style: ScalarStyle, column: () => number): Splice[] {
  const indent = value.includes('\n') ? column() + 2 : 0
  const written = writeScalar(value, { style, tag: '!!str' }, { flow: false, key: false, json: false, indent })
  if (indent === 0 || !written.includes('\n')) return [{ start, end, text: written }]
  const [first, ...rest] = written.split('\n')
  const below = lineEnd(text, end)
  return [{ start, end, text: first! }, { start: below, end: below, text: withNewlinesOf(text, `\n${rest.join('\n')}`) }]
}

function planByTree(resource: Resource, supplied: SuppliedAt): PlannedSetter[] {
  const root = resource.tree()
  if (root === undefined) return []
  const planned: PlannedSetter[] = []
  visit(resource, root, [], supplied, planned, -2)
  return planned
}

function visit(resource: Resource, node: TreeNode, path: Path, supplied: SuppliedAt, planned: PlannedSetter[], column: number): void {
  switch (node.kind) {
    case 'map':
      return visitMap(resource, node, path, supplied, planned)
    case 'seq': {
      if (node.flow) return
      const dashColumn = columnOf(resource.text, node.start)
      for (const [index, item] of node.items.entries()) visit(resource, item.node, [...path, index], supplied, planned, dashColumn)
      return
    }
    case 'scalar':
      visitScalar(resource, node, path, supplied, planned, column)
      return
    case 'alias':
  }
}

function visitMap(resource: Resource, map: MapNode, path: Path, supplied: SuppliedAt, planned: PlannedSetter[]): void {
  if (map.flow) return
  const { text } = resource
  const column = columnOf(text, map.start)
  const lists = new Set<TreeNode>()
  for (const { key, value } of map.entries) {
    if (value.kind !== 'seq' || key.kind !== 'scalar') continue
    const found = value.flow ? commentAfter(text, value.end) : commentAfter(text, text.indexOf(':', key.end) + 1)
    const pattern = found === undefined ? undefined : patternOfComment(text.slice(found.start, found.end))
    if (pattern === undefined) continue
    const place = { path: [...path, scalarText(text, key)], pattern, comment: found!.start, style: 'list' } as const
    planned.push(planList(resource, value, place, supplied, column))
    if (planned.at(-1)!.hit.outcome === 'set') lists.add(value)
  }
  for (const { key, value } of map.entries) {
    if (key.kind !== 'scalar' || lists.has(value)) continue
    visit(resource, value, [...path, scalarText(text, key)], supplied, planned, column)
  }
}

function visitScalar(
  resource: Resource,
  node: ScalarNode,
  path: Path,
  supplied: SuppliedAt,
  planned: PlannedSetter[],
  column: number,
): void {
  if (node.style === 'empty') return
  const { text } = resource
  const isBlock = node.style === 'literal' || node.style === 'folded'
  const comment = isBlock ? headerComment(text, node.start) : commentAfter(text, node.end)
  const pattern = comment === undefined ? undefined : patternOfComment(text.slice(comment.start, comment.end))
  if (pattern === undefined) return
  const current = scalarText(text, node)
  const hit = resolve(path, pattern, comment!.start, node.style, supplied(path), current)
  const { value } = hit
  if (value === undefined || value === current) {
    planned.push({ hit, splices: [] })
    return
  }
  const dropTag: Splice[] = node.tag === undefined ? [] : [{ start: text.indexOf(node.tag, node.outerStart), end: node.start, text: '' }]
  if (!isBlock) {
    planned.push({ hit, splices: [...dropTag, ...scalarSplices(text, node.start, node.end, value, node.style, () => column)] })
    return
  }
  const written = writeScalar(value, { style: node.style, tag: '!!str' }, { flow: false, key: false, json: false, indent: column + 2 })
  planned.push({ hit, splices: [...dropTag, ...replaceBlockScalar(text, node, written)] })
}

/** The comment behind the header of a block scalar. */
function headerComment(text: string, start: number): { readonly start: number; readonly end: number } | undefined {
  const end = lineEnd(text, start)
  const found = /\s#/.exec(text.slice(start, end))
  return found === null ? undefined : { start: start + found.index + 1, end }
}

function planList(
  resource: Resource,
  list: SeqNode,
  place: Pick<SetterHit, 'path' | 'pattern' | 'comment' | 'style'>,
  suppliedAt: SuppliedAt,
  column: number,
): PlannedSetter {
  const { pattern, path } = place
  const supplied = suppliedAt(path)
  if (!pattern.names.some((name) => supplied.has(name))) return { hit: { ...place, outcome: 'untouched' }, splices: [] }
  if (!isSingleReference(pattern)) return { hit: { ...place, outcome: 'badPattern' }, splices: [] }
  const value = supplied.get(pattern.names[0]!)!
  const splices = setList(resource, list, value, column)
  if (splices === undefined) return { hit: { ...place, outcome: 'badList', value }, splices: [] }
  return { hit: { ...place, outcome: 'set', value }, splices }
}

