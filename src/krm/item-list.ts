/** The items that a function sees: read them all, edit each, add and remove whole resources; the order stays. */

import type { PlainValue } from './print.ts'
import type { Resource } from './resource.ts'
import { newResource } from './resource-list.ts'

/** Identity of a resource: group, kind, namespace and name. Versions of one group name the same object. */
export function identityOf(resource: Resource): string {
  return `${resource.group}|${resource.kind}|${resource.namespace}|${resource.name}`
}

/** Whether two resources have the same identity. */
export function isSameObject(a: Resource, b: Resource): boolean {
  return a.name === b.name && a.kind === b.kind && a.namespace === b.namespace && a.group === b.group
}

/** A list of resources under edit. */
export class ItemList implements Iterable<Resource> {
  readonly #items: Resource[]

  constructor(items: readonly Resource[]) {
    this.#items = [...items]
  }

  [Symbol.iterator](): Iterator<Resource> {
    return this.#items[Symbol.iterator]()
  }

  get length(): number {
    return this.#items.length
  }

  toArray(): readonly Resource[] {
    return [...this.#items]
  }

  /** The resources of a group and kind, whatever the version. */
  ofKind(group: string, kind: string): Resource[] {
    return this.#items.filter((item) => item.kind === kind && item.group === group)
  }

  /** Adds a new resource at the end. Its path decides the file; without one kpt names the file after kind and name. */
  add(value: PlainValue, path = ''): Resource {
    const resource = newResource(value, path, this.#nextIndex(path))
    this.#items.push(resource)
    return resource
  }

  /** Removes a resource; the others keep their order. */
  remove(resource: Resource): void {
    const index = this.#items.indexOf(resource)
    if (index !== -1) this.#items.splice(index, 1)
  }

  #nextIndex(path: string): number {
    if (path === '') return 0
    let next = 0
    for (const { origin } of this.#items) if (origin.path === path) next = Math.max(next, origin.index + 1)
    return next
  }
}
