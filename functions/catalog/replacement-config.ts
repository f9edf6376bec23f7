/** The config of apply-replacements, as kustomize v4.4 types it. */

import type { PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import { parseLabelSelector, type LabelSelector } from './label-selector.ts'
import { ReplacementError } from './replacement-path.ts'

/** Empty fields match everything. */
export interface Select {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly name: string
  readonly namespace: string
  readonly annotations: LabelSelector | undefined
  readonly labels: LabelSelector | undefined
}

/** `index` and `create` mean nothing without what they go with; `delimiter` is empty when there is none. */
export interface FieldOptions {
  readonly delimiter: string
  readonly index: number
  readonly create: boolean
}

export interface Source {
  readonly select: Select
  /** Empty when none is given. */
  readonly fieldPath: string
  readonly options: FieldOptions
}

export interface Target {
  readonly select: Select
  readonly reject: readonly Select[]
  readonly fieldPaths: readonly string[]
  readonly options: FieldOptions
}

export interface Replacement {
  readonly source: Source
  readonly targets: readonly Target[]
}

/** Where a value stands when no path is given. */
export const DEFAULT_FIELD_PATH = 'metadata.name'

/** All replacements of a config. Throws a ReplacementError for a config of another kind or shape. */
export function readReplacements(config: Resource | undefined): Replacement[] {
  if (config === undefined || config.field().children().length === 0) throw new ReplacementError('FunctionConfig is missing. Expect `ApplyReplacements`')
  const { apiVersion, kind } = config
  if (kind !== 'ApplyReplacements' || apiVersion !== 'fn.kpt.dev/v1alpha1') {
    throw new ReplacementError(
      `received functionConfig of kind ${kind} and apiVersion ${apiVersion}, only functionConfig of kind ApplyReplacements and apiVersion fn.kpt.dev/v1alpha1 is supported`,
    )
  }
  return listAt(config.field().value ?? null, 'replacements').map(readReplacement)
}

function readReplacement(value: PlainValue): Replacement {
  const source = at(value, 'source')
  const targets = at(value, 'targets')
  if (source === null || targets === null) throw new ReplacementError('replacements must specify a source and at least one target')
  return {
    source: { select: readSelect(source), fieldPath: textAt(source, 'fieldPath'), options: readOptions(source) },
    targets: listAt(value, 'targets').map(readTarget),
  }
}

function readTarget(value: PlainValue): Target {
  const select = at(value, 'select')
  if (select === null) throw new ReplacementError('target must specify resources to select')
  const paths = listAt(value, 'fieldPaths').map((path) => (typeof path === 'string' ? path : wrong('fieldPaths', 'a list of texts')))
  return {
    select: readSelect(select),
    reject: listAt(value, 'reject').map(readSelect),
    fieldPaths: paths.length === 0 ? [DEFAULT_FIELD_PATH] : paths,
    options: readOptions(value),
  }
}

function readSelect(value: PlainValue): Select {
  return {
    group: textAt(value, 'group'),
    version: textAt(value, 'version'),
    kind: textAt(value, 'kind'),
    name: textAt(value, 'name'),
    namespace: textAt(value, 'namespace'),
    annotations: selectorAt(value, 'annotationSelector'),
    labels: selectorAt(value, 'labelSelector'),
  }
}

function selectorAt(value: PlainValue, key: string): LabelSelector | undefined {
  const text = textAt(value, key)
  const read = text === '' ? undefined : parseLabelSelector(text)
  if (read !== undefined && 'error' in read) throw new ReplacementError(read.error)
  return read
}

function readOptions(holder: PlainValue): FieldOptions {
  const options = at(holder, 'options')
  const index = options === null ? null : at(options, 'index')
  const create = options === null ? null : at(options, 'create')
  if (index !== null && !(typeof index === 'number' && Number.isInteger(index))) wrong('options.index', 'a whole number')
  if (create !== null && typeof create !== 'boolean') wrong('options.create', 'true or false')
  return { delimiter: options === null ? '' : textAt(options, 'delimiter'), index: typeof index === 'number' ? index : 0, create: create === true }
}

function at(value: PlainValue, key: string): PlainValue {
  if (value === null) return null
  if (!(value instanceof Map)) return wrong('replacements', 'made of maps')
  return value.get(key) ?? null
}

function textAt(value: PlainValue, key: string): string {
  const text = at(value, key) ?? ''
  return typeof text === 'string' ? text : wrong(key, 'a text')
}

function listAt(value: PlainValue, key: string): readonly PlainValue[] {
  const list = at(value, key) ?? []
  return Array.isArray(list) ? list : wrong(key, 'a list')
}

function wrong(field: string, expected: string): never {
  throw new ReplacementError(`unable to convert functionConfig to replacements: ${field} must be ${expected}`)
}
