/** Where results point to, from the root package and with the line of the author's file. */

import type { Resource } from '#krm/resource.ts'
import type { Place, Result } from '#krm/result.ts'
import type { PathStep } from '#krm/tree.ts'
import type { BackupEntry } from './backup.ts'
import { inDirectory } from './slash-path.ts'

/**
 * The results of a call with the files as they lie in the tree: functions name them from the package of the resource. A
 * line is added where the result names a field and none is known: we have read the file, a container has not.
 */
export function locateResults(results: readonly Result[], items: readonly BackupEntry[]): Result[] {
  if (results.length === 0) return []
  const byPath = new Map<string, BackupEntry[]>()
  for (const entry of items) {
    const group = byPath.get(entry.path)
    if (group === undefined) byPath.set(entry.path, [entry])
    else group.push(entry)
  }
  return results.map((result) => {
    const { place } = result
    const found = place?.file === undefined ? undefined : theOne(place, byPath.get(place.file) ?? [])
    return found === undefined ? result : { ...result, place: located(place!, found) }
  })
}

/** The only item that a place can mean. */
function theOne(place: Place, candidates: readonly BackupEntry[]): BackupEntry | undefined {
  const { resource, index } = place
  const fitting = candidates.filter((entry) => {
    const { kind, name, namespace } = entry.item.resource
    const isNamed = resource === undefined || (resource.kind === kind && resource.name === name && (resource.namespace === '' || resource.namespace === namespace))
    return isNamed && (index === undefined || index === entry.index)
  })
  return fitting.length === 1 ? fitting[0] : undefined
}

function located(place: Place, { item, packageDir }: BackupEntry): Place {
  const position = place.position ?? positionOf(item.resource, place.field)
  return { ...place, file: inDirectory(packageDir, place.file!), ...(position !== undefined && { position }) }
}

function positionOf(resource: Resource, field: string | undefined): Place['position'] {
  if (resource.origin.linesBefore === undefined) return undefined
  if (field === undefined) return resource.position(resource.tree()?.start ?? 0)
  return resource.field(...stepsOf(field)).position
}

/** `spec.containers[0].image`, `metadata.annotations[kpt.dev/x]`, also with quotes in the brackets. */
function stepsOf(field: string): PathStep[] {
  const steps: PathStep[] = []
  for (const [, bracket, key] of field.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)) {
    const name = (bracket ?? key!).replace(/^(["'])(.*)\1$/, '$2')
    steps.push(bracket !== undefined && /^\d+$/.test(name) ? Number(name) : name)
  }
  return steps
}
