/** The annotations by which kpt tells a function where an object came from, in their two spellings. */

import type { KubernetesObject } from 'kpt-functions'
import * as wire from '#krm/wire-keys.ts'

const PATH = [wire.PATH, wire.LEGACY_PATH] as const
const INDEX = [wire.INDEX, wire.LEGACY_INDEX] as const
const ID = [wire.ID, wire.LEGACY_ID] as const
const ALL = [PATH, INDEX, ID]

/** The six annotations as they were: internal and legacy spelling of path, index and id. */
export type OriginAnnotations = readonly (readonly [internal: string | undefined, legacy: string | undefined])[]

export function originAnnotationsOf(object: KubernetesObject): OriginAnnotations {
  const annotations: Record<string, string> = object.metadata.annotations ?? {}
  return ALL.map(([internal, legacy]) => [annotations[internal], annotations[legacy]])
}

/** Where the annotations say that an object belongs; undefined when they name no path. */
export function placeIn(object: KubernetesObject): { path: string; index: number } | undefined {
  const [[path, legacyPath], [index, legacyIndex]] = originAnnotationsOf(object) as [OriginAnnotations[0], OriginAnnotations[0]]
  const found = path ?? legacyPath
  return found === undefined ? undefined : { path: String(found), index: Number(index ?? legacyIndex ?? 0) || 0 }
}

/** Writes a place into both spellings, as kpt does before it calls a function. */
export function writePlace(object: KubernetesObject, path: string, index: number): void {
  for (const key of PATH) addAnnotation(object, key, path)
  for (const key of INDEX) addAnnotation(object, key, String(index))
}

/** Takes path and index away again, and the map that held nothing else. */
export function removePlace(object: KubernetesObject): void {
  for (const key of [...PATH, ...INDEX]) removeAnnotation(object, key)
}

/**
 * Makes the two spellings agree after a function has run, as `runFnWithConfigs` of kpt-functions does: a spelling that is
 * missing is added, a change of one reaches the other, and a spelling that none of the given objects had goes. `before`:
 * what each object had; undefined for a new one. Returns what is wrong when they contradict each other.
 */
export function settleSpellings(
  objects: readonly KubernetesObject[],
  before: readonly (OriginAnnotations | undefined)[],
  given: readonly OriginAnnotations[],
): string | undefined {
  const known = given.filter((was) => was.some((pair) => pair.some((value) => value !== undefined)))
  const keepInternal = known.length === 0 || known.some((was) => was.some(([internal]) => internal !== undefined))
  const keepLegacy = known.length === 0 || known.some((was) => was.some(([, legacy]) => legacy !== undefined))
  for (const [index, object] of objects.entries()) {
    for (const [at, [internal, legacy]] of ALL.entries()) {
      settlePair(object, internal, legacy, at < 2 ? before[index]?.[at] : undefined)
      if (!keepInternal) removeAnnotation(object, internal)
      if (!keepLegacy) removeAnnotation(object, legacy)
    }
    const wrong = contradictionIn(object)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

/** What is wrong when the two spellings of an object name different places. */
export function contradictionIn(object: KubernetesObject): string | undefined {
  const pair = originAnnotationsOf(object).find(([internal, legacy]) => internal && legacy && internal !== legacy)
  return pair === undefined ? undefined : `the legacy and internal annotation values mismatch: ${pair[1]} and ${pair[0]}`
}

function settlePair(object: KubernetesObject, internal: string, legacy: string, was: OriginAnnotations[0] | undefined): void {
  const annotations: Record<string, string> | undefined = object.metadata.annotations
  if (annotations === undefined) return
  if (!annotations[internal] && annotations[legacy]) annotations[internal] = annotations[legacy]
  else if (!annotations[legacy] && annotations[internal]) annotations[legacy] = annotations[internal]
  const before = was?.[0] || was?.[1]
  if (!before || annotations[internal] === annotations[legacy]) return
  if (annotations[internal] && annotations[internal] !== before) {
    if (annotations[legacy] === before) annotations[legacy] = annotations[internal]
  } else if (annotations[legacy] && annotations[legacy] !== before) annotations[internal] = annotations[legacy]
}

/** Sets an annotation, in a new map where there is none. */
export function addAnnotation(object: KubernetesObject, key: string, value: string): void {
  const annotations: Record<string, string> = (object.metadata.annotations ??= {})
  annotations[key] = value
}

/** Removes an annotation, and the map that held nothing else. */
export function removeAnnotation(object: KubernetesObject, key: string): void {
  const annotations: Record<string, string> | undefined = object.metadata.annotations
  if (annotations === undefined || annotations[key] === undefined) return
  delete annotations[key]
  if (Object.keys(annotations).length === 0) delete object.metadata.annotations
}
