/** Typed reads of single fields. What has the wrong type is reported once and then counts as absent, as null does. */

import type { Field } from '#krm/field.ts'
import { isList } from '#krm/plain-value.ts'
import type { Results } from '#krm/result.ts'
import { CONTEXT_FINDINGS } from './context-findings.ts'
import { report } from './finding.ts'
import type { Sourced } from './sourced.ts'

/** A string. A number or bool is an error: the API server would refuse it. */
export function readText(field: Field, results: Results): Sourced<string> | undefined {
  const { value } = field
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return { value, from: field }
  const quoted = field.scalarText === undefined ? '' : `; write "${field.scalarText}" in quotes`
  report(results, CONTEXT_FINDINGS.wrongType, `${field.name} must be a string${quoted}`, field)
  return undefined
}

/** A whole number. */
export function readInteger(field: Field, results: Results): Sourced<number> | undefined {
  const { value } = field
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' && Number.isInteger(value)) return { value, from: field }
  report(results, CONTEXT_FINDINGS.wrongType, `${field.name} must be a whole number without quotes`, field)
  return undefined
}

/** A list of strings, or one string in its place. */
export function readTexts(field: Field, results: Results): Sourced<string>[] {
  const { value } = field
  if (value === undefined || value === null) return []
  if (typeof value === 'string') return [{ value, from: field }]
  if (isList(value)) return field.children().flatMap((item) => readText(item, results) ?? [])
  report(results, CONTEXT_FINDINGS.wrongType, `${field.name} must be a list of strings`, field)
  return []
}

/** A list of whole numbers. */
export function readIntegers(field: Field, results: Results): Sourced<number>[] {
  const { value } = field
  if (value === undefined || value === null) return []
  if (isList(value)) return field.children().flatMap((item) => readInteger(item, results) ?? [])
  report(results, CONTEXT_FINDINGS.wrongType, `${field.name} must be a list of whole numbers`, field)
  return []
}

/** The items of a list, none when it is absent; anything else than a list is an error. */
export function readList(field: Field, results: Results): Field[] {
  const node = field.node()
  if (node === undefined || field.value === null) return []
  if (node.kind === 'seq') return field.children()
  report(results, CONTEXT_FINDINGS.wrongType, `${field.name} must be a list`, field)
  return []
}

/** The fields of a map, none when it is absent; anything else than a map is an error. */
export function readMap(field: Field, results: Results): Field[] {
  const node = field.node()
  if (node === undefined || field.value === null) return []
  if (node.kind === 'map') return field.children()
  report(results, CONTEXT_FINDINGS.wrongType, `${field.name === '' ? 'the object' : field.name} must be a map`, field)
  return []
}
