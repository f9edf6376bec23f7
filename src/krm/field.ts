/** One place in a resource: read it, set it, insert it, remove it, and say where it stands. */

import { appendItem, insertEntry, insertItem, replaceNode } from './edit.ts'
import { removeEntry, removeItem } from './edit-remove.ts'
import type { PlainValue } from './print.ts'
import { sameValue } from './plain-value.ts'
import type { Resource } from './resource.ts'
import { commentAfter, lineEnd } from './text-lines.ts'
import { columnOf } from './tree-events.ts'
import { formatPath, nodeAt, scalarText, scalarValue, type Path, type PathStep, type TreeNode } from './tree.ts'
import type { LineColumn, Splice } from './yaml-text.ts'

/** Why an edit was not made: the place has a shape that the value does not fit. */
export class FieldError extends Error {}

/** A place in a resource. It is found anew at each use, so it stays true when other places are edited. */
export class Field {
  readonly resource: Resource
  readonly path: Path

  constructor(resource: Resource, path: Path) {
    this.resource = resource
    this.path = path
  }

  /** The node, if the field is there. */
  node(): TreeNode | undefined {
    const tree = this.resource.tree()
    return tree === undefined ? undefined : nodeAt(this.resource.text, tree, this.path)
  }

  /** Whether the field is there, be it null. */
  get exists(): boolean {
    return this.node() !== undefined
  }

  /** The value as the API server reads it; undefined when the field is not there. Aliases are followed. */
  get value(): PlainValue | undefined {
    const node = this.node()
    return node === undefined ? undefined : plainValue(this.resource, node, { left: MAX_NODES })
  }

  /** The value if it is a string. */
  get string(): string | undefined {
    const { value } = this
    return typeof value === 'string' ? value : undefined
  }

  /** A scalar's text whatever its type (`8080`, `true`); undefined for maps, lists and missing fields. */
  get scalarText(): string | undefined {
    const node = this.node()
    return node?.kind === 'scalar' ? scalarText(this.resource.text, node) : undefined
  }

  /** The field of a key or index below this one. */
  child(...steps: PathStep[]): Field {
    return new Field(this.resource, [...this.path, ...steps])
  }

  /** The fields below a map (by key) or a list (by index). */
  children(): Field[] {
    const node = this.node()
    if (node?.kind === 'seq') return node.items.map((_, index) => this.child(index))
    if (node?.kind !== 'map') return []
    return node.entries.flatMap(({ key }) => (key.kind === 'scalar' ? [this.child(scalarText(this.resource.text, key))] : []))
  }

  /** `spec.containers[0].image`. */
  get name(): string {
    return formatPath(this.path)
  }

  /** Where it stands in the file; for a missing field, where the nearest thing around it stands. */
  get position(): LineColumn | undefined {
    const tree = this.resource.tree()
    if (tree === undefined) return this.resource.position(0)
    let length = this.path.length
    let node = nodeAt(this.resource.text, tree, this.path)
    while (node === undefined && length > 0) node = nodeAt(this.resource.text, tree, this.path.slice(0, --length))
    return this.resource.position(node?.outerStart ?? 0)
  }

