/** Which resources a function gets. */

import type { Resource } from '#krm/resource.ts'
import type { PackageItem } from './package-item.ts'
import type { PipelineFunction, Selector } from './pipeline-function.ts'

/** Whether a function works on a part of the resources: kpt then shows how many, and merges the answer back. */
export function isSelective(fn: PipelineFunction): boolean {
  return fn.selectors.length > 0 || fn.exclude.length > 0
}

/**
 * The items that match any selector (all without selectors) and no exclude, each once and in order. An empty selector
 * matches everything, an empty exclude nothing. (kpt sends an item once per matching selector and then fails.)
 */
export function selectItems(fn: PipelineFunction, items: readonly PackageItem[]): readonly PackageItem[] {
  if (!isSelective(fn)) return items
  const exclude = fn.exclude.filter((selector) => Object.keys(selector).length > 0)
  return items.filter(({ resource }) => {
    const selected = fn.selectors.length === 0 || fn.selectors.some((selector) => matches(resource, selector))
    return selected && !exclude.some((selector) => matches(resource, selector))
  })
}

function matches(resource: Resource, selector: Selector): boolean {
  return (
    (selector.name === undefined || selector.name === resource.name) &&
    (selector.namespace === undefined || selector.namespace === resource.namespace) &&
    (selector.kind === undefined || selector.kind === resource.kind) &&
    (selector.apiVersion === undefined || selector.apiVersion === resource.apiVersion) &&
    holds(resource.labels, selector.labels) &&
    holds(resource.annotations, selector.annotations)
  )
}

function holds(found: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string> | undefined): boolean {
  return wanted === undefined || [...wanted].every(([key, value]) => found.get(key) === value)
}

/**
 * Puts the answer for a selection back among all items: what stayed keeps its place, what is missing goes, what is new
 * comes at the end.
 */
export function mergeSelected(all: readonly PackageItem[], selected: readonly PackageItem[], returned: readonly PackageItem[]): PackageItem[] {
  const sent = new Set(selected)
  const kept = new Set(returned)
  return [...all.filter((item) => !sent.has(item) || kept.has(item)), ...returned.filter((item) => !sent.has(item))]
}
