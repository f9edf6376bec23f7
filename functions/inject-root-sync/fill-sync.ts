/** Writes what is wanted into one RootSync or RepoSync; what nobody speaks of stays, and nothing that counts is left to defaults. */

import type { Repository } from '#fleet/repository.ts'
import { AUTH } from '#fleet/sync/auth.ts'
import { isUrlProblem, parseGitUrl } from '#fleet/sync/git-url.ts'
import { FieldSetter, type WantedMetadata } from '#fleet/sync/set-fields.ts'
import { readSyncObject, SYNC_API_VERSION, textAt, type SourceType } from '#fleet/sync/sync-object.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import { valueOf } from '#krm/plain-value.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import type { WantedSource } from './settings.ts'

/** One object as it should be. */
export interface WantedSync {
  readonly kind: 'RootSync' | 'RepoSync'
  readonly name: string
  readonly namespace: string
  readonly source: WantedSource
  readonly metadata: WantedMetadata
  /** The cluster's repository, where the config states no address. */
  readonly repository: Repository | undefined
  /** The Secret that a convention names, where the authentication needs one and the config names none. */
  readonly conventionalSecret: string | undefined
  /** What a source format that nobody states means: `hierarchy` where the package is in that format. */
  readonly defaultFormat: string
}

/** Order of fields that are written first in a new block; the others follow. */
const ORDER = ['repo', 'image', 'chart', 'version', 'branch', 'revision', 'dir', 'auth', 'secretRef']

/** A new object that `fillSync` completes. */
export function newSync({ kind, name, namespace }: WantedSync): PlainMap {
  return { apiVersion: SYNC_API_VERSION, kind, metadata: { name, namespace } }
}

/** Brings an object to what is wanted. */
export function fillSync(resource: Resource, wanted: WantedSync, isNew: boolean, results: Results): void {
  const fields = new FieldSetter(resource, results)
  const { source, metadata } = wanted
  fields.set(['metadata', 'name'], wanted.name)
  fields.setMissing(['metadata', 'namespace'], wanted.namespace)
  fields.metadata(metadata)
  if (source.sourceFormat !== undefined) fields.set(['spec', 'sourceFormat'], source.sourceFormat)
  else fields.setMissing(['spec', 'sourceFormat'], wanted.defaultFormat)
  const present = readSyncObject(resource)
  const presentType = present.sourceType?.value ?? 'git'
  const type = source.type ?? (presentType as SourceType)
  if (type !== presentType) {
    fields.remove(['spec', presentType])
    fields.set(['spec', 'sourceType'], type)
  }
  if (type === 'git' || source.type !== undefined) fillSource(fields, type, wanted, isNew)
  for (const [key, value] of source.override) fields.set(['spec', 'override', key], value)
}

function fillSource(fields: FieldSetter, type: SourceType, wanted: WantedSync, isNew: boolean): void {
  const { source, repository } = wanted
  const values = new Map(source.values)
  if (type === 'git' && !values.has('repo') && repository?.url !== undefined) {
    values.set('repo', repository.url.value)
    if (!values.has('branch') && !values.has('revision') && repository.branch !== undefined) values.set('branch', repository.branch.value)
  }
  const spec = fields.resource.field('spec', type)
  const isPinned = values.has('branch') || values.has('revision') || textAt(spec.child('branch')) !== undefined || textAt(spec.child('revision')) !== undefined
  if (type === 'git' && !isPinned) values.set('branch', 'main')
  const ordered = [...ORDER.filter((key) => values.has(key)), ...[...values.keys()].filter((key) => !ORDER.includes(key))]
  const at = (key: string): string[] => ['spec', type, key]
  for (const key of ordered.filter((key) => key !== 'auth' && key !== 'secretRef' && ORDER.includes(key))) fields.set(at(key), values.get(key)!)
  if (isNew && type !== 'helm') fields.setMissing(at('dir'), '/')
  fillAuth(fields, type, values, wanted)
  for (const key of ordered.filter((key) => !ORDER.includes(key))) fields.set(at(key), values.get(key)!)
  fields.setMissing(at('period'), type === 'helm' ? '1h' : '15s')
}

/** Authentication and its Secret belong together: one is never left without the other. */
function fillAuth(fields: FieldSetter, type: SourceType, values: ReadonlyMap<string, PlainValue>, { conventionalSecret }: WantedSync): void {
  const at = (key: string): string[] => ['spec', type, key]
  const secret = valueOf(values.get('secretRef'), 'name')
  const { source } = readSyncObject(fields.resource)
  const present = source?.auth?.value
  const stated = values.get('auth')
  const isWithSecret = typeof secret === 'string' ? secret !== '' : source?.secretRef !== undefined || (stated === undefined && present === undefined && conventionalSecret !== undefined)
  const usable = present !== undefined && (typeof secret !== 'string' || AUTH[type].get(present) === (isWithSecret ? 'needed' : 'refused'))
  const auth = stated ?? (usable ? present : isWithSecret ? authOf(source?.repo?.value ?? '', type) : 'none')
  fields.set(at('auth'), auth)
  const need = typeof auth === 'string' ? AUTH[type].get(auth) : undefined
  if (typeof secret === 'string' && secret !== '') fields.set(at('secretRef'), values.get('secretRef')!)
  else if (need === 'refused' || secret === '') fields.remove(at('secretRef'))
  else if (need === 'needed' && conventionalSecret !== undefined) fields.set(['spec', type, 'secretRef', 'name'], conventionalSecret)
}

function authOf(address: string, type: SourceType): string {
  const url = type === 'git' ? parseGitUrl(address) : undefined
  return url !== undefined && !isUrlProblem(url) && (url.scheme === 'ssh' || url.scheme === 'scp') ? 'ssh' : 'token'
}
