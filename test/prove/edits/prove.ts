/** The proofs of reading and editing, in any number: the ordinary tests run some, `npm run prove` all of them. */

import fc from 'fast-check'
import { headerOfTree, metadataOfTree } from '#krm/header.ts'
import type { PlainValue } from '#krm/print.ts'
import type { ResourceForm } from '#krm/origin.ts'
import { Resource } from '#krm/resource.ts'
import { parseWithEvents } from '#krm/tree-events.ts'
import { parseWithReference } from '#krm/tree-fallback.ts'
import { scanTree } from '#krm/tree-scan.ts'
import { documentToItem } from '#krm/wire-text.ts'
import { anyString, anyValue } from '../../conformance/scalars/corpus.ts'
import { checkEdit } from './check-edit.ts'
import { checkAnswered, checkRespelt } from './check-reconcile.ts'
import { generateText } from './generated-text.ts'
import { readByYaml } from './oracle-values.ts'
import { Rng } from './rng.ts'

/** Where texts come from: the generator, or a list of real ones. */
export type TextSource = (rng: Rng) => string

export function fromList(texts: readonly string[]): TextSource {
  return (rng) => rng.pick(texts)
}

export const generated: TextSource = generateText

/** Values that edits put in: scalars that have fooled parsers, nested maps and lists. */
export function editValues(): PlainValue[] {
  const common: PlainValue[] = [true, false, null, 0, 5, 1.5, -3, 'x', 'yes', '', 'a\nb\n', 'a\n\n', ['x', 'z'], new Map([['name', 'x']])]
  return [...common, ...fc.sample(anyValue, { numRuns: 400, seed: 3 }), ...fc.sample(anyString, { numRuns: 400, seed: 4 })]
}

/**
 * The tiers read one text alike: tree for tree, header for header. Setting the value that is there changes nothing.
 * Answers which tiers could read it.
 */
export function checkTiers(text: string): { readonly scanned: boolean; readonly both: boolean } {
  const scan = scanTree(text)
  const events = attempt(() => parseWithEvents(text))
  const reference = parseWithReference(text)
  const second = 'kind' in reference ? reference : undefined
  if (scan !== undefined) expectSame('scanner and event parser', scan, events, text)
  if (events !== undefined && second !== undefined) expectSame('event parser and reference parser', events, second, text)
  const resource = new Resource(text, 'document', { path: 'a.yaml', index: 0 })
  const tree = events ?? second
  if (tree === undefined || resource.tree() === undefined) return { scanned: false, both: false }
  const { apiVersion, kind, name, namespace, labels, annotations } = resource
  expectSame('headers', { apiVersion, kind, name, namespace }, headerOfTree(text, tree), text)
  const metadata = metadataOfTree(text, tree)
  expectSame('metadata', [[...labels], [...annotations]], [[...metadata.labels], [...metadata.annotations]], text)
  if (tree.kind === 'map') resource.field().set(resource.field().value!)
  if (resource.text !== text) throw new Error(`setting the value that is there changes\n${text}\n--- into\n${resource.text}`)
  return { scanned: scan !== undefined, both: second !== undefined && events !== undefined }
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

function expectSame(what: string, a: unknown, b: unknown, text: string): void {
  if (JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b))) throw new Error(`${what} differ for\n${text}\n${JSON.stringify(a)}\n${JSON.stringify(b)}`)
}

/** Objects with their keys in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, child]) => [key, sorted(child)]))
}

/** A text in one of the forms in which resources are met. */
type Form = 'document' | 'item' | 'json'

/** Random edits; answers how many of each outcome. */
export function proveEdits(source: TextSource, form: Form, count: number, seed: number): Map<string, number> {
  const values = editValues()
  return tally(count, seed, (at, rng) => {
    const placed = place(source(rng), form, at)
    if (placed === undefined) return 'unfit'
    return checkEdit(placed.text, placed.form, placed.path, at, values).outcome
  })
}

function place(text: string, form: Form, at: number): { text: string; form: ResourceForm; path: string } | undefined {
  if (form === 'document') return { text, form, path: 'a.yaml' }
  if (form === 'item') return { text: documentToItem(text), form, path: 'a.yaml' }
  const value = readByYaml(text)
  if (value === undefined) return undefined
  const json = JSON.stringify(plainJson(value), null, at % 3 === 0 ? 2 : 0) + (at % 2 === 0 ? '\n' : '')
  return { text: json, form: at % 5 === 0 ? 'flow' : 'document', path: 'a.json' }
}

function plainJson(value: PlainValue): unknown {
  if (value instanceof Map) return Object.fromEntries([...(value as ReadonlyMap<string, PlainValue>)].map(([key, child]) => [key, plainJson(child)]))
  if (Array.isArray(value)) return value.map(plainJson)
  return typeof value === 'bigint' ? Number(value) : value
}

/** Re-spellings of texts, and of texts after a random edit; answers how many of each outcome. */
export function proveReconcile(source: TextSource, count: number, seed: number): Map<string, number> {
  // JSON and js-yaml have no integers beyond those of JavaScript.
  const values = editValues().filter((value) => !JSON.stringify(plainBig(value)).includes('"big"'))
  return tally(count, seed, (at, rng) => {
    const text = source(rng)
    if (at % 4 === 0) return checkRespelt(text).length > 0 ? 'same' : 'unfit'
    return checkAnswered(text, at, values)
  })
}

function plainBig(value: PlainValue): unknown {
  if (value instanceof Map) return [...(value as ReadonlyMap<string, PlainValue>).values()].map(plainBig)
  if (Array.isArray(value)) return value.map(plainBig)
  return typeof value === 'bigint' ? 'big' : ''
}

function tally(count: number, seed: number, run: (at: number, rng: Rng) => string): Map<string, number> {
  const outcomes = new Map<string, number>()
  for (let at = seed; at < seed + count; at++) {
    const outcome = run(at, new Rng(at * 7919))
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  return outcomes
}
