/** set-labels and set-annotations: one function twice, over kustomize's common fields. */

import type { FunctionOutcome, KrmFunction } from '#krm/function.ts'
import { entriesOf, isList, isScalar } from '#krm/plain-value.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import { AnyConfig } from './config.ts'
import { FieldSpecError, readFieldSpecs, textIn, visitFields, type FieldSpec } from './field-spec.ts'
import { failed } from './go-sdk.ts'
import { whyRefused } from './kustomize-items.ts'

/** What tells the two apart. */
export interface EntryKind {
  readonly name: string
  readonly summary: string
  /** `labels`: the field of the config, and the word in messages. */
  readonly entries: string
  /** `label`. */
  readonly entry: string
  /** Kinds of fn.kpt.dev/v1alpha1 that the config may have; the first is named in messages. */
  readonly kinds: readonly string[]
  /** The field of the config with further places. `fieldSpecs` is its old name. */
  readonly additional: string
  readonly fields: readonly FieldSpec[]
}

/** The catalog function of this kind. */
export function settingEntries(kind: EntryKind): KrmFunction {
  return {
    name: kind.name,
    type: 'mutator',
    summary: kind.summary,
    config: AnyConfig,
    accepts: [],
    invoke(items, functionConfig) {
      try {
        return setEntries(kind, items, readConfig(kind, functionConfig))
      } catch (error) {
        if (error instanceof FieldSpecError) return failed(items, error.message)
        throw error
      }
    },
  }
}

interface Config {
  readonly entries: readonly (readonly [key: string, value: string])[]
  readonly fields: readonly FieldSpec[]
}

function readConfig(kind: EntryKind, config: Resource | undefined): Config {
  const fail = (message: string): never => {
    throw new FieldSpecError(`failed to configure function: ${message}`)
  }
  const isConfigMap = config?.apiVersion === 'v1' && config.kind === 'ConfigMap'
  if (config === undefined || (!isConfigMap && (config.apiVersion !== 'fn.kpt.dev/v1alpha1' || !kind.kinds.includes(config.kind)))) {
    return fail(`\`functionConfig\` must be a \`ConfigMap\` or \`${kind.kinds[0]}\``)
  }
  const entries = isConfigMap ? dataOf(config) : entriesIn(kind, config)
  if (entries.length === 0) return fail(`input ${kind.entry} list cannot be empty`)
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { entries: sorted, fields: [...(isConfigMap ? [] : additionalFields(kind, config)), ...kind.fields] }
}

/** Texts of `data` whatever their type; null, maps and lists are empty texts. */
function dataOf(config: Resource): [string, string][] {
  return config.field('data').children().map((field) => [String(field.path[1]), field.value === null ? '' : (field.scalarText ?? '')])
}

function entriesIn({ entries }: EntryKind, config: Resource): [string, string][] {
  const value = config.field(entries).value ?? null
  if (value === null) return []
  if (isScalar(value) || isList(value)) throw new FieldSpecError(`failed to configure function: failed to unmarshal config: ${entries} must be a map`)
  return entriesOf(value).map(([key, text]) => [key, text === null ? '' : textIn(text, `${entries}.${key}`)])
}

function additionalFields({ additional }: EntryKind, config: Resource): FieldSpec[] {
  const given = config.field(additional).value ?? null
  const old = config.field('fieldSpecs').value ?? null
  if (given !== null && old !== null) throw new FieldSpecError(`failed to configure function: \`fieldSpecs\` has been deprecated, please rename it to \`${additional}\``)
  return readFieldSpecs(given ?? old, given === null ? 'fieldSpecs' : additional)
}

function setEntries({ entries: word }: EntryKind, items: readonly Resource[], config: Config): FunctionOutcome {
  const refused = whyRefused(items)
  if (refused !== undefined) return failed(items, `failed to run function: ${refused}`)
  const message = `set ${word}: ${inJson(config.entries)}`
  const results: Result[] = []
  for (const item of items) {
    const places = new Set<string>()
    for (const spec of config.fields) {
      visitFields(item, spec, true, (field) => {
        if (field.value === null) return
        if (field.exists && field.node()?.kind !== 'map') throw new FieldSpecError(`wrong node kind of ${field.name}: expected a map`)
        for (const [key, value] of config.entries) field.child(key).set(value)
        places.add(field.name)
      })
    }
    for (const field of places) results.push({ message, place: { file: item.origin.path, index: item.origin.index, field } })
  }
  return { items, ok: true, results: results.length === 0 ? [{ message: `no ${word} applied` }] : results }
}

/** As Go prints a map of strings: sorted by key, with `<`, `>` and `&` escaped. */
function inJson(entries: Config['entries']): string {
  const text = entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')
  return `{${text.replaceAll(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`)}}`
}
