/** Tier 2 for setters: all of them, lists and block scalars too, by the syntax tree. */

import { replaceBlockScalar } from './edit.ts'
import type { Resource } from './resource.ts'
import { writeScalar } from './scalar-style.ts'
import type { PlannedSetter, SetterHit, SuppliedAt } from './setter-hit.ts'
import { setList } from './setter-list.ts'
import { isSingleReference, patternOfComment } from './setter-pattern.ts'
import { resolve, scalarSplices } from './setter-scalar.ts'
import { columnOf, commentAfter, lineEnd } from './text-lines.ts'
import { scalarText, type MapNode, type Path, type ScalarNode, type SeqNode, type TreeNode } from './tree.ts'
import type { Splice } from './yaml-text.ts'

/** The setters of a resource in the order of the catalog's apply-setters; none when it cannot be read. */
export function planByTree(resource: Resource, supplied: SuppliedAt): PlannedSetter[] {
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
  const hit = resolve({ path }, pattern, comment!.start, node.style, supplied({ path }), current)
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
  const { pattern } = place
  const supplied = suppliedAt(place)
  if (!pattern.names.some((name) => supplied.has(name))) return { hit: { ...place, outcome: 'untouched' }, splices: [] }
  if (!isSingleReference(pattern)) return { hit: { ...place, outcome: 'badPattern' }, splices: [] }
  const value = supplied.get(pattern.names[0]!)!
  const splices = setList(resource, list, value, column)
  if (splices === undefined) return { hit: { ...place, outcome: 'badList', value }, splices: [] }
  return { hit: { ...place, outcome: 'set', value }, splices }
}

