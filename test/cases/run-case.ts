// Runs a function on the files of a case, as values and over the wire.

import { functions } from '#functions/index.ts'
import type { KrmFunction } from '#krm/function.ts'
import { printKrmFile, readKrmFile } from '#krm/krm-file.ts'
import type { PlainValue } from '#krm/print.ts'
import { Resource } from '#krm/resource.ts'
import { printResourceList, readResourceList } from '#krm/resource-list.ts'
import { formatResult } from '#krm/result.ts'
import { runOnWire } from '#krm/run-on-wire.ts'
import { INDEX, PATH } from '#krm/wire-keys.ts'
import type { Case } from './case-file.ts'
import { lineDiff } from './line-diff.ts'

/** What a function made of files. */
export interface Outcome {
  /** `+++ path` and the difference, for each file that changed. */
  readonly changes: string
  /** One line per result, sorted. */
  readonly results: readonly string[]
  readonly files: Case['files']
}

/** The function of that name; throws when the registry has none. */
export function functionNamed(name: string): KrmFunction {
  const found = functions.find((fn) => fn.name === name)
  if (found === undefined) throw new Error(`functions/index.ts has no ${name}`)
  return found
}

/** Runs the function on the files. */
export function runOnFiles(fn: KrmFunction, files: Case['files'], config: string | undefined): Outcome {
  const read = files.map(({ path, text }) => readKrmFile(path, text))
  const problems = read.flatMap((file) => file.problems.map((problem) => formatResult(problem)))
  if (problems.length > 0) throw new Error(problems.join('; '))
  const items = read.flatMap(({ resources }) => resources)
  const outcome = fn.invoke(items, configOf(config))
  const added = outcome.items.filter((item) => !items.includes(item))
  const after = read.map((file) => {
    const { path, resources } = file
    const now = outcome.items.filter((item) => resources.includes(item) || (added.includes(item) && item.origin.path === path))
    return { path, text: printKrmFile(path, file, now) }
  })
  const elsewhere = added.filter(({ origin }) => !files.some(({ path }) => path === origin.path))
  const pathOf = (item: Resource): string => (item.origin.path === '' ? `(new) ${item.describe()}` : item.origin.path)
  for (const path of new Set(elsewhere.map(pathOf))) {
    after.push({ path, text: printKrmFile(path, undefined, elsewhere.filter((item) => pathOf(item) === path)) })
  }
  const before = new Map(files.map(({ path, text }) => [path, text]))
  const changes = after.flatMap(({ path, text }) => {
    const diff = lineDiff(before.get(path) ?? '', text)
    return diff === '' ? [] : [`+++ ${path}\n${diff}`]
  })
  return { changes: changes.join('\n'), results: outcome.results.map((result) => formatResult(result)).toSorted(), files: after }
}

/** What a function answers with, without the texts: values of the items, results without lines and columns. */
export interface Meaning {
  readonly items: readonly PlacedValue[]
  readonly results: readonly string[]
  readonly ok: boolean
}

/** What an item holds, and the file that it belongs to: on the wire annotations say that. */
interface PlacedValue {
  readonly path: string
  readonly index: number
  readonly value: PlainValue
}

/** The meaning of a direct call. */
export function meaningOfCall(fn: KrmFunction, files: Case['files'], config: string | undefined): Meaning {
  const outcome = fn.invoke(wireItems(files), configOf(config))
  return { items: outcome.items.map(placedValue), results: outcome.results.map(({ code, severity, message }) => plain(`${severity}: ${code}: ${message}`)).toSorted(), ok: outcome.ok }
}

/** The meaning of the answer to a ResourceList in kpt's form. */
export function meaningOfWire(fn: KrmFunction, files: Case['files'], config: string | undefined, apiVersion: string): Meaning {
  const text = printResourceList({ apiVersion, items: wireItems(files), functionConfig: configOf(config), results: [] })
  const answer = runOnWire(fn, text)
  const read = readResourceList(answer.stdout)
  if ('problems' in read) throw new Error(`${answer.stderr}${read.problems.map(({ message }) => message).join('; ')}`)
  const results = read.list.results.map((result) => plain(`${textOf(result, 'severity')}: ${textOf(result, 'message')}`))
  return { items: read.list.items.map(placedValue), results: results.toSorted(), ok: answer.exitCode === 0 }
}

/** The items with the annotations by which kpt tells where each came from. */
function wireItems(files: Case['files']): Resource[] {
  return files.flatMap(({ path, text }) =>
    readKrmFile(path, text).resources.map((resource, index) => {
      const item = new Resource(resource.text, 'document')
      item.field('metadata', 'annotations', PATH).set(path)
      item.field('metadata', 'annotations', INDEX).set(String(index))
      return new Resource(item.text, 'document')
    }),
  )
}

function placedValue(resource: Resource): PlacedValue {
  const { path, index } = resource.origin
  const copy = resource.clone()
  for (const key of [PATH, INDEX]) copy.field('metadata', 'annotations', key).remove()
  if (copy.annotations.size === 0) copy.field('metadata', 'annotations').remove()
  return { path, index, value: copy.field().value ?? null }
}

function textOf(result: PlainValue, key: string): string {
  return result instanceof Map ? String(result.get(key) ?? '') : ''
}

/** A result without what only a file that we read ourselves can tell. */
function plain(text: string): string {
  return text.replaceAll(/:\d+:\d+/g, '')
}

function configOf(config: string | undefined): Resource | undefined {
  return config === undefined ? undefined : new Resource(config, 'document', { path: '', index: 0 })
}

