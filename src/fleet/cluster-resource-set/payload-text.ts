/**
 * The text under which an object travels. It is made from the object's value and never from its spelling: comments,
 * quotes and line widths differ between the tools that hand packages around, and every changed byte makes the controller
 * apply a whole ConfigMap again, on all clusters.
 */

import { entriesOf, isList, isScalar, valueOf } from '#krm/plain-value.ts'
import { printDocument, type PlainMap, type PlainValue } from '#krm/print.ts'
import { writeNumber } from '#krm/scalar-style.ts'

/** An object as a block-style document that ends in a line break. */
export function yamlDocument(value: PlainMap): string {
  return escapeAstral(printDocument(value))
}

/** An object on one line, without blanks: JSON, but for `\U…` escapes, so still YAML; ends in a line break. */
export function compactDocument(value: PlainMap): string {
  return `${escapeAstral(compactText(value))}\n`
}

/**
 * Characters beyond U+FFFF stand in double quotes only. As escapes they let the whole text be a literal block in a
 * ConfigMap; raw, kpt would turn all of it into one quoted line.
 */
function escapeAstral(text: string): string {
  return text.replaceAll(/[\ud800-\udbff][\udc00-\udfff]/g, (pair) => `\\U${pair.codePointAt(0)!.toString(16).toUpperCase().padStart(8, '0')}`)
}

function compactText(value: PlainValue): string {
  if (typeof value === 'string') return compactString(value)
  if (typeof value === 'number') return writeNumber(value, true)
  if (isScalar(value)) return String(value)
  if (isList(value)) return `[${value.map(compactText).join(',')}]`
  return `{${entriesOf(value).map(([key, child]) => `${compactString(key)}:${compactText(child)}`).join(',')}}`
}

/** What JSON allows raw and a YAML parser refuses or takes for a line break. */
const NOT_RAW = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g

function compactString(text: string): string {
  return JSON.stringify(text).replaceAll(NOT_RAW, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A CustomResourceDefinition without the descriptions of its schemas; undefined when the object has none. */
export function withoutDescriptions(crd: PlainMap): PlainMap | undefined {
  const versions = valueOf(valueOf(crd, 'spec'), 'versions')
  if (!isListOf(versions)) return undefined
  const lean = versions.map((version) => change(version, 'schema', (schema) => change(schema, 'openAPIV3Schema', leanSchema)))
  return change(crd, 'spec', (spec) => change(spec, 'versions', () => lean)) as PlainMap
}

/** Keywords of a schema that hold schemas: one, a list of them, or one per key that a user chose. */
const ONE = ['items', 'additionalProperties', 'not']
const LISTS = ['allOf', 'anyOf', 'oneOf']
const MAPS = ['properties', 'patternProperties', 'definitions']

function leanSchema(schema: PlainValue): PlainValue {
  if (isScalar(schema) || isList(schema)) return schema
  let lean: PlainValue = new Map(entriesOf(schema).filter(([key, value]) => key !== 'description' || typeof value !== 'string'))
  for (const key of ONE) lean = change(lean, key, leanSchema)
  for (const key of LISTS) lean = change(lean, key, (list) => (isListOf(list) ? list.map(leanSchema) : list))
  for (const key of MAPS) lean = change(lean, key, (map) => (isScalar(map) || isList(map) ? map : new Map(entriesOf(map).map(([name, child]) => [name, leanSchema(child)]))))
  return lean
}

function isListOf(value: PlainValue | undefined): value is readonly PlainValue[] {
  return value !== undefined && isList(value)
}

/** A copy of a map with one value changed; anything else, and a map without the key, as it is. */
function change(map: PlainValue, key: string, by: (value: PlainValue) => PlainValue): PlainValue {
  const value = valueOf(map, key)
  if (value === undefined || isScalar(map) || isList(map)) return map
  return new Map(entriesOf(map).map(([name, child]) => [name, name === key ? by(child) : child]))
}
