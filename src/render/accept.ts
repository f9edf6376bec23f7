/** Decides whether what a function returned may be used, and takes it over. */

import { printDocument } from '#krm/print.ts'
import { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import type { Answered, CallFailure, Returned } from './answered.ts'
import type { BackupEntry } from './backup.ts'
import { bringBack } from './bring-back.ts'
import { kindChange } from './kind-change.ts'
import { forbiddenChange } from './kptfile-guard.ts'
import { whyNotKrm } from './krm-check.ts'
import { newLayout } from './new-layout.ts'
import { whyNotWritable } from './output-path.ts'
import { filePath, type PackageItem } from './package-item.ts'
import { cleanPath, inDirectory } from './slash-path.ts'

/** What an answer is judged by. */
export interface Terms {
  readonly type: 'mutator' | 'validator'
  readonly backup: readonly BackupEntry[]
  readonly allowDeletions: boolean
  /** The function is configured by a ConfigMap: it may set values in configMaps of pipelines. */
  readonly configIsConfigMap: boolean
  /** Files of the tree that are left alone and must not be written, and why. */
  readonly untouchable: ReadonlyMap<string, string>
}

export type Accepted = { readonly items: readonly PackageItem[]; readonly notes: readonly Result[] } | { readonly failures: readonly CallFailure[] }

/** Checks an answer; a mutator's is then taken over into the items. After a failure the items must be restored. */
export function accept(answered: Answered, terms: Terms): Accepted {
  const before = new Map(terms.backup.map((entry) => [entry.item, entry]))
  const failures = [...(terms.type === 'mutator' ? missingItems(answered, terms) : []), ...answered.returned.flatMap((returned) => wrongWith(returned, before, terms)), ...collisions(answered.returned)]
  if (failures.length > 0) return { failures }
  if (terms.type === 'validator') return { items: [], notes: [] }
  const notes: Result[] = []
  const items = answered.returned.map((returned) => takeOver(returned, notes, failures))
  for (const entry of terms.backup) failures.push(...kptfileFailures(entry, terms))
  return failures.length > 0 ? { failures } : { items, notes }
}

/** Fewer than this many missing resources are never too many, nor are those that as many new ones replace. */
const FEW = 10

function missingItems({ returned }: Answered, { backup, allowDeletions }: Terms): CallFailure[] {
  const kept = new Set(returned.map(({ item }) => item))
  const missing = backup.filter(({ item }) => !kept.has(item))
  const kptfiles = missing.filter(({ item }) => item.isKptfile)
  if (!allowDeletions && returned.length === 0 && backup.length > 0) {
    return [{ code: 'KPT133', message: `it answered nothing for ${backup.length} resources, which would delete them all` }]
  }
  const lost = missing.length - returned.filter(({ item }) => item === undefined).length
  if (!allowDeletions && lost >= FEW && lost > backup.length / 2) {
    return [{ code: 'KPT134', message: `it left out ${missing.length} of ${backup.length} resources, which would delete them` }]
  }
  return kptfiles.map(({ item }) => ({ code: 'KPT139', message: `it left out ${filePath(item)}; functions never delete a Kptfile` }))
}

function wrongWith(returned: Returned, before: ReadonlyMap<PackageItem, BackupEntry>, terms: Terms): CallFailure[] {
  const { item, resource, path, packageDir } = returned
  const was = item === undefined ? undefined : before.get(item)
  const moved = was === undefined || was.path !== path || was.packageDir !== packageDir
  const why = whyNotKrm(resource, path)
  if (why !== undefined) return [{ code: 'KPT138', message: `it returned something that is no KRM resource: ${why} (${inDirectory(packageDir, path)})` }]
  if (item?.isKptfile === true && (moved || returned.index !== was?.index)) {
    return [{ code: 'KPT139', message: `it moved ${inDirectory(was!.packageDir, was!.path)} to ${inDirectory(packageDir, path)}; functions never move a Kptfile` }]
  }
  const unsafe = moved ? (whyNotWritable(path) ?? terms.untouchable.get(inDirectory(packageDir, cleanPath(path)))) : undefined
  if (unsafe !== undefined) return [{ code: 'KPT135', message: `${resource.describe()} may not go to ${JSON.stringify(inDirectory(packageDir, path))}: ${unsafe}` }]
  return terms.type === 'validator' && item !== undefined ? changedKind(item.resource, resource) : []
}

function changedKind(resource: Resource, answer: Resource): CallFailure[] {
  const before = resource === answer ? undefined : resource.tree()
  const after = answer.tree()
  const changed = before === undefined || after === undefined ? undefined : kindChange({ text: resource.text, node: before }, { text: answer.text, node: after })
  return changed === undefined ? [] : [{ code: 'KPT144', message: `${resource.describe()}: ${changed}; a value keeps its kind, as with kpt` }]
}

/** kpt: no two resources of an answer at the same path and index of a package. */
function collisions(returned: readonly Returned[]): CallFailure[] {
  const seen = new Map<string, Returned>()
  return returned.flatMap((one) => {
    const key = JSON.stringify([one.packageDir, cleanPath(one.path), one.index ?? null])
    const other = seen.get(key)
    seen.set(key, one)
    if (other === undefined) return []
    const index = one.index === undefined ? 'no index' : `index ${one.index}`
    return [{ code: 'KPT136', message: `${other.resource.describe()} and ${one.resource.describe()} are both at path ${inDirectory(one.packageDir, one.path)} with ${index}` }]
  })
}

function takeOver(returned: Returned, notes: Result[], failures: CallFailure[]): PackageItem {
  const { item, resource, path, index, packageDir } = returned
  const taken: PackageItem = item ?? { resource: asDocument(resource), packageDir, isKptfile: false, hasIndex: false }
  if (item !== undefined && item.resource !== resource) {
    const brought = bringBack(item.resource, resource)
    if ('code' in brought) failures.push(brought)
    else notes.push(...brought.notes.map((note) => ({ ...note, place: { ...note.place, file: filePath(item) } })))
  }
  taken.resource.origin.path = path
  if (index !== undefined) taken.resource.origin.index = index
  taken.hasIndex = index !== undefined
  taken.packageDir = packageDir
  return taken
}

/** A new resource as a document of its own; flow text (a function that answers in JSON) is printed as a block. */
function asDocument(resource: Resource): Resource {
  if (resource.form === 'document') return resource
  const value = resource.form === 'flow' ? resource.field().value : undefined
  return new Resource(value === undefined ? newLayout(resource.documentText) : printDocument(value), 'document', { path: '', index: 0 })
}

function kptfileFailures({ item, text }: BackupEntry, { configIsConfigMap }: Terms): CallFailure[] {
  const { resource } = item
  if (!item.isKptfile || resource.text === text) return []
  const before = new Resource(text, 'document').field().value
  const part = forbiddenChange(before, resource.field().value, configIsConfigMap)
  if (part === undefined) return []
  const hint = part === 'pipeline' && !configIsConfigMap ? ' (only setters with a ConfigMap may set configMap values there)' : ''
  return [{ code: 'KPT139', message: `it changed ${part} of ${filePath(item)}; functions never change that${hint}` }]
}
