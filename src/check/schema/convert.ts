/** Makes schemas of OpenAPI documents: of structural schemas (CRDs) and of the definitions of a Kubernetes API server. */

import { entriesOf, isList, isScalar, valueOf } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Schema } from './schema.ts'

/**
 * `structural`: a CRD; an object without properties keeps nothing. `definitions`: of an API server's own types; there it
 * keeps everything (RawExtension, JSON). `preserving`: a CRD that keeps fields that it does not list.
 */
export type SchemaForm = 'structural' | 'definitions' | 'preserving'

const TYPES = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean'] as const)
type PlainType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'

const LIMITS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const

/** Types of an API server whose JSON is not what their definition says. */
const SPECIAL: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ['io.k8s.apimachinery.pkg.api.resource.Quantity', { type: 'quantity' }],
  ['io.k8s.apimachinery.pkg.util.intstr.IntOrString', { type: 'int-or-string' }],
])

/** The schema of a definition by its name and value. */
export function convertDefinition(name: string, value: PlainValue): Schema {
  return SPECIAL.get(name) ?? convertSchema(value, 'definitions')
}

/** A schema without prose, defaults and conditions: what is not understood restricts nothing. */
export function convertSchema(value: PlainValue, form: SchemaForm): Schema {
  const ref = textOf(value, '$ref')
  if (ref !== undefined) return { ref: ref.replace(/^.*\//, '') }
  const flag = (name: string): boolean => valueOf(value, `x-kubernetes-${name}`) === true
  if (flag('int-or-string') || textOf(value, 'format') === 'int-or-string') return { type: 'int-or-string' }
  const named = textOf(value, 'type')
  const type = isPlainType(named) ? named : undefined
  const properties = valueOf(value, 'properties')
  const values = valueOf(value, 'additionalProperties')
  const items = valueOf(value, 'items')
  const isBare = type === 'object' && properties === undefined && values === undefined
  const keepsOthers = form === 'preserving' && (type === 'object' || properties !== undefined)
  const isOpen = flag('preserve-unknown-fields') || values === true || (isBare && form === 'definitions') || keepsOthers
  const required = textsOf(value, 'required')
  const keys = textsOf(value, 'x-kubernetes-list-map-keys')
  const allowed = listOf(valueOf(value, 'enum')).filter(isEnumValue)
  return {
    ...(type !== undefined && { type }),
    ...(properties !== undefined && { properties: convertAll(properties, form) }),
    ...(values !== undefined && typeof values !== 'boolean' && { values: convertSchema(values, form) }),
    ...(items !== undefined && { items: convertSchema(items, form) }),
    ...(required.length > 0 && { required }),
    ...(isOpen && { open: true as const }),
    ...(flag('embedded-resource') && { embedded: true as const }),
    ...(allowed.length > 0 && { enum: allowed }),
    ...(keys.length > 0 && { keys }),
    ...picked(value),
  }
}

function convertAll(properties: PlainValue, form: SchemaForm): Record<string, Schema> {
  if (isScalar(properties) || isList(properties)) return {}
  return Object.fromEntries(entriesOf(properties).map(([name, schema]) => [name, convertSchema(schema, form)]))
}

function picked(value: PlainValue): Partial<Schema> {
  const pattern = textOf(value, 'pattern')
  const format = textOf(value, 'format')
  const limits = LIMITS.flatMap((name) => {
    const limit = valueOf(value, name)
    const isExclusive = valueOf(value, `exclusive${name[0]!.toUpperCase()}${name.slice(1)}`) === true
    return typeof limit === 'number' && !isExclusive ? [[name, limit] as const] : []
  })
  return { ...(pattern !== undefined && { pattern }), ...(format !== undefined && CHECKED_FORMATS.has(format) && { format }), ...Object.fromEntries(limits) }
}

/** Formats that a value is held against; the others restrict nothing here. */
const CHECKED_FORMATS = new Set(['byte', 'int32'])

function isPlainType(name: string | undefined): name is PlainType {
  return name !== undefined && (TYPES as ReadonlySet<string>).has(name)
}

function isEnumValue(value: PlainValue): value is string | number | boolean | null {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function textOf(value: PlainValue, key: string): string | undefined {
  const text = valueOf(value, key)
  return typeof text === 'string' ? text : undefined
}

function textsOf(value: PlainValue, key: string): string[] {
  return listOf(valueOf(value, key)).filter((item) => typeof item === 'string')
}

function listOf(value: PlainValue | undefined): readonly PlainValue[] {
  return value !== undefined && !isScalar(value) && isList(value) ? value : []
}
