/** What the text of a scalar means, under each of the readings that Kubernetes users meet. */

import { readCoreNumber, readGoNumber, readYaml11Number } from './plain-number.ts'

/** A scalar's value. An integer is a `number` when JavaScript holds it exactly, else a `bigint`. */
export type ScalarValue = null | boolean | number | bigint | string

/**
 * `kubernetes`: kubectl and the API server (sigs.k8s.io/yaml: `no` is false, `017` is 15). `kyaml`: kpt and kustomize
 * (go-yaml v3: `no` is a string, `017` is 15). `core`: the YAML 1.2 core schema (`017` is 17). `yaml11`: YAML 1.1
 * (`1:30` is 90).
 */
export type ScalarSchema = 'kubernetes' | 'core' | 'yaml11' | 'kyaml'

/** A scalar as it stands in a text: decoded content, whether it was written plain, and its explicit tag. */
export interface ScalarText {
  readonly text: string
  readonly plain: boolean
  readonly tag?: string | undefined
}

const WORD = 1
const NUMBER = 2

/** What a plain scalar that is no string can start with. */
const FIRST = new Uint8Array(128)
for (const c of 'tTfFnN~yYoO') FIRST[c.charCodeAt(0)] = WORD
for (const c of '+-.0123456789') FIRST[c.charCodeAt(0)] = NUMBER

/**
 * The value of a plain scalar's text (trimmed, one logical line). Dates are strings under every schema, as they are for
 * Kubernetes. `.inf` and `.nan` are numbers here; the API server refuses them, since JSON has neither.
 */
export function readPlain(text: string, schema: ScalarSchema): ScalarValue {
  if (text === '') return null
  const first = text.charCodeAt(0)
  const kind = first < 128 ? FIRST[first] : 0
  if (kind === NUMBER) return readNumber(text, schema) ?? text
  if (kind === WORD && text.length <= 5) return readWord(text, schema)
  return text
}

function readNumber(text: string, schema: ScalarSchema): number | bigint | undefined {
  switch (schema) {
    case 'kubernetes':
      return readGoNumber(text, false)
    case 'kyaml':
      return readGoNumber(text, true)
    case 'core':
      return readCoreNumber(text)
    case 'yaml11':
      return readYaml11Number(text)
  }
}

function readWord(text: string, schema: ScalarSchema): ScalarValue {
  switch (text) {
    case 'true':
    case 'True':
    case 'TRUE':
      return true
    case 'false':
    case 'False':
    case 'FALSE':
      return false
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null
  }
  if (schema === 'core' || schema === 'kyaml') return text
  switch (text) {
    case 'y':
    case 'Y':
    case 'yes':
    case 'Yes':
    case 'YES':
    case 'on':
    case 'On':
    case 'ON':
      return true
    case 'n':
    case 'N':
    case 'no':
    case 'No':
    case 'NO':
    case 'off':
    case 'Off':
    case 'OFF':
      return false
  }
  return text
}

const NUMBER_LIKE =
  /^[-+]?(?:0[xX][0-9a-fA-F_]+|0[bB][-+]?[01_]+|0[oO][-+]?[0-7_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|(?:\.[0-9]|[0-9][0-9_]*\.?)[0-9_]*(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))$|^\.(?:nan|NaN|NAN)$/
const DATE_LIKE =
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?)?$/

/**
 * Whether every common reader takes this plain text for a string: the four schemas above, js-yaml, and PyYAML with its
 * dates, its `=` and the `0x_` that it fails on. What is not such a string is quoted when we write it.
 */
export function isStringWhenPlain(text: string): boolean {
  if (text === '') return false
  const first = text.charCodeAt(0)
  const kind = first < 128 ? FIRST[first] : 0
  if (kind === NUMBER) {
    return !(
      NUMBER_LIKE.test(text) ||
      DATE_LIKE.test(text) ||
      (text.includes('_') && NUMBER_LIKE.test(text.replaceAll('_', '')))
    )
  }
  if (kind === WORD) return text.length > 5 || typeof readWord(text, 'yaml11') === 'string'
  return text !== '=' && text !== '<<'
}

/**
 * The value of a scalar with an explicit tag (`!!int`, `!<tag:yaml.org,2002:int>`, …), quoted or not. A tag that we do
 * not know makes a string, and so does a text that is not what its tag says (Go parsers refuse that). The tag `!` makes
 * a string too, except for kpt, which ignores it.
 */
export function readTagged(tag: string, text: string, schema: ScalarSchema): ScalarValue {
  if (tag === '!') return schema === 'kyaml' ? readPlain(text, schema) : text
  const value = readPlain(text, schema)
  switch (coreTagName(tag)) {
    case 'null':
      return value === null ? null : text
    case 'bool':
      return typeof value === 'boolean' ? value : text
    case 'int':
      return typeof value === 'bigint' || (Number.isInteger(value) && !WRITTEN_AS_FLOAT.test(text)) ? value : text
    case 'float':
      return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : text
    case 'binary':
      return decodeBase64(text)
    default:
      return text
  }
}

const WRITTEN_AS_FLOAT = /^[-+]?[0-9_]*(?:\.|[eE])/
const CORE_PREFIX = 'tag:yaml.org,2002:'

/** `int` for `!!int`, `!<tag:yaml.org,2002:int>` and `tag:yaml.org,2002:int`; empty for a tag of another family. */
function coreTagName(tag: string): string {
  if (tag.startsWith('!!')) return tag.slice(2)
  const uri = tag.startsWith('!<') && tag.endsWith('>') ? tag.slice(2, -1) : tag
  return uri.startsWith(CORE_PREFIX) ? uri.slice(CORE_PREFIX.length) : ''
}

/** Base64 to text. Bytes that are not UTF-8 become U+FFFD, as they do in JSON from Go; what is no base64 stays. */
function decodeBase64(text: string): string {
  try {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  } catch {
    return text
  }
}

/** Whether at least one common reading (core, YAML 1.1, Kubernetes) reads both scalars alike: `0755` is `755`, `on` is `true`. */
export function scalarsEqual(a: ScalarText, b: ScalarText): boolean {
  if (a.text === b.text && a.plain === b.plain && a.tag === b.tag) return true
  if (!a.plain && !b.plain && a.tag === undefined && b.tag === undefined) return false
  return readsAlike(a, b, 'core') || readsAlike(a, b, 'yaml11') || readsAlike(a, b, 'kubernetes')
}

function readsAlike(a: ScalarText, b: ScalarText, schema: ScalarSchema): boolean {
  const left = read(a, schema)
  const right = read(b, schema)
  if (typeof left === 'number' && typeof right === 'number') return left === right || Object.is(left, right)
  if (typeof left === 'bigint' && typeof right === 'number') return Number.isInteger(right) && left === BigInt(right)
  if (typeof left === 'number' && typeof right === 'bigint') return Number.isInteger(left) && BigInt(left) === right
  return left === right
}

function read(scalar: ScalarText, schema: ScalarSchema): ScalarValue {
  if (scalar.tag !== undefined) return readTagged(scalar.tag, scalar.text, schema)
  return scalar.plain ? readPlain(scalar.text, schema) : scalar.text
}
