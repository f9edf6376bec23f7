/** Whether the text of a setter is what a SetterSchema asks for. */

import { parseAddress } from '#net/parse-address.ts'
import { parsePrefix } from '#net/parse-prefix.ts'
import { isList, isScalar } from '#krm/plain-value.ts'
import { Resource } from '#krm/resource.ts'
import { readPlain } from '#krm/scalar-value.ts'
import type { SetterSpec } from './setter-schema.ts'

/** Why a value does not fit; undefined when it does. An empty value fits where it is not required: it sets nothing. */
export function whyNotSetter(text: string, spec: SetterSpec): string | undefined {
  if (text === '') return spec.required === true ? 'is empty and required' : undefined
  const values = spec.type === 'list' ? listIn(text) : [text]
  if (values === undefined) return 'is no list; write one such as [a, b]'
  for (const value of values) {
    const why = whyNotValue(value, spec)
    if (why !== undefined) return spec.type === 'list' ? `holds "${value}", which ${why}` : why
  }
  return undefined
}

/** The items of a list's text, as apply-setters reads it. */
function listIn(text: string): string[] | undefined {
  const field = new Resource(`a: ${text}\n`, 'document').field('a')
  const { value } = field
  if (value === undefined || isScalar(value) || !isList(value)) return undefined
  return field.children().map((item) => item.scalarText ?? '')
}

function whyNotValue(text: string, { type, enum: allowed, pattern, format, minimum, maximum }: SetterSpec): string | undefined {
  const value = readPlain(text, 'kubernetes')
  const number = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined
  if (type === 'integer' && (number === undefined || !Number.isInteger(number))) return 'is no whole number'
  if (type === 'number' && number === undefined) return 'is no number'
  if (type === 'boolean' && typeof value !== 'boolean') return 'is neither true nor false'
  if (allowed !== undefined && !allowed.includes(text)) return `is none of ${allowed.join(', ')}`
  if (number !== undefined && minimum !== undefined && number < minimum) return `is less than ${minimum}`
  if (number !== undefined && maximum !== undefined && number > maximum) return `is more than ${maximum}`
  if (pattern !== undefined && !matchesGlob(pattern, text)) return `does not have the form ${pattern}`
  return format === undefined ? undefined : FORMATS[format](text)
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/
const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/

const FORMATS: Readonly<Record<NonNullable<SetterSpec['format']>, (text: string) => string | undefined>> = {
  cidr: (text) => (parsePrefix(text).ok ? undefined : 'is no address prefix such as 10.1.0.0/24'),
  ip: (text) => (parseAddress(text).ok ? undefined : 'is no IP address'),
  'dns-1123-label': (text) => (LABEL.test(text) && text.length <= 63 ? undefined : 'is no DNS label: at most 63 lower case letters, digits and dashes'),
  'dns-1123-subdomain': (text) => (text.length <= 253 && text.split('.').every((label) => LABEL.test(label)) ? undefined : 'is no DNS name: labels of lower case letters, digits and dashes, parted by dots'),
  quantity: (text) => (QUANTITY.test(text) ? undefined : 'is no quantity such as 500m or 2Gi'),
  port: (text) => (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535 ? undefined : 'is no port from 1 to 65535'),
}

/** A glob against a whole text, in time linear in text times pattern: nothing that a user writes runs as an expression. */
export function matchesGlob(pattern: string, text: string): boolean {
  const [glob, chars] = [[...pattern], [...text]]
  let [at, star, mark] = [0, -1, 0]
  for (let index = 0; index < chars.length; ) {
    if (glob[at] === '*') [star, mark] = [at++, index]
    else if (at < glob.length && (glob[at] === '?' || glob[at] === chars[index])) [at, index] = [at + 1, index + 1]
    else if (star !== -1) [at, index] = [star + 1, ++mark]
    else return false
  }
  while (glob[at] === '*') at++
  return at === glob.length
}
