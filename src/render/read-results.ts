/** Results from the wire, by kpt's schema: what does not fit fails the function, unknown keys are ignored. */

import { entriesOf, isList, isScalar, valueOf } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Place, Result, Severity } from '#krm/result.ts'
import type { CallFailure } from './answered.ts'

/** The results, or what is wrong with them. */
export function readWireResults(values: readonly PlainValue[]): { readonly results: readonly Result[] } | { readonly failures: readonly CallFailure[] } {
  const failures: CallFailure[] = []
  const results = values.flatMap((value, index) => {
    const wrong = wrongPart(value)
    if (wrong !== undefined) failures.push({ code: 'KPT141', message: `result ${index}: ${wrong}` })
    return wrong === undefined ? [resultFrom(value)] : []
  })
  return failures.length > 0 ? { failures } : { results }
}

function wrongPart(value: PlainValue): string | undefined {
  if (isScalar(value) || isList(value)) return 'it must be a map with a message'
  for (const key of ['message', 'severity']) if (!isText(valueOf(value, key))) return `${key} must be a text`
  for (const key of ['resourceRef', 'field', 'file', 'tags']) if (!isMap(valueOf(value, key))) return `${key} must be a map`
  const index = valueOf(valueOf(value, 'file'), 'index')
  if (index !== undefined && index !== null && typeof index !== 'number') return 'file.index must be a number'
  for (const key of ['apiVersion', 'kind', 'name', 'namespace']) if (!isText(valueOf(valueOf(value, 'resourceRef'), key))) return `resourceRef.${key} must be a text`
  if (!isText(valueOf(valueOf(value, 'file'), 'path'))) return 'file.path must be a text'
  for (const [key, tag] of mapEntries(valueOf(value, 'tags'))) if (!isText(tag)) return `tags.${key} must be a text`
  return undefined
}

function isText(value: PlainValue | undefined): boolean {
  return value === undefined || isScalar(value)
}

function isMap(value: PlainValue | undefined): boolean {
  return value === undefined || value === null || (!isScalar(value) && !isList(value))
}

function mapEntries(value: PlainValue | undefined): readonly (readonly [string, PlainValue])[] {
  return value === undefined || isScalar(value) || isList(value) ? [] : entriesOf(value)
}

function resultFrom(value: PlainValue): Result {
  const text = (at: PlainValue | undefined, key: string): string => asText(valueOf(at, key))
  const severity = SEVERITIES.find((known) => known === text(value, 'severity'))
  const tags = new Map(mapEntries(valueOf(value, 'tags')).map(([key, tag]) => [key, asText(tag)]))
  const code = takeCode(tags, text(value, 'message'))
  const place = placeFrom(value, tags)
  const field = valueOf(value, 'field')
  const currentValue = text(field, 'currentValue').trim()
  const proposedValue = (text(field, 'proposedValue') || text(field, 'suggestedValue')).trim()
  return {
    ...(code !== undefined && { code }),
    ...(severity !== undefined && { severity }),
    message: code === undefined ? text(value, 'message') : text(value, 'message').slice(code.length + 2),
    ...(place !== undefined && { place }),
    ...(currentValue !== '' && { currentValue }),
    ...(proposedValue !== '' && { proposedValue }),
    ...(tags.size > 0 && { tags: Object.fromEntries(tags) }),
  }
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info']

/** Our own functions put their code into the message and into a tag. */
function takeCode(tags: Map<string, string>, message: string): string | undefined {
  const code = tags.get('code')
  if (code === undefined || !message.startsWith(`${code}: `)) return undefined
  tags.delete('code')
  return code
}

function placeFrom(value: PlainValue, tags: Map<string, string>): Place | undefined {
  const ref = valueOf(value, 'resourceRef')
  const file = valueOf(value, 'file')
  const path = asText(valueOf(file, 'path'))
  const index = valueOf(file, 'index')
  const field = asText(valueOf(valueOf(value, 'field'), 'path'))
  const position = path === '' ? undefined : takePosition(tags)
  const metadata = valueOf(ref, 'metadata')
  const place: Place = {
    ...(path !== '' && { file: path }),
    ...(path !== '' && typeof index === 'number' && { index }),
    ...(position !== undefined && { position }),
    ...(ref !== undefined && ref !== null && { resource: {
      apiVersion: asText(valueOf(ref, 'apiVersion')),
      kind: asText(valueOf(ref, 'kind')),
      name: asText(valueOf(ref, 'name') ?? valueOf(metadata, 'name')),
      namespace: asText(valueOf(ref, 'namespace') ?? valueOf(metadata, 'namespace')),
    } }),
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

/** A value as kpt puts it into a string field: scalars as they are, other values as one line. */
function asText(value: PlainValue | undefined): string {
  if (value === undefined || value === null) return ''
  return isScalar(value) ? String(value) : JSON.stringify(plain(value))
}

function plain(value: PlainValue): unknown {
  if (isScalar(value)) return typeof value === 'bigint' ? String(value) : value
  return isList(value) ? value.map(plain) : Object.fromEntries(entriesOf(value).map(([key, item]) => [key, plain(item)]))
}
