/** Results from the wire, by kpt's schema: what does not fit fails the function, unknown keys are ignored. */

import type { Field } from '#krm/field.ts'
import { entriesOf, isList, isScalar } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Place, Result, Severity } from '#krm/result.ts'
import type { CallFailure } from './answered.ts'

/** The results of a list, or what is wrong with them. Texts are taken as they are written: `n` is no boolean here. */
export function readWireResults(list: Field): { readonly results: readonly Result[] } | { readonly failures: readonly CallFailure[] } {
  const { value } = list
  if (value !== undefined && value !== null && (isScalar(value) || !isList(value))) return { failures: [{ code: 'KPT141', message: 'results must be a list' }] }
  const failures: CallFailure[] = []
  const results = list.children().flatMap((entry, index) => {
    const wrong = wrongPart(entry)
    if (wrong !== undefined) failures.push({ code: 'KPT141', message: `result ${index}: ${wrong}` })
    return wrong === undefined ? [resultFrom(entry)] : []
  })
  return failures.length > 0 ? { failures } : { results }
}

function wrongPart(entry: Field): string | undefined {
  if (entry.node()?.kind !== 'map') return 'it must be a map with a message'
  for (const path of [['message'], ['severity'], ['file', 'path'], ...['apiVersion', 'kind', 'name', 'namespace'].map((key) => ['resourceRef', key])]) {
    if (!isAbsent(entry.child(...path)) && entry.child(...path).node()?.kind !== 'scalar') return `${path.join('.')} must be a text`
  }
  for (const key of ['resourceRef', 'field', 'file', 'tags']) if (!isAbsent(entry.child(key)) && entry.child(key).node()?.kind !== 'map') return `${key} must be a map`
  const index = entry.child('file', 'index')
  if (!isAbsent(index) && typeof index.value !== 'number') return 'file.index must be a number'
  const tag = entry.child('tags').children().find((child) => child.node()?.kind !== 'scalar')
  return tag === undefined ? undefined : `tags.${String(tag.path.at(-1))} must be a text`
}

function isAbsent(field: Field): boolean {
  return field.value === undefined || field.value === null
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info']

function resultFrom(entry: Field): Result {
  const severity = SEVERITIES.find((known) => known === textOf(entry.child('severity')))
  const message = textOf(entry.child('message'))
  const tags = new Map(entry.child('tags').children().map((tag) => [String(tag.path.at(-1)), textOf(tag)]))
  const code = takeCode(tags, message)
  const place = placeFrom(entry, tags)
  const currentValue = textOf(entry.child('field', 'currentValue')).trim()
  const proposedValue = (textOf(entry.child('field', 'proposedValue')) || textOf(entry.child('field', 'suggestedValue'))).trim()
  return {
    ...(code !== undefined && { code }),
    ...(severity !== undefined && { severity }),
    message: code === undefined ? message : message.slice(code.length + 2),
    ...(place !== undefined && { place }),
    ...(currentValue !== '' && { currentValue }),
    ...(proposedValue !== '' && { proposedValue }),
    ...(tags.size > 0 && { tags: Object.fromEntries(tags) }),
  }
}

/** Our own functions put their code into the message and into a tag. */
function takeCode(tags: Map<string, string>, message: string): string | undefined {
  const code = tags.get('code')
  if (code === undefined || !message.startsWith(`${code}: `)) return undefined
  tags.delete('code')
  return code
}

function placeFrom(entry: Field, tags: Map<string, string>): Place | undefined {
  const ref = (key: string): string => textOf(entry.child('resourceRef', key)) || textOf(entry.child('resourceRef', 'metadata', key))
  const path = textOf(entry.child('file', 'path'))
  const index = entry.child('file', 'index').value
  const field = textOf(entry.child('field', 'path')).trim()
  const position = path === '' ? undefined : takePosition(tags)
  const place: Place = {
    ...(path !== '' && { file: path }),
    ...(path !== '' && typeof index === 'number' && { index }),
    ...(position !== undefined && { position }),
    ...(!isAbsent(entry.child('resourceRef')) && { resource: { apiVersion: ref('apiVersion'), kind: ref('kind'), name: ref('name'), namespace: ref('namespace') } }),
    ...(field !== '' && { field }),
  }
  return Object.keys(place).length === 0 ? undefined : place
}

function takePosition(tags: Map<string, string>): Place['position'] {
  const line = Number(tags.get('line'))
  const column = Number(tags.get('column'))
  if (!Number.isInteger(line) || !Number.isInteger(column)) return undefined
  tags.delete('line')
  tags.delete('column')
  return { line, column }
}

/** A field as kpt puts it into a string: a scalar's text, another value as one line. */
function textOf(field: Field): string {
  const { value } = field
  if (value === undefined || value === null) return ''
  return field.scalarText ?? JSON.stringify(plain(value))
}

function plain(value: PlainValue): unknown {
  if (isScalar(value)) return typeof value === 'bigint' ? String(value) : value
  return isList(value) ? value.map(plain) : Object.fromEntries(entriesOf(value).map(([key, item]) => [key, plain(item)]))
}
