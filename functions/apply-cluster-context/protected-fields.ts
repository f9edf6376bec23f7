/** What this function never writes: the context, the package context, and what makes a Kptfile what it is. */

import { isPackageContext } from '#fleet/package-context.ts'
import { isSameObject } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import type { Supply } from '#krm/setters.ts'
import type { Path } from '#krm/tree.ts'

/** Whether a resource is left alone as a whole. `sources`: the context and the functionConfig, by identity. */
export function isProtected(resource: Resource, sources: readonly Resource[]): boolean {
  for (const source of sources) if (isSameObject(source, resource)) return true
  return isPackageContext(resource)
}

const NONE: ReadonlyMap<string, string> = new Map()

/** The setters that each field of a Kptfile may take: `typed` ones (from a ConfigMap) reach the configMaps of its pipeline, as with kpt. */
export function supplyForKptfile(all: ReadonlyMap<string, string>, typed: ReadonlyMap<string, string>): Supply {
  return (path: Path) => {
    if (path[0] === 'pipeline') return path[3] === 'configMap' ? typed : NONE
    const isIdentity = path[0] === 'apiVersion' || path[0] === 'kind' || (path[0] === 'metadata' && path[1] === 'name')
    return isIdentity ? NONE : all
  }
}
