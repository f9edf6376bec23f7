// A function of the catalog and our answer for it, run on the text of one ResourceList.

import { spawnSync } from 'node:child_process'
import type { KrmFunction } from '#krm/function.ts'
import type { PlainValue } from '#krm/print.ts'
import { Resource } from '#krm/resource.ts'
import { readResourceList } from '#krm/resource-list.ts'
import { goFunction } from '../../oracles/oracles.ts'
import { valueOfItem } from '../setters/go-apply-setters.ts'

/** What came out. `items` only of a run that went well: what a failed one prints is dropped by kpt. */
export interface Answer {
  readonly ok: boolean
  readonly items: readonly PlainValue[]
  readonly results: readonly string[]
}

/** The Go function. Throws when its output is no ResourceList. */
export function runGo(name: string, tag: string, input: string): Answer {
  return answerIn(name, spawnSync(goFunction(name, tag)!, [], { input, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 60_000 }))
}

/** What a program left. One that fails may leave nothing; one that does not must leave a ResourceList. */
export function answerIn(name: string, ran: { readonly status: number | null; readonly stdout: string; readonly stderr: string }): Answer {
  const ok = ran.status === 0
  if (!ok && ran.stdout === '') return { ok, items: [], results: [ran.stderr] }
  const read = readResourceList(ran.stdout)
  if ('problems' in read) throw new Error(`${name}: ${ran.stderr} ${read.problems[0]?.message} in ${ran.stdout.slice(0, 300)}`)
  const document = new Resource(ran.stdout, 'document')
  const list = document.field('results', 'items').exists ? document.field('results', 'items') : document.field('results')
  const results = list.children().map((result) => `${result.child('severity').string ?? ''}: ${result.child('message').string}`)
  return { ok, items: ok ? tiesByText(read.list.items) : [], results }
}

/** Values in their order, but two resources of one identity by text: Go leaves their order to chance. */
function tiesByText(items: readonly Resource[]): PlainValue[] {
  const keyed = items.map((item) => ({ value: valueOfItem(item), id: idOf(item) }))
  return keyed.toSorted((a, b) => (a.id === b.id && textOf(a.value) < textOf(b.value) ? -1 : 0)).map(({ value }) => value)
}

function idOf(item: Resource): string {
  return `${item.apiVersion} ${item.kind} ${item.namespace} ${item.name}`
}

/** A value as text, whatever the order of its keys: two large values are compared, and shown, faster so. */
export function textOf(value: PlainValue): string {
  return JSON.stringify(value, (_, inner: unknown) => (inner instanceof Map ? [...inner].toSorted() : typeof inner === 'bigint' ? `${inner}n` : inner), 1)
}

/** Ours. What it leaves must be valid YAML. */
export function runOurs(fn: KrmFunction, input: string): Answer {
  const read = readResourceList(input)
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('; '))
  const { ok, items, results } = fn.invoke(read.list.items, read.list.functionConfig)
  const after = items.map((item) => new Resource(item.text, item.form))
  for (const item of after) if (item.problems().length > 0) throw new Error(`we wrote what cannot be read: ${item.problems()[0]!.message} in\n${item.text}`)
  return { ok, items: ok ? tiesByText(after) : [], results: results.map(({ severity, message }) => `${severity ?? ''}: ${message}`) }
}

/** A ResourceList of documents, or of block items as `itemText` gives them, and a functionConfig. */
export function listOf(items: readonly string[], config: string, form: 'documents' | 'items' = 'documents'): string {
  const indent = (text: string, first: string): string => `${first}${text.trimEnd().replaceAll(/\n(?=[^\n])/g, '\n  ')}\n`
  const body = items.map((item) => (form === 'items' ? item : indent(item, '- '))).join('')
  const head = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n'
  return `${head}${config === '' ? '' : `functionConfig:\n${indent(config, '  ')}`}${body === '' ? 'items: []\n' : `items:\n${body}`}`
}
