// The catalog's own apply-setters, run once on the text of a ResourceList.

import { spawnSync } from 'node:child_process'
import { Resource } from '#krm/resource.ts'
import { readResourceList } from '#krm/resource-list.ts'
import type { PlainValue } from '#krm/print.ts'
import { goFunction } from '../../oracles/oracles.ts'

/** What it made of a list: values, comments by item, and its results as `file field: message`; or the error's message. */
export interface Answer {
  readonly items: readonly PlainValue[]
  readonly comments: readonly (readonly string[])[]
  readonly results: readonly string[]
  readonly error: string | undefined
}

/** Runs it. Throws when the output is no ResourceList. */
export function runGo(input: string): Answer {
  const ran = spawnSync(goFunction('apply-setters', 'v0.2.0')!, [], { input, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 60_000 })
  const read = readResourceList(ran.stdout)
  if ('problems' in read) throw new Error(`apply-setters: ${ran.stderr} ${read.problems[0]?.message} in ${ran.stdout.slice(0, 300)}`)
  const results = new Resource(ran.stdout, 'document').field('results', 'items').children()
  const messages = results.map((result) => `${result.child('file', 'path').string ?? ''} ${result.child('field', 'path').string ?? ''}: ${result.child('message').string}`)
  return {
    items: read.list.items.map(valueOfItem),
    comments: read.list.items.map((item) => setterComments(item.text)),
    results: ran.status === 0 ? messages : [],
    error: ran.status === 0 ? undefined : results.map((result) => result.child('message').string).join(),
  }
}

/** An item's value as kpt's libraries leave it: without an empty map of annotations. */
export function valueOfItem(item: Resource): PlainValue {
  const value = item.field().value ?? null
  const metadata = value instanceof Map ? value.get('metadata') : undefined
  const annotations = metadata instanceof Map ? metadata.get('annotations') : undefined
  if (annotations instanceof Map && annotations.size === 0) (metadata as Map<string, PlainValue>).delete('annotations')
  return value
}

/** The setter comments of a text in order. */
export function setterComments(text: string): string[] {
  return [...text.matchAll(/# kpt-set: .*$/gm)].map(([comment]) => comment.trimEnd())
}
