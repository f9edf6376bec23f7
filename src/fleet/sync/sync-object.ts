/** RootSync and RepoSync of Config Sync as data: every value with the field that it was read from. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Sourced } from '#fleet/sourced.ts'

/** API group of RootSync and RepoSync. */
export const SYNC_GROUP = 'configsync.gke.io'
export const SYNC_API_VERSION = `${SYNC_GROUP}/v1beta1`

/** A text that is set and not empty: Config Sync takes an empty one for none. */
export type Text = Sourced<string> | undefined

/** The texts of a source, whatever its type. */
export const SOURCE_TEXTS = [
  'repo', 'branch', 'revision', 'dir', 'period', 'auth', 'proxy', 'gcpServiceAccountEmail',
  'image', 'chart', 'version', 'releaseName', 'namespace', 'deployNamespace',
] as const
export type SourceText = (typeof SOURCE_TEXTS)[number]

/** `spec.git`, `spec.oci` or `spec.helm`; the fields that the type does not know are undefined. */
export interface SyncSource extends Readonly<Record<SourceText, Text>> {
  readonly type: SourceType
  /** The block itself. */
  readonly at: Field
  readonly secretRef: Text
  readonly caCertSecretRef: Text
  readonly noSSLVerify: boolean
}

export type SourceType = 'git' | 'oci' | 'helm'
export const SOURCE_TYPES: readonly SourceType[] = ['git', 'oci', 'helm']

/** One RootSync or RepoSync. */
export interface SyncObject {
  readonly resource: Resource
  readonly kind: 'RootSync' | 'RepoSync'
  readonly name: string
  readonly namespace: string
  readonly sourceFormat: Text
  /** As written; unset means git. */
  readonly sourceType: Text
  /** The source of the type that counts; undefined when its block is missing or the type is unknown. */
  readonly source: SyncSource | undefined
  readonly override: Field
}

/** Whether a resource is a RootSync or RepoSync of any version. */
export function isSyncObject(resource: Resource): boolean {
  return resource.group === SYNC_GROUP && (resource.kind === 'RootSync' || resource.kind === 'RepoSync')
}

/** Reads one. Values of a wrong type count as unset. */
export function readSyncObject(resource: Resource): SyncObject {
  const spec = resource.field('spec')
  const sourceType = textAt(spec.child('sourceType'))
  const type = SOURCE_TYPES.find((known) => known === (sourceType?.value ?? 'git'))
  const block = type === undefined ? undefined : spec.child(type)
  return {
    resource,
    kind: resource.kind === 'RepoSync' ? 'RepoSync' : 'RootSync',
    name: resource.name,
    namespace: resource.namespace,
    sourceFormat: textAt(spec.child('sourceFormat')),
    sourceType,
    source: block?.node()?.kind === 'map' ? readSource(block, type!) : undefined,
    override: spec.child('override'),
  }
}

/** A text that is set: neither null nor empty. */
export function textAt(field: Field): Text {
  const value = field.string
  return value === undefined || value === '' ? undefined : { value, from: field }
}

function readSource(at: Field, type: SourceType): SyncSource {
  const texts = Object.fromEntries(SOURCE_TEXTS.map((key) => [key, textAt(at.child(key))])) as Record<SourceText, Text>
  return {
    ...texts,
    type,
    at,
    secretRef: textAt(at.child('secretRef', 'name')),
    caCertSecretRef: textAt(at.child('caCertSecretRef', 'name')),
    noSSLVerify: at.child('noSSLVerify').value === true,
  }
}

/** What it reads, in words: `https://git.example.com/a.git, branch main, directory /`. */
export function describeSource(source: SyncSource): string {
  const ref = source.revision !== undefined ? `revision ${source.revision.value}` : `branch ${source.branch?.value ?? 'master'}`
  const dir = `directory ${source.dir?.value ?? '/'}`
  if (source.type === 'git') return [source.repo?.value ?? '(no repository)', ref, dir].join(', ')
  if (source.type === 'oci') return [source.image?.value ?? '(no image)', dir].join(', ')
  return `chart ${source.chart?.value ?? '(none)'} ${source.version?.value ?? ''} of ${source.repo?.value ?? '(no repository)'}`.replace('  ', ' ')
}
