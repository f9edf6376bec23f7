/**
 * In-process answer for the catalog's ensure-name-substring, as of v0.2.0. A Kptfile keeps its name: kpt-like renderers and
 * Porch know the package by it, and functions may not change it here.
 */

import type { KrmFunction } from '#krm/function.ts'
import type { Resource } from '#krm/resource.ts'
import { AnyConfig } from './config.ts'
import { FieldSpecError, fitsSpec, readFieldSpecs, textIn, visitFields, type FieldSpec } from './field-spec.ts'
import { failed } from './go-sdk.ts'
import { whyRefused } from './kustomize-items.ts'
import { followNames } from './renamed-references.ts'

interface Config {
  readonly substring: string
  readonly mode: 'prepend' | 'append'
  readonly additional: readonly FieldSpec[]
}

/** What keeps its name. */
const SKIPPED: readonly FieldSpec[] = [
  { kind: 'CustomResourceDefinition', path: '' },
  { group: 'apiregistration.k8s.io', kind: 'APIService', path: '' },
  { kind: 'Namespace', path: '' },
  { group: 'kpt.dev', kind: 'Kptfile', path: '' },
]

/** Takes a ConfigMap with one entry, `prepend` or `append`, or an EnsureNameSubstring of fn.kpt.dev/v1alpha1. */
export const ensureNameSubstringOfCatalog: KrmFunction = {
  name: 'ensure-name-substring',
  type: 'mutator',
  summary: 'Puts a prefix or a suffix to all names that do not hold it, and into the references to them.',
  config: AnyConfig,
  accepts: [],
  invoke(items, functionConfig) {
    try {
      const config = readConfig(functionConfig)
      const refused = whyRefused(items)
      if (refused !== undefined) return failed(items, `failed to convert items to resource map: ${refused}`)
      const renamed = new Map<Resource, string>()
      for (const item of items) if (!SKIPPED.some((spec) => fitsSpec(item, spec))) ensure(item, config, renamed)
      followNames(items, renamed)
      return { items, ok: true, results: [] }
    } catch (error) {
      if (error instanceof FieldSpecError) return failed(items, error.message)
      throw error
    }
  },
}

function readConfig(config: Resource | undefined): Config {
  const read = config?.apiVersion === 'v1' && config.kind === 'ConfigMap' ? fromConfigMap(config) : fromOwnKind(config)
  if (read.substring === '') throw new FieldSpecError('failed validation: substring must not be empty')
  return read
}

function fromConfigMap(config: Resource): Config {
  const entries = config.field('data').children()
  if (entries.length !== 1) throw new FieldSpecError(`failed to load the \`functionConfig\`: only 1 entry is allowed in the ConfigMap, but got: ${entries.length}`)
  const mode = String(entries[0]!.path.at(-1))
  return { mode: modeIn(mode), substring: textIn(entries[0]!.value ?? '', `data.${mode}`), additional: [] }
}

function fromOwnKind(config: Resource | undefined): Config {
  if (config?.apiVersion !== 'fn.kpt.dev/v1alpha1' || config.kind !== 'EnsureNameSubstring') {
    const got = config === undefined ? 'none' : `${config.apiVersion}, Kind=${config.kind}`
    throw new FieldSpecError(`failed to load the \`functionConfig\`: function config must be either /v1, Kind=ConfigMap or fn.kpt.dev/v1alpha1, Kind=EnsureNameSubstring, but we got: ${got}`)
  }
  const key = config.field('additionalNameFields').exists ? 'additionalNameFields' : 'fieldSpecs'
  return {
    substring: textIn(config.field('substring').value ?? '', 'substring'),
    mode: modeIn(textIn(config.field('editMode').value ?? '', 'editMode') || 'prepend'),
    additional: readFieldSpecs(config.field(key).value, key),
  }
}

function modeIn(text: string): 'prepend' | 'append' {
  if (text !== 'prepend' && text !== 'append') throw new FieldSpecError(`failed to load the \`functionConfig\`: unknown editMode: ${text}, only prepend and append are allowed`)
  return text
}

function ensure(item: Resource, config: Config, renamed: Map<Resource, string>): void {
  const { name } = item
  const named = { path: 'metadata/name' }
  for (const spec of [named, ...config.additional]) {
    if (!fitsSpec(item, spec) || holds(item, spec, config.substring)) continue
    visitFields(item, spec, true, (field) => {
      const now = field.exists ? field.scalarText : ''
      if (now === undefined) throw new FieldSpecError(`failed to transform name substring: wrong node kind of ${field.name}: expected a scalar`)
      field.set(config.mode === 'prepend' ? config.substring + now : now + config.substring)
    })
  }
  if (item.name !== name) renamed.set(item, name)
}

/** Whether the value at the path holds the substring already. A path through a list is refused, as in the original. */
function holds(item: Resource, { path }: FieldSpec, substring: string): boolean {
  const steps = path.split('/')
  for (const [index] of steps.entries()) {
    const field = item.field(...steps.slice(0, index))
    if (field.exists && field.value !== null && field.node()?.kind !== 'map') throw new FieldSpecError(`unable to lookup path ${path} in ${item.describe()}: ${field.name} is no map`)
  }
  return (item.field(...steps).scalarText ?? '').includes(substring)
}
