/** What this function never writes: the context, the package context, and what makes a Kptfile what it is. */

import { isPackageContext } from '#fleet/package-context.ts'
import { identityOf } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import type { Supply } from '#krm/setters.ts'
import type { Path } from '#krm/tree.ts'

/** Whether a resource is left alone as a whole. `sources`: identities of the context and of the functionConfig. */
export function isProtected(resource: Resource, sources: ReadonlySet<string>): boolean {
  return sources.has(identityOf(resource)) || isPackageContext(resource)
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
