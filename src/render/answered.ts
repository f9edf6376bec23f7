/** The answer of a function, whoever gave it: what it made of the resources it was sent. */

import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import type { PackageItem } from './package-item.ts'

/** One resource of an answer. */
export interface Returned {
  /** The item it is, or undefined for a new one. */
  readonly item: PackageItem | undefined
  /**
   * As the function gave it, without annotations of the wire. It is the item's own resource when the function edited it in
   * place or did not touch it.
   */
  readonly resource: Resource
  /** Relative to its package; the default path when the function gave none. */
  readonly path: string
  /** Undefined when the function gave none. */
  readonly index: number | undefined
  readonly packageDir: string
}

/** Everything a function said. */
export interface Answered {
  readonly returned: readonly Returned[]
  readonly results: readonly Result[]
}

/** Why an answer cannot be used. */
export interface CallFailure {
  readonly code: string
  readonly message: string
}

/** kpt's path for a resource that has none: `[namespace/]kind_name.yaml`, the kind in lower case. */
export function defaultPath({ kind, name, namespace }: Resource): string {
  const file = `${kind.toLowerCase()}_${name}.yaml`
  return namespace === '' ? file : `${namespace}/${file}`
}
