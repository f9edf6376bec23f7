/**
 * In-process answer for the catalog's apply-setters. Meaning, messages and order of results are those of v0.2.0, the tag
 * that real packages name; its defects (a comment that leaks to the next field, a failing `[]`, values that depend on
 * the order of a Go map) are not copied.
 */

import type { KrmFunction } from '#krm/function.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import { applySetters, type SetterHit } from '#krm/setters.ts'
import type { Path } from '#krm/tree.ts'
import { AnyConfig } from './config.ts'
import { quoteAsGo } from './go-sdk.ts'

/** Takes `data` of its functionConfig, whatever the kind, as the original does. */
export const applySettersOfCatalog: KrmFunction = {
  name: 'apply-setters',
  type: 'mutator',
  summary: 'Sets fields that carry a kpt-set comment to the values of a ConfigMap.',
  config: AnyConfig,
  accepts: [],
  invoke(items, functionConfig) {
    const supplied = dataOf(functionConfig)
    const results: Result[] = []
    for (const item of items) {
      for (const hit of applySetters(item, supplied)) {
        if (hit.outcome === 'untouched') continue
        const failure = failureOf(hit)
        if (failure !== undefined) {
          return { items, ok: false, results: [{ severity: 'error', message: `failed to apply setters: ${failure}` }] }
        }
        results.push({ message: `set field value to ${quoteAsGo(hit.value!)}`, place: { file: item.origin.path, field: dottedPath(hit.path) } })
      }
    }
    if (results.length === 0) results.push({ message: 'no matches for input setter(s)' })
    return { items, ok: true, results }
  },
}

/** The texts below `data`; null is empty. A list or a map there gives nothing, where the original empties the fields. */
function dataOf(config: Resource | undefined): Map<string, string> {
  const data = new Map<string, string>()
  for (const field of config?.field('data').children() ?? []) {
    const text = field.value === null ? '' : field.scalarText
    if (text !== undefined) data.set(String(field.path[1]), text)
  }
  return data
}

function failureOf(hit: SetterHit): string | undefined {
  switch (hit.outcome) {
    case 'missing': {
      const names = hit.pattern.names.filter((name) => hit.missing!.includes(name))
      return `values for setters [${names.map((name) => `\${${name}}`).join(' ')}] must be provided`
    }
    case 'badPattern':
      return `invalid setter pattern for array node: ${quoteAsGo(hit.pattern.text)}`
    case 'badList':
      return `input to array setter must be an array of values, but found ${quoteAsGo(hit.value!)}`
    default:
      return undefined
  }
}

/** The path as kyaml walks it: steps joined by dots, whatever a key holds. */
function dottedPath(path: Path): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('')
}
