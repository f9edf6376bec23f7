/**
 * In-process answer for the catalog's upsert-resource, as of v0.2.0: its functionConfig is the resource, or a List of them,
 * that a package shall hold.
 */

import type { KrmFunction } from '#krm/function.ts'
import { entriesOf, isList, isScalar, sameValue, valueOf } from '#krm/plain-value.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import { newResource } from '#krm/resource-list.ts'
import { Resource } from '#krm/resource.ts'
import { WIRE_KEYS } from '#krm/wire-keys.ts'
import { AnyConfig } from './config.ts'
import { failed } from './go-sdk.ts'

/** Names the file: only a resource of that file is replaced, and a new one goes there. */
const TARGET_PATH = 'config.kubernetes.io/target-path'
/** Marks of kpt 0.x: what carries one is a config and never replaced. */
const FUNCTION_KEYS = ['config.kubernetes.io/function', 'config.k8s.io/function']
/** What is said to the function only and does not come along. */
const OWN_KEYS: ReadonlySet<string> = new Set([TARGET_PATH, ...FUNCTION_KEYS, ...WIRE_KEYS])

/** Takes any resource. It says nothing, as the original. */
export const upsertResourceOfCatalog: KrmFunction = {
  name: 'upsert-resource',
  type: 'mutator',
  summary: 'Adds a resource to a package, or replaces the one of its identity.',
  config: AnyConfig,
  accepts: [],
  invoke(items, functionConfig) {
    if (functionConfig === undefined || functionConfig.field().children().length === 0) return failed(items, 'failed to upsert resource: functionConfig is missing, it is the resource to upsert')
    const all = [...items]
    for (const wanted of wantedIn(functionConfig)) upsert(all, wanted)
    return { items: all, ok: true, results: [] }
  },
}

interface Wanted {
  /** What the package shall hold: without the annotations that are said to the function. */
  readonly value: PlainMap
  readonly target: string
  /** The same as a resource of its own, with the author's comments where it is the whole config. */
  readonly resource: Resource
}

function wantedIn(config: Resource): Wanted[] {
  if (config.kind !== 'List') return [wantedFrom(new Resource(config.documentText, 'document', { path: '', index: 0 }))]
  const values = config.field('items').children().map(({ value }) => value ?? null)
  return values.flatMap((value) => (isScalar(value) || isList(value) ? [] : [wantedFrom(newResource(value))]))
}

function wantedFrom(resource: Resource): Wanted {
  const target = resource.annotations.get(TARGET_PATH) ?? ''
  const annotations = resource.field('metadata', 'annotations')
  const kept = annotations.children().filter(({ path }) => !OWN_KEYS.has(String(path.at(-1))))
  if (kept.length === 0) annotations.remove()
  else for (const field of annotations.children().toReversed()) if (OWN_KEYS.has(String(field.path.at(-1)))) field.remove()
  const value = resource.field().value ?? null
  return { value: isScalar(value) || isList(value) ? new Map() : value, target, resource }
}

/** Replaces every resource of that identity, or adds one. */
function upsert(items: Resource[], wanted: Wanted): void {
  const matches = items.filter((item) => isMeant(item, wanted))
  for (const item of matches) replace(item, wanted.value)
  if (matches.length > 0) return
  const { target, resource } = wanted
  const last = Math.max(-1, ...items.flatMap(({ origin }) => (origin.path === target ? [origin.index] : [])))
  items.push(new Resource(resource.text, 'document', { path: target, index: target === '' ? 0 : last + 1 }))
}

/** By group, kind, namespace and name; no namespace is not the namespace `default`. */
function isMeant(item: Resource, { resource, target }: Wanted): boolean {
  const { group, kind, name, namespace } = resource
  if (FUNCTION_KEYS.some((key) => (item.annotations.get(key) ?? '') !== '')) return false
  return item.group === group && item.kind === kind && item.name === name && item.namespace === namespace && (target === '' || target === item.origin.path)
}

/** The wire's own annotations stay with the item. What has the value already keeps every byte. */
function replace(item: Resource, value: PlainMap): void {
  const wire = [...item.annotations].filter(([key]) => WIRE_KEYS.has(key))
  const wanted = wire.length === 0 ? value : withAnnotations(value, wire)
  if (!sameValue(item.field().value ?? null, wanted)) item.field().set(wanted)
}

function withAnnotations(value: PlainMap, more: readonly (readonly [string, string])[]): PlainMap {
  const metadata = mapAt(value, 'metadata')
  return new Map([...entriesOf(value), ['metadata', new Map([...entriesOf(metadata), ['annotations', new Map([...entriesOf(mapAt(metadata, 'annotations')), ...more])]])]])
}

function mapAt(map: PlainMap, key: string): PlainMap {
  const value: PlainValue = valueOf(map, key) ?? null
  return isScalar(value) || isList(value) ? new Map<string, PlainValue>() : value
}
