/** Compares the tree of a resource with a shape and says everything that does not belong. */

import type { Resource } from '#krm/resource.ts'
import { formatPath, scalarText, scalarValue, type MapNode, type Path, type TreeNode } from '#krm/tree.ts'
import { nearestName } from '#krm/nearest-name.ts'
import type { Fields, Shape } from './kptfile-schema.ts'

/** One thing that does not fit; `offset` is of the resource's text. */
export interface ShapeProblem {
  readonly code: 'KPT104' | 'KPT105'
  readonly message: string
  readonly path: Path
  readonly offset: number
}

/** Everything in `resource` that `shape` does not allow. Null fits everywhere; what an alias stands for is not looked into. */
export function shapeProblems(resource: Resource, shape: Shape): ShapeProblem[] {
  const tree = resource.tree()
  const problems: ShapeProblem[] = []
  if (tree !== undefined) check(resource.text, tree, shape, [], problems)
  return problems
}

function check(text: string, node: TreeNode, shape: Shape, path: Path, problems: ShapeProblem[]): void {
  if (shape === 'any' || node.kind === 'alias') return
  if (node.kind === 'scalar' && scalarValue(text, node) === null) return
  if (shape === 'text' || shape === 'integer') {
    if (node.kind !== 'scalar') problems.push(wrong(path, node, shape === 'text' ? 'a text' : 'a whole number'))
    else if (shape === 'integer' && !/^[-+]?\d+$/.test(scalarText(text, node))) problems.push(wrong(path, node, 'a whole number'))
  } else if ('listOf' in shape) {
    if (node.kind !== 'seq') problems.push(wrong(path, node, 'a list'))
    else for (const [index, item] of node.items.entries()) check(text, item.node, shape.listOf, [...path, index], problems)
  } else if (node.kind !== 'map') {
    problems.push(wrong(path, node, 'a map'))
  } else if ('mapOf' in shape) {
    for (const { key, value } of node.entries) if (key.kind === 'scalar') check(text, value, shape.mapOf, [...path, scalarText(text, key)], problems)
  } else {
    checkFields(text, node, shape.fields, path, problems)
  }
}

function checkFields(text: string, node: MapNode, fields: Fields, path: Path, problems: ShapeProblem[]): void {
  for (const { key, value } of node.entries) {
    if (key.kind !== 'scalar') continue
    const name = scalarText(text, key)
    const shape = fields.get(name)
    if (shape !== undefined) {
      check(text, value, shape, [...path, name], problems)
      continue
    }
    const near = nearestName(name, [...fields.keys()])
    const hint = near === undefined ? `it may hold ${[...fields.keys()].join(', ')}` : `did you mean ${near}?`
    const where = path.length === 0 ? 'a Kptfile' : formatPath(path)
    problems.push({ code: 'KPT104', message: `${where} has no field "${name}"; ${hint}`, path: [...path, name], offset: key.outerStart })
  }
}

function wrong(path: Path, node: TreeNode, expected: string): ShapeProblem {
  const found = node.kind === 'seq' ? 'a list' : node.kind === 'map' ? 'a map' : 'a scalar'
  return { code: 'KPT105', message: `${formatPath(path)} must be ${expected}, not ${found === expected ? 'this' : found}`, path, offset: node.start }
}
