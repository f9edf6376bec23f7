/** Where the annotations of a returned resource put it, by kpt's rules for their two spellings. */

import type { CallFailure } from './answered.ts'
import { relativeTo } from './slash-path.ts'
import { INDEX, LEGACY_INDEX, LEGACY_PATH, MIGRATION_ID, PACKAGE_PATH, PATH } from '#krm/wire-keys.ts'

/** Undefined parts were not given. */
export interface WirePlace {
  readonly path: string | undefined
  readonly index: number | undefined
  /** From the root package. */
  readonly packageDir: string | undefined
}

/**
 * Reads the place of one returned resource. `sent` are the annotations that its migration id stands for: a function may
 * change either spelling of path and index, and the other follows; without that id both must agree.
 */
export function wirePlace(root: string, given: ReadonlyMap<string, string>, sent: ReadonlyMap<string, string> | undefined): WirePlace | CallFailure {
  const before = given.has(MIGRATION_ID) ? sent : undefined
  const path = reconciled(given, before, PATH, LEGACY_PATH)
  const index = reconciled(given, before, INDEX, LEGACY_INDEX)
  if (typeof path === 'object') return path
  if (typeof index === 'object') return index
  if (index !== undefined && !/^[-+]?\d{1,15}$/.test(index)) {
    return { code: 'KPT143', message: `the index annotation is "${index}"; it must be a whole number` }
  }
  const directory = given.get(PACKAGE_PATH) ?? ''
  const packageDir = directory === '' ? undefined : directory === root ? '' : relativeTo(root, directory)
  if (directory !== '' && packageDir === undefined) {
    return { code: 'KPT140', message: `the package-path annotation is "${directory}"; it must stay below ${root}` }
  }
  return { path, index: index === undefined ? undefined : Number(index), packageDir }
}

function reconciled(given: ReadonlyMap<string, string>, sent: ReadonlyMap<string, string> | undefined, key: string, legacyKey: string): string | undefined | CallFailure {
  const own = emptyAsMissing(given.get(key))
  const legacy = emptyAsMissing(given.get(legacyKey))
  if (own === undefined || legacy === undefined || own === legacy) return own ?? legacy
  const before = sent?.get(key)
  if (before === own) return legacy
  if (before === legacy) return own
  return { code: 'KPT137', message: `the annotations ${key} ("${own}") and ${legacyKey} ("${legacy}") do not agree` }
}

function emptyAsMissing(value: string | undefined): string | undefined {
  return value === '' ? undefined : value
}
