/** Whether a scalar is what a schema asks for. */

import { goPattern, type GoPattern } from '#krm/go-pattern.ts'
import { scalarText, scalarValue, type ScalarNode } from '#krm/tree.ts'
import type { Schema } from './schema.ts'

/** Why it does not fit. `text` is what would: only where there is no doubt what was meant. */
export interface WrongScalar {
  readonly why: string
  readonly isType: boolean
  readonly text?: string
  readonly describe?: string
}

/** What is wrong with a scalar that is not null; patterns of an author who is not `trusted` are run in time that no pattern can draw out. */
export function wrongScalar(text: string, node: ScalarNode, schema: Schema, trusted: boolean): WrongScalar | undefined {
  const value = scalarValue(text, node)
  const content = scalarText(text, node)
  const type = wrongType(value, content, node, schema)
  if (type !== undefined) return type
  const why = wrongValue(value, content, schema, trusted)
  return why === undefined ? undefined : { why, isType: false }
}

function wrongType(value: unknown, content: string, node: ScalarNode, { type }: Schema): WrongScalar | undefined {
  const isNumber = typeof value === 'number' || typeof value === 'bigint'
  switch (type) {
    case 'string':
      if (typeof value === 'string') return undefined
      return { why: `is ${isNumber ? 'a number' : 'a boolean'} in YAML and must be text`, isType: true, ...(node.tag === undefined && { text: `"${content}"`, describe: 'put it in quotes' }) }
    case 'integer':
      if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))) return undefined
      return { why: isNumber ? 'must be a whole number' : 'is text and must be a whole number', isType: true, ...(/^-?(?:0|[1-9]\d*)$/.test(content) && { text: content, describe: 'take the quotes away' }) }
    case 'number':
      if (isNumber) return undefined
      return { why: 'is text and must be a number', isType: true, ...(/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(content) && { text: content, describe: 'take the quotes away' }) }
    case 'boolean':
      if (typeof value === 'boolean') return undefined
      return { why: 'must be true or false', isType: true, ...((content === 'true' || content === 'false') && { text: content, describe: 'take the quotes away' }) }
    case 'int-or-string':
      return typeof value === 'string' || typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value)) ? undefined : { why: 'must be a whole number or text', isType: true }
    case 'quantity':
      return typeof value === 'boolean' ? { why: 'must be a quantity such as 500m or 2Gi', isType: true } : undefined
    default:
      return undefined
  }
}

/** resource.Quantity of apimachinery: a decimal number and one of its suffixes. */
const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const INT32 = 2 ** 31

function wrongValue(value: unknown, content: string, schema: Schema, trusted: boolean): string | undefined {
  const { type, format, minimum, maximum, minLength, maxLength, pattern } = schema
  if (schema.enum !== undefined && !schema.enum.some((allowed) => allowed === value)) return `is none of ${schema.enum.map((allowed) => (allowed === '' ? '""' : String(allowed))).join(', ')}`
  if (type === 'quantity' && !QUANTITY.test(content.trim())) return 'is no quantity: write a number and n, u, m, k, M, G, T, P, E or Ki, Mi, Gi, Ti, Pi, Ei'
  if (format === 'byte' && typeof value === 'string' && !BASE64.test(content.replaceAll(/[\r\n]/g, ''))) return 'is not base64'
  if (typeof value === 'number' || typeof value === 'bigint') {
    if (format === 'int32' && (value >= INT32 || value < -INT32)) return 'does not fit into 32 bits'
    if (minimum !== undefined && value < minimum) return `must be at least ${minimum}`
    if (maximum !== undefined && value > maximum) return `must be at most ${maximum}`
  }
  if (typeof value !== 'string') return undefined
  const length = [...content].length
  if (minLength !== undefined && length < minLength) return length === 0 ? 'must not be empty' : `must have at least ${minLength} characters`
  if (maxLength !== undefined && length > maxLength) return `has ${length} characters and must have at most ${maxLength}`
  if (pattern !== undefined && !(trusted ? matches(pattern, content) : matchesInGo(pattern, content))) return `does not have the form ${pattern}`
  return undefined
}

/** A longer text is not held against a pattern of ours. */
const LONGEST = 2048
const compiled = new Map<string, RegExp | undefined>()

/** A pattern that JavaScript reads otherwise than Go, or not at all, matches everything. */
function matches(pattern: string, text: string): boolean {
  if (text.length > LONGEST) return true
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern))
  return compiled.get(pattern)?.test(text) ?? true
}

function compile(pattern: string): RegExp | undefined {
  if (/\(\?[a-zA-Z]|\\[pPzAQEC]|\[\[:/.test(pattern)) return undefined
  try {
    return new RegExp(pattern)
  } catch {
    return undefined
  }
}

const compiledInGo = new Map<string, GoPattern | undefined>()

/** As the API server does it. A pattern that is none is refused with the CRD, not with its objects. */
function matchesInGo(pattern: string, text: string): boolean {
  if (!compiledInGo.has(pattern)) compiledInGo.set(pattern, compileInGo(pattern))
  return compiledInGo.get(pattern)?.test(text) ?? true
}

function compileInGo(pattern: string): GoPattern | undefined {
  try {
    return goPattern(pattern)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
