/** The hash by which the ClusterResourceSet controller sees that a ConfigMap or Secret has changed. */

import { sha256 } from './sha256.ts'

/**
 * `sha256:` and the digest of the values one after another, in the order of their keys (computeHash of Cluster API): keys,
 * labels and annotations do not count. It stands in the ClusterResourceSetBinding once the resource is applied.
 */
export function contentHash(data: ReadonlyMap<string, string>): string {
  const values = [...data.keys()].toSorted(byCodeUnits).map((key) => data.get(key)!)
  return `sha256:${sha256(new TextEncoder().encode(values.join('')))}`
}

/** The order of keys: keys of a ConfigMap are ASCII, so code units are bytes. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
