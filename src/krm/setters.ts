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

/**
 * Sets every field of `resource` whose comment names a supplied setter; returns all setter fields in the order in which
 * the catalog's apply-setters visits them: of each map first its lists, then its fields in turn. Nothing is edited when
 * a pattern of this resource cannot be resolved.
 */
export function applySetters(resource: Resource, supplied: ReadonlyMap<string, string>): SetterHit[] {
  if (!mentionsSetters(resource.text)) return []
  const scanned = scanSetters(resource)
  const planned = scanned === undefined ? planByTree(resource, supplied) : scanned.flatMap((found) => planScanned(found, resource.text, supplied))
  const failed = planned.some(({ hit }) => hit.outcome !== 'set' && hit.outcome !== 'untouched')
  if (!failed) resource.splice(planned.flatMap(({ splices }) => splices))
  return planned.map(({ hit }) => hit)
}

function planScanned(found: ScannedSetter, text: string, supplied: ReadonlyMap<string, string>): PlannedSetter[] {
  const pattern = patternOfComment(found.comment)
  if (pattern === undefined) return []
  const raw = text.slice(found.start, found.end)
  const current = found.style === 'plain' ? raw : found.style === 'single' ? decodedSingle(raw.slice(1, -1)) : raw.slice(1, -1)
  const { hit, value } = resolve(found.path, pattern, supplied, current, found.style)
  if (value === undefined || value === current) return [{ hit, splices: [] }]
  const lineStart = text.lastIndexOf('\n', found.start) + 1
  const indent = /^[\s-]*/.exec(text.slice(lineStart, found.start))![0].length
  const column = found.start - lineStart - indent === 0 ? indent - 2 : indent
  return [{ hit, splices: scalarSplices(text, found.start, found.end, value, found.style, column) }]
}

function decodedSingle(raw: string): string {
  const decoded = decodeSingleQuoted(raw)
  return 'value' in decoded ? decoded.value : raw
}

function resolve(
  path: Path,
  pattern: SetterPattern,
  supplied: ReadonlyMap<string, string>,
  before: string,
  style: ScalarStyle,
): { hit: SetterHit; value?: string } {
  const resolution = resolvePattern(pattern, supplied, before)
  if (resolution === undefined) return { hit: { path, pattern, outcome: 'untouched', before, style } }
  if ('missing' in resolution) return { hit: { path, pattern, outcome: 'missing', before, missing: resolution.missing, style } }
  return { hit: { path, pattern, outcome: 'set', value: resolution.text, before, style }, value: resolution.text }
}

/**
 * The text goes in as apply-setters writes it: the quote style stays, a plain scalar stays plain wherever the syntax
 * allows (so `3` can become `5`), empty text becomes "".
 */
function scalarSplices(text: string, start: number, end: number, value: string, style: ScalarStyle, column: number): Splice[] {
  const written = writeScalar(value, { style, tag: '!!str' }, { flow: false, key: false, json: false, indent: column + 2 })
  const [first, ...rest] = written.split('\n')
  if (rest.length === 0) return [{ start, end, text: written }]
  const below = lineEnd(text, end)
  return [{ start, end, text: first! }, { start: below, end: below, text: withNewlinesOf(text, `\n${rest.join('\n')}`) }]
}

function planByTree(resource: Resource, supplied: ReadonlyMap<string, string>): PlannedSetter[] {
  const root = resource.tree()
  if (root === undefined) return []
  const planned: PlannedSetter[] = []
  visit(resource, root, [], supplied, planned, -2)
  return planned
}

function visit(resource: Resource, node: TreeNode, path: Path, supplied: ReadonlyMap<string, string>, planned: PlannedSetter[], column: number): void {
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

function visitMap(resource: Resource, map: MapNode, path: Path, supplied: ReadonlyMap<string, string>, planned: PlannedSetter[]): void {
  if (map.flow) return
  const { text } = resource
  const column = columnOf(text, map.start)
  const lists = new Set<TreeNode>()
  for (const { key, value } of map.entries) {
    if (value.kind !== 'seq' || key.kind !== 'scalar') continue
    const found = value.flow ? commentAfter(text, value.end) : commentAfter(text, text.indexOf(':', key.end) + 1)
    const pattern = found === undefined ? undefined : patternOfComment(text.slice(found.start, found.end))
    if (pattern === undefined) continue
    planned.push(planList(resource, value, [...path, scalarText(text, key)], pattern, supplied, column))
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
  supplied: ReadonlyMap<string, string>,
  planned: PlannedSetter[],
  column: number,
): void {
  if (node.style === 'empty') return
  const { text } = resource
  const isBlock = node.style === 'literal' || node.style === 'folded'
  const comment = isBlock ? /\s(#.*?)\r?$/.exec(text.slice(node.start, lineEnd(text, node.start)))?.[1] : lineComment(text, node.end)
  const pattern = comment === undefined ? undefined : patternOfComment(comment)
  if (pattern === undefined) return
  const current = scalarText(text, node)
  const { hit, value } = resolve(path, pattern, supplied, current, node.style)
  if (value === undefined || value === current) {
    planned.push({ hit, splices: [] })
    return
  }
  const dropTag: Splice[] = node.tag === undefined ? [] : [{ start: text.indexOf(node.tag, node.outerStart), end: node.start, text: '' }]
  if (!isBlock) {
    planned.push({ hit, splices: [...dropTag, ...scalarSplices(text, node.start, node.end, value, node.style, column)] })
    return
  }
  const written = writeScalar(value, { style: node.style, tag: '!!str' }, { flow: false, key: false, json: false, indent: column + 2 })
  planned.push({ hit, splices: [...dropTag, ...replaceBlockScalar(text, node, written)] })
}

function lineComment(text: string, end: number): string | undefined {
  const found = commentAfter(text, end)
  return found === undefined ? undefined : text.slice(found.start, found.end)
}

function planList(
  resource: Resource,
  list: SeqNode,
  path: Path,
  pattern: SetterPattern,
  supplied: ReadonlyMap<string, string>,
  column: number,
): PlannedSetter {
  if (!pattern.names.some((name) => supplied.has(name))) return { hit: { path, pattern, outcome: 'untouched', style: 'list' }, splices: [] }
  if (!isSingleReference(pattern)) return { hit: { path, pattern, outcome: 'badPattern', style: 'list' }, splices: [] }
  const value = supplied.get(pattern.names[0]!)!
  const splices = setList(resource, list, value, column)
  if (splices === undefined) return { hit: { path, pattern, outcome: 'badList', value, style: 'list' }, splices: [] }
  return { hit: { path, pattern, outcome: 'set', value, style: 'list' }, splices }
}

