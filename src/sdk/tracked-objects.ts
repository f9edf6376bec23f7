/** Which object of a function is which resource: told by our own index, because the package sorts and drops duplicates. */

import type { KubernetesObject } from 'kpt-functions'
import type { PlainMap } from '#krm/print.ts'
import { isList, isScalar } from '#krm/plain-value.ts'
import type { Resource } from '#krm/resource.ts'
import { kubernetesKey } from './configs.ts'
import { objectOf, plainOf } from './object-of.ts'
import { addAnnotation, originAnnotationsOf, placeIn, removeAnnotation, writePlace, type OriginAnnotations } from './origin-annotations.ts'

/** A resource that the function sees, and what it saw of it. */
export interface Tracked {
  readonly resource: Resource
  readonly object: KubernetesObject
  /** The value that the text holds. */
  readonly before: PlainMap
  readonly key: string
  readonly origin: OriginAnnotations
  /** The text says nothing of where it came from: we told the function, and take the place out of its answer again. */
  readonly placeAdded: boolean
}

/** A resource that the function does not see: no Kubernetes object, or `shadowedBy` a later one of the same key. */
export interface Hidden {
  readonly resource: Resource
  readonly shadowedBy?: Tracked
}

/** Every resource in order. Of several with one key only the last is seen, as with the package. */
export function trackObjects(items: readonly Resource[]): (Tracked | Hidden)[] {
  const seen = new Map<string, Tracked>()
  const tracked = items.toReversed().map((resource): Tracked | Hidden => {
    const found = trackedOf(resource)
    if (found === undefined) return { resource }
    const shadowedBy = seen.get(found.key)
    if (shadowedBy !== undefined) return { resource, shadowedBy }
    seen.set(found.key, found)
    return found
  })
  return tracked.toReversed()
}

export function isTracked(item: Tracked | Hidden): item is Tracked {
  return 'object' in item
}

function trackedOf(resource: Resource): Tracked | undefined {
  const object = kubernetesObjectOf(resource)
  if (object === undefined) return undefined
  const before = plainOf(object)
  if (before === undefined || isScalar(before) || isList(before)) return undefined
  const { path, index } = resource.origin
  const placeAdded = path !== '' && placeIn(object) === undefined
  if (placeAdded) writePlace(object, path, index)
  return { resource, object, before, key: kubernetesKey(object), origin: originAnnotationsOf(object), placeAdded }
}

/** The functionConfig as its function gets it, whatever it holds. */
export function configObjectOf(resource: Resource): KubernetesObject | undefined {
  return objectOf(resource) as KubernetesObject | undefined
}

/** The resource as an object that the package can keep; undefined when it has no metadata. */
function kubernetesObjectOf(resource: Resource): KubernetesObject | undefined {
  const object = objectOf(resource)
  if (object === undefined) return undefined
  const { metadata } = object
  if (metadata === null || typeof metadata !== 'object' || Array.isArray(metadata)) return undefined
  const { annotations } = metadata
  if (annotations !== undefined && (annotations === null || typeof annotations !== 'object')) return undefined
  return object as KubernetesObject & typeof object
}

/**
 * The resource that each object of the answer was: the very object, else the one whose mark it carries (a copy), else
 * the one of the same key. Undefined for a new object. Takes the marks away.
 */
export function matchObjects(answer: readonly KubernetesObject[], given: readonly Tracked[]): (Tracked | undefined)[] {
  const left = new Set(given)
  const take = (tracked: Tracked | undefined): Tracked | undefined => {
    if (tracked === undefined || !left.delete(tracked)) return undefined
    return tracked
  }
  const byObject = new Map(given.map((tracked) => [tracked.object, tracked]))
  const matches = answer.map((object) => take(byObject.get(object)))
  for (const [at, object] of answer.entries()) matches[at] ??= take(given[markOf(object)])
  const byKey = new Map(given.map((tracked) => [tracked.key, tracked]))
  for (const [at, object] of answer.entries()) matches[at] ??= take(byKey.get(kubernetesKey(object)))
  for (const object of answer) removeAnnotation(object, MARK)
  return matches
}

/** The annotation by which the package's runner knows copies of an object, too; a function may have seen it there. */
const MARK = 'internal.kubernetes.io/annotations-migration-resource-id'

/** Marks each object with its number. */
export function markObjects(given: readonly Tracked[]): void {
  for (const [at, { object }] of given.entries()) addAnnotation(object, MARK, String(at))
}

function markOf(object: KubernetesObject): number {
  return Number(object.metadata?.annotations?.[MARK] ?? -1)
}
