/** What other parsers read in a text, in one form that can be compared. */

import { load } from 'js-yaml'
import { isAlias, isMap, isScalar, isSeq, Lexer, parseDocument, type Document, type Node } from 'yaml'
import { sameValue } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'

/** The value that npm `yaml` reads under the core schema; undefined when it refuses the text. Keys are their texts. */
export function readByYaml(text: string): PlainValue | undefined {
  const document = parseDocument(text, { intAsBigInt: true, prettyErrors: false, logLevel: 'error', strict: true })
  if (document.errors.length > 0) return undefined
  try {
    return valueOf(document, document.contents as Node | null)
  } catch (error) {
    // An alias of what is around it has no end.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function valueOf(document: Document, node: Node | null | undefined): PlainValue {
  if (node === null || node === undefined) return null
  if (isAlias(node)) return valueOf(document, node.resolve(document))
  if (isScalar(node)) return normalScalar(node.value)
  if (isSeq(node)) return node.items.map((item) => valueOf(document, item as Node))
  if (!isMap(node)) throw new Error('a node of an unknown kind')
  return new Map(node.items.map(({ key, value }) => [keyText(key as Node | null), valueOf(document, value as Node)]))
}

function keyText(key: Node | null): string {
  if (!isScalar(key)) return `(${String(key)})`
  return key.type === 'PLAIN' ? (key.source ?? '') : String(key.value)
}

/** Numbers alike whatever type a parser gives them. */
function normalScalar(value: unknown): PlainValue {
  if (typeof value === 'bigint') return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  return String(value)
}

/** The value that js-yaml reads; undefined when it refuses the text. */
export function readByJsYaml(text: string): PlainValue | undefined {
  try {
    return plain(load(text))
  } catch {
    return undefined
  }
}

function plain(value: unknown): PlainValue {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) return new Map(Object.entries(value).map(([key, child]) => [key, plain(child)]))
  return normalScalar(value)
}

/** The value of a wanted value, as the readers above would give it. */
export function normal(value: PlainValue): PlainValue {
  if (Array.isArray(value)) return (value as readonly PlainValue[]).map(normal)
  if (typeof value === 'object' && value !== null) {
    const entries: [string, PlainValue][] = value instanceof Map ? [...value] : Object.entries(value)
    return new Map(entries.map(([key, child]) => [key, normal(child)]))
  }
  return Object.is(value, -0) ? -0 : normalScalar(value)
}

/** js-yaml has no integers beyond those of JavaScript. */
export function lossy(value: PlainValue): PlainValue {
  if (typeof value === 'bigint') return BigInt(Number(value))
  if (Array.isArray(value)) return (value as readonly PlainValue[]).map(lossy)
  if (!(value instanceof Map)) return value
  return new Map([...(value as ReadonlyMap<string, PlainValue>)].map(([key, child]) => [key, lossy(child)]))
}

export function sameNormal(a: PlainValue | undefined, b: PlainValue | undefined): boolean {
  return a !== undefined && b !== undefined && sameValue(a, b)
}

/** All comments in order, as npm `yaml`'s lexer finds them, without blanks at their ends. */
export function commentsOf(text: string): string[] {
  return [...new Lexer().lex(text)].filter((token) => token.startsWith('#')).map((token) => token.trimEnd())
}
