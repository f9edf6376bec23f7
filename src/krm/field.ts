/** One place in a resource: read it, set it, insert it, remove it, and say where it stands. */

import { replaceNode } from './edit.ts'
import { patchOf } from './field-edit.ts'
import { FieldError } from './field-error.ts'
import { InsertedItem } from './patch.ts'
import { isScalar } from './plain-value.ts'
import type { PlainValue } from './print.ts'
import type { Resource } from './resource.ts'
import { columnOf, commentAfter, lineEnd } from './text-lines.ts'
import { formatPath, isBlockCollection, isBlockScalar, nodeAt, scalarText, scalarValue, type Path, type PathStep, type TreeNode } from './tree.ts'
import { wantPlain } from './wanted.ts'
import type { LineColumn } from './yaml-text.ts'

export { FieldError } from './field-error.ts'

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
    return node === undefined ? undefined : this.resource.nodeValue(node)
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

  /** The comment on the field's own line, from its `#`: behind a scalar, or behind the key or dash of a map or list. */
  get lineComment(): string | undefined {
    const node = this.node()
    if (node === undefined) return undefined
    const { text } = this.resource
    if (isBlockScalar(node)) return /[ \t](#.*)$/.exec(text.slice(node.start, lineEnd(text, node.start)))?.[1]
    const from = isBlockCollection(node) ? this.#indicator() : node.end
    if (from === undefined) return undefined
    // Inside brackets the comma stands before the comment.
    const found = commentAfter(text, from) ?? (text.charCodeAt(from) === 0x2c ? commentAfter(text, from + 1) : undefined)
    return found === undefined ? undefined : text.slice(found.start, found.end)
  }

  /** Behind the colon or dash of a block map or list that stands on the lines below it, and behind its tag or anchor. */
  #indicator(): number | undefined {
    const { text } = this.resource
    const node = this.node()!
    const parent = this.path.length === 0 ? undefined : new Field(this.resource, this.path.slice(0, -1)).node()
    const from =
      parent?.kind === 'map'
        ? parent.entries.find((entry) => entry.value === node)?.colon
        : parent?.kind === 'seq' ? parent.items.find((item) => item.node === node)!.dash + 1 : undefined
    if (from === undefined || from < 0 || lineEnd(text, from) >= node.start) return undefined
    return from + /^(?:[ \t]+[&!]\S*)*/.exec(text.slice(from, lineEnd(text, from)))![0].length
  }

  /**
   * Sets the value; missing maps on the way are made. Nothing happens when the field already holds it, and of a map or
   * list only what differs is written: keys that stay keep their place, items are matched as `matchLists` does.
   */
  set(value: PlainValue): void {
    const { resource, path } = this
    if (isScalar(value) && path.length > 0 && this.#setScalar(value)) return
    resource.patch(patchOf(path, wantPlain(value)))
  }

  /** The short way for one scalar in place of another; false where the long way has to be taken. */
  #setScalar(value: PlainValue): boolean {
    const { resource, path } = this
    const root = resource.tree()
    if (root === undefined) return false
    const { text } = resource
    let holder = root
    let column = -2
    for (const step of path.slice(0, -1)) {
      // An anchor may have aliases: the long way looks.
      if (holder.anchor !== undefined) return false
      if (isBlockCollection(holder)) column = columnOf(text, holder.start)
      const child = nodeAt(text, holder, [step])
      if (child === undefined) return false
      holder = child
    }
    const node = nodeAt(text, holder, path.slice(-1))
    if (node?.kind !== 'scalar' || node.style === 'empty' || node.anchor !== undefined || holder.anchor !== undefined) return false
    if (Object.is(scalarValue(text, node), value)) return true
    const isBlock = isBlockCollection(holder)
    if (isBlock) column = columnOf(text, holder.start)
    resource.replaceScalar(node, replaceNode(text, node, value, { column, flow: !isBlock }, resource.editStyle()))
    return true
  }

  /** Removes the field with its comments (see edit.ts); nothing happens when it is not there. The last one leaves `{}` or `[]`. */
  remove(): void {
    if (this.path.length > 0 && this.exists) this.resource.patch(patchOf(this.path, undefined))
  }

  /** Puts a new item before the one at `index` of this list; at or beyond the end it is appended. */
  insertItem(index: number, value: PlainValue): void {
    const node = this.node()
    if (node?.kind !== 'seq') throw new FieldError(`${this.name} of ${this.resource.describe()} is no list`)
    this.resource.patch(patchOf(this.path, new InsertedItem(Math.min(Math.max(index, 0), node.items.length), wantPlain(value))))
  }
}
