/** Resources as the plain JavaScript objects that a function written for npm `kpt-functions` works on, and back to values. */

import { FieldError } from '#krm/field-error.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import { readTagged } from '#krm/scalar-value.ts'
import { scalarText, type MapNode, type ScalarNode, type TreeNode } from '#krm/tree.ts'
import { readAsJsYaml3 } from './js-yaml3-scalar.ts'

/** What JSON has, in JavaScript's own objects: with a prototype, because functions call `data.hasOwnProperty`. */
export type JsValue = null | boolean | number | bigint | string | JsValue[] | JsObject
export interface JsObject {
  [key: string]: JsValue
}

/**
 * The object that a resource's text stands for, read as js-yaml 3 reads it (see `readAsJsYaml3`): merge keys are merged,
 * an alias is the very object of its anchor. Undefined when the text is no map.
 */
export function objectOf(resource: Resource): JsObject | undefined {
  const root = resource.tree()
  const value = root === undefined ? null : new Reading(resource.text, root).value
  return value === null || typeof value !== 'object' || Array.isArray(value) ? undefined : value
}

/** What a text and every node of its tree stand for. */
export class Reading {
  readonly value: JsValue
  readonly #text: string
  readonly #anchors = new Map<string, JsValue>()
  readonly #values = new Map<TreeNode, JsValue>()
  readonly #plain = new Map<TreeNode, PlainValue | undefined>()

  constructor(text: string, root: TreeNode) {
    this.#text = text
    this.value = this.#read(root)
  }

  /** The value of a node of the tree. */
  plain(node: TreeNode): PlainValue | undefined {
    if (!this.#plain.has(node)) this.#plain.set(node, plainOf(this.#values.get(node)))
    return this.#plain.get(node)
  }

  #read(node: TreeNode): JsValue {
    const value = this.#valueOf(node)
    this.#values.set(node, value)
    return value
  }

  #valueOf(node: TreeNode): JsValue {
    switch (node.kind) {
      case 'alias':
        return this.#anchors.get(node.target) ?? null
      case 'map':
        return this.#map(node)
      case 'seq': {
        const list: JsValue[] = []
        this.#name(node, list)
        for (const item of node.items) list.push(this.#read(item.node))
        return list
      }
      case 'scalar': {
        const scalar = this.#scalar(node)
        this.#name(node, scalar)
        return scalar
      }
    }
  }

  #map(node: MapNode): JsObject {
    const object: JsObject = {}
    this.#name(node, object)
    const merged = new Set<string>()
    for (const { key, value } of node.entries) {
      if (key.kind !== 'scalar') continue
      const name = scalarText(this.#text, key)
      if (name === '<<' && key.style === 'plain') {
        const source = this.#read(value)
        for (const from of Array.isArray(source) ? source : [source]) merge(object, from, merged)
      } else if (!Object.hasOwn(object, name) || merged.delete(name)) put(object, name, this.#read(value))
    }
    return object
  }

  #scalar(node: ScalarNode): null | boolean | number | bigint | string {
    const content = scalarText(this.#text, node)
    if (node.tag !== undefined) return readTagged(node.tag, content, 'yaml11')
    return node.style === 'plain' || node.style === 'empty' ? readAsJsYaml3(content) : content
  }

  #name(node: TreeNode, value: JsValue): void {
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, value)
  }
}

function merge(object: JsObject, from: JsValue, merged: Set<string>): void {
  if (from === null || typeof from !== 'object' || Array.isArray(from)) return
  for (const [name, value] of Object.entries(from)) {
    if (Object.hasOwn(object, name)) continue
    put(object, name, value)
    merged.add(name)
  }
}

/** Assignment that also makes an own property of `__proto__`. */
function put(object: JsObject, name: string, value: JsValue): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
  else object[name] = value
}

/** So many values may one object hold: each use of a shared one counts. */
const MAX_NODES = 100_000

/** Deepest nesting that is followed: a function may have tied a knot. */
const MAX_DEPTH = 128

/**
 * What a function left in an object, as js-yaml 3 would write it: undefined, functions and symbols are left out, a date
 * is its ISO text, an instance of a class is the map of its own properties.
 */
export function plainOf(value: unknown): PlainValue | undefined {
  return new Plainer().plain(value, 0)
}

class Plainer {
  #left = MAX_NODES

  plain(value: unknown, depth: number): PlainValue | undefined {
    if (--this.#left < 0) throw new FieldError(`an object holds more than ${MAX_NODES} values`)
    if (depth > MAX_DEPTH) throw new FieldError(`an object is nested deeper than ${MAX_DEPTH} levels, or holds itself`)
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value
      case 'bigint':
        return Number.isSafeInteger(Number(value)) ? Number(value) : value
      case 'number':
        return value + 0
      case 'object':
        return value === null ? null : this.#collection(value, depth)
      default:
        return undefined
    }
  }

  #collection(value: object, depth: number): PlainValue {
    if (Array.isArray(value)) return value.map((item) => this.plain(item, depth + 1)).filter((item) => item !== undefined)
    if (value instanceof Date) return value.toISOString()
    const map = new Map<string, PlainValue>()
    for (const [name, child] of Object.entries(value)) {
      const plain = this.plain(child, depth + 1)
      if (plain !== undefined) map.set(name, plain)
    }
    return map
  }
}
