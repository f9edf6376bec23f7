/** Tier 2 for setters: all of them, lists and block scalars too, by the syntax tree. */

import { replaceBlockScalar } from './edit.ts'
import type { Resource } from './resource.ts'
import { writeScalar } from './scalar-style.ts'
import type { SetterHit, SetterPlan, Supply } from './setter-hit.ts'
import { setList } from './setter-list.ts'
import { isSingleReference, patternOfComment, type SetterPattern } from './setter-pattern.ts'
import { addScalarSplices, hitOnScalar } from './setter-scalar.ts'
import { columnOf, commentAfter, lineEnd } from './text-lines.ts'
import { scalarText, type MapNode, type Path, type ScalarNode, type SeqNode, type TreeNode } from './tree.ts'
import type { Splice } from './yaml-text.ts'

/** The setters of a resource in the order of the catalog's apply-setters; none when it cannot be read. */
export function planByTree(resource: Resource, supply: Supply): SetterPlan {
  const planner = new TreePlanner(resource, supply)
  const root = resource.tree()
  if (root !== undefined) planner.visit(root, [], -2)
  return planner
}

class TreePlanner implements SetterPlan {
  readonly hits: SetterHit[] = []
  readonly splices: Splice[] = []
  readonly #resource: Resource
  readonly #text: string
  readonly #supply: Supply

  constructor(resource: Resource, supply: Supply) {
    this.#resource = resource
    this.#text = resource.text
    this.#supply = supply
  }

  /** `column`: that of the map or list that holds the node. */
  visit(node: TreeNode, path: Path, column: number): void {
    switch (node.kind) {
      case 'map':
        return this.#visitMap(node, path)
      case 'seq': {
        if (node.flow) return
        const dashColumn = columnOf(this.#text, node.start)
        for (const [index, item] of node.items.entries()) this.visit(item.node, [...path, index], dashColumn)
        return
      }
      case 'scalar':
        return this.#visitScalar(node, path, column)
      case 'alias':
    }
  }

  #visitMap(map: MapNode, path: Path): void {
    if (map.flow) return
    const column = columnOf(this.#text, map.start)
    const lists = new Set<TreeNode>()
    for (const { key, value } of map.entries) {
      if (value.kind === 'seq' && key.kind === 'scalar' && this.#visitList(key, value, path, column)) lists.add(value)
    }
    for (const { key, value } of map.entries) {
      if (key.kind === 'scalar' && !lists.has(value)) this.visit(value, [...path, scalarText(this.#text, key)], column)
    }
  }

  /** Whether the list is set as a whole. */
  #visitList(key: ScalarNode, list: SeqNode, parent: Path, column: number): boolean {
    const text = this.#text
    const found = list.flow ? commentAfter(text, list.end) : commentAfter(text, text.indexOf(':', key.end) + 1)
    const pattern = found === undefined ? undefined : patternOfComment(text.slice(found.start, found.end))
    if (pattern === undefined) return false
    const path = [...parent, scalarText(text, key)]
    const { splices, ...outcome } = this.#planList(list, pattern, this.#suppliedAt(path), column)
    this.hits.push({ path, pattern, comment: found!.start, style: 'list', ...outcome })
    this.splices.push(...splices)
    return outcome.outcome === 'set'
  }

  #planList(list: SeqNode, pattern: SetterPattern, supplied: ReadonlyMap<string, string>, column: number): Pick<SetterHit, 'outcome' | 'value'> & { readonly splices: readonly Splice[] } {
    if (!pattern.names.some((name) => supplied.has(name))) return { outcome: 'untouched', splices: [] }
    if (!isSingleReference(pattern)) return { outcome: 'badPattern', splices: [] }
    const value = supplied.get(pattern.names[0]!)!
    const splices = setList(this.#resource, list, value, column)
    return splices === undefined ? { outcome: 'badList', value, splices: [] } : { outcome: 'set', value, splices }
  }

  #visitScalar(node: ScalarNode, path: Path, column: number): void {
    if (node.style === 'empty') return
    const text = this.#text
    const isBlock = node.style === 'literal' || node.style === 'folded'
    const comment = isBlock ? headerComment(text, node.start) : commentAfter(text, node.end)
    const pattern = comment === undefined ? undefined : patternOfComment(text.slice(comment.start, comment.end))
    if (pattern === undefined) return
    const hit = hitOnScalar(path, pattern, comment!.start, node.style, this.#suppliedAt(path), scalarText(text, node))
    this.hits.push(hit)
    const { value } = hit
    if (value === undefined || value === hit.before) return
    if (node.tag !== undefined) this.splices.push({ start: text.indexOf(node.tag, node.outerStart), end: node.start, text: '' })
    if (!isBlock) return addScalarSplices(this.splices, text, node.start, node.end, value, node.style, () => column)
    const written = writeScalar(value, { style: node.style, tag: '!!str' }, { flow: false, key: false, json: false, indent: column + 2 })
    this.splices.push(...replaceBlockScalar(text, node, written))
  }

  #suppliedAt(path: Path): ReadonlyMap<string, string> {
    return typeof this.#supply === 'function' ? this.#supply(path) : this.#supply
  }
}

/** The comment behind the header of a block scalar. */
function headerComment(text: string, start: number): { readonly start: number; readonly end: number } | undefined {
  const end = lineEnd(text, start)
  const found = /\s#/.exec(text.slice(start, end))
  return found === null ? undefined : { start: start + found.index + 1, end }
}
