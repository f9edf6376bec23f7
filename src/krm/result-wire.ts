/** Results in the form that kpt reads: the code opens the message, code, line and column are strings in `tags`. */

import type { PlainMap, PlainValue } from './print.ts'
import type { Result } from './result.ts'

/** A result as kpt's schema has it; empty parts are left out, keys stand in kpt's order. */
export function resultToWire(result: Result): PlainMap {
  const { place, code } = result
  const map = new Map<string, PlainValue>()
  map.set('message', code === undefined ? result.message : `${code}: ${result.message}`)
  if (result.severity !== undefined) map.set('severity', result.severity)
  if (place?.resource !== undefined) {
    const { apiVersion, kind, name, namespace } = place.resource
    map.set('resourceRef', pick([['apiVersion', apiVersion], ['kind', kind], ['name', name], ['namespace', namespace]]))
  }
  if (place?.field !== undefined) {
    map.set('field', pick([['path', place.field], ['currentValue', result.currentValue ?? ''], ['proposedValue', result.proposedValue ?? '']]))
  }
  if (place?.file !== undefined) {
    const file = new Map<string, PlainValue>([['path', place.file]])
    if (place.index !== undefined && place.index > 0) file.set('index', place.index)
    map.set('file', file)
  }
  const tags = new Map<string, string>(Object.entries(result.tags ?? {}))
  if (code !== undefined) tags.set('code', code)
  if (place?.position !== undefined) {
    tags.set('line', String(place.position.line))
    tags.set('column', String(place.position.column))
  }
  if (tags.size > 0) map.set('tags', new Map([...tags].toSorted(([a], [b]) => (a < b ? -1 : 1))))
  return map
}

function pick(entries: readonly (readonly [string, string])[]): Map<string, string> {
  return new Map(entries.filter(([, value]) => value !== ''))
}

/** Errors first, then by file, position, object, field and message: the order in which a report is read. */
export function compareResults(a: Result, b: Result): number {
  return (
    rank(a) - rank(b) ||
    order(a.place?.file ?? '', b.place?.file ?? '') ||
    (a.place?.index ?? 0) - (b.place?.index ?? 0) ||
    (a.place?.position?.line ?? 0) - (b.place?.position?.line ?? 0) ||
    (a.place?.position?.column ?? 0) - (b.place?.position?.column ?? 0) ||
    order(a.place?.resource?.name ?? '', b.place?.resource?.name ?? '') ||
    order(a.place?.field ?? '', b.place?.field ?? '') ||
    order(a.message, b.message)
  )
}

function rank(result: Result): number {
  return result.severity === 'error' ? 0 : result.severity === 'warning' ? 1 : 2
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Most results that one function writes: kpt stores them in the Kptfile's status, which is committed to git. */
export const MAX_WIRE_RESULTS = 200

/** Sorted results, at most `MAX_WIRE_RESULTS` of them, the last one saying how many more there are. */
export function cappedResults(results: readonly Result[]): Result[] {
  const sorted = results.toSorted(compareResults)
  if (sorted.length <= MAX_WIRE_RESULTS) return sorted
  const kept = sorted.slice(0, MAX_WIRE_RESULTS - 1)
  const rest = sorted.slice(kept.length)
  const severity = rest.some((result) => result.severity === 'error') ? 'error' : rest.some((result) => result.severity === 'warning') ? 'warning' : 'info'
  return [...kept, { code: 'KRM001', severity, message: `${rest.length} more results are not shown here` }]
}