  /** The comment on the field's own line, from its `#`: behind a scalar, or behind the key of a map or list. */
  get lineComment(): string | undefined {
    const node = this.node()
    if (node === undefined) return undefined
    const { text } = this.resource
    const isBlock = (node.kind === 'map' || node.kind === 'seq') && !node.flow
    const parent = new Field(this.resource, this.path.slice(0, -1)).node()
    const key = parent?.kind === 'map' ? parent.entries.find((entry) => entry.value === node)?.key : undefined
    if (isBlock) {
      if (key === undefined) return undefined
      const found = commentAfter(text, key.end + 1)
      return found === undefined ? undefined : text.slice(found.start, found.end)
    }
    if (node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')) {
      return /\s(#.*)$/.exec(text.slice(node.start, lineEnd(text, node.start)))?.[1]
    }
    const found = commentAfter(text, node.end)
    return found === undefined ? undefined : text.slice(found.start, found.end)
  }

  /** Sets the value; missing maps on the way are made. Nothing happens when the field already holds it. */
  set(value: PlainValue): void {
    const current = this.value
    if (current !== undefined && sameValue(current, value)) return
    this.resource.splice(this.#splicesToSet(value))
  }

  /** Removes the field with its comments; nothing happens when it is not there. */
  remove(): void {
    const step = this.path.at(-1)
    const parent = new Field(this.resource, this.path.slice(0, -1)).node()
    if (step === undefined || parent === undefined) return
    const { text } = this.resource
    if (parent.kind === 'map') {
      const index = parent.entries.findIndex(({ key }) => key.kind === 'scalar' && scalarText(text, key) === String(step))
      if (index !== -1) this.resource.splice(removeEntry(text, parent, index))
    } else if (parent.kind === 'seq' && typeof step === 'number' && step < parent.items.length) {
      this.resource.splice(removeItem(text, parent, step))
    }
  }

  /** Puts a new item before the one at `index` of this list; at or beyond the end it is appended. */
  insertItem(index: number, value: PlainValue): void {
    const node = this.node()
    if (node?.kind !== 'seq') throw new FieldError(`${this.name} of ${this.resource.describe()} is no list`)
    const style = this.resource.editStyle()
    this.resource.splice(insertItem(this.resource.text, node, index, value, style))
  }

  #splicesToSet(value: PlainValue): Splice[] {
    const tree = this.resource.tree()
    if (tree === undefined) throw new FieldError(`${this.resource.describe()} cannot be read`)
    const { text } = this.resource
    const style = this.resource.editStyle()
    let node: TreeNode = tree
    let around = { column: -2, flow: false }
    for (const [depth, step] of this.path.entries()) {
      if (node.kind === 'alias' || node.anchor !== undefined) throw this.#shared()
      const child = nodeAt(text, node, [step])
      if (child === undefined) {
        const missing = nest(this.path.slice(depth + 1), value)
        if (node.kind === 'map') return insertEntry(text, node, String(step), missing, style)
        if (node.kind === 'seq' && step === node.items.length) return appendItem(text, node, missing, style)
        if (node.kind === 'scalar' && scalarValue(text, node) === null && typeof step === 'string') {
          return replaceNode(text, node, { [step]: missing }, around, style)
        }
        throw new FieldError(`${formatPath(this.path.slice(0, depth))} of ${this.resource.describe()} is no ${typeof step === 'number' ? 'list of that length' : 'map'}`)
      }
      around = { column: isBlock(node) ? columnOf(text, node.start) : around.column, flow: !isBlock(node) }
      node = child
    }
    if (node.kind === 'alias') throw this.#shared()
    return replaceNode(text, node, value, around, style)
  }

  #shared(): FieldError {
    return new FieldError(`${this.name} of ${this.resource.describe()} is shared through an anchor: an edit would change every alias of it`)
  }
}

function isBlock(node: TreeNode): boolean {
  return (node.kind === 'map' || node.kind === 'seq') && !node.flow
}

function nest(path: Path, value: PlainValue): PlainValue {
  return path.reduceRight<PlainValue>((inner, step) => (typeof step === 'number' ? [inner] : new Map([[step, inner]])), value)
}

/** How many nodes one value may unfold into: nested aliases grow without bound. */
export const MAX_NODES = 100_000

/** The value of a node. Maps become `Map`s, so that no key of a user's means anything to JavaScript. */
export function plainValue(resource: Resource, node: TreeNode, budget: { left: number }): PlainValue {
  const { text } = resource
  if (--budget.left < 0) throw new FieldError(`a value of ${resource.describe()} unfolds into more than ${MAX_NODES} nodes through its aliases`)
  switch (node.kind) {
    case 'scalar':
      return scalarValue(text, node)
    case 'alias': {
      const target = findAnchor(resource.tree()!, node.target, node.start)
      return target === undefined ? null : plainValue(resource, target, budget)
    }
    case 'seq':
      return node.items.map((item) => plainValue(resource, item.node, budget))
    case 'map':
      return new Map(node.entries.flatMap(({ key, value }) => (key.kind === 'scalar' ? [[scalarText(text, key), plainValue(resource, value, budget)] as const] : [])))
  }
}

/** The last node before `before` that carries an anchor. */
function findAnchor(node: TreeNode, name: string, before: number): TreeNode | undefined {
  if (node.outerStart >= before) return undefined
  let found = node.anchor === name && node.end <= before ? node : undefined
  const children = node.kind === 'map' ? node.entries.flatMap((entry) => [entry.key, entry.value]) : node.kind === 'seq' ? node.items.map((item) => item.node) : []
  for (const child of children) found = findAnchor(child, name, before) ?? found
  return found
}
