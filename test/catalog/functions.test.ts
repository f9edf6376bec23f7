/** Functions of the catalog in our process, case by case, each twice: what they say, and which bytes they leave. */

import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ensureNameSubstringOfCatalog } from '#functions/catalog/ensure-name-substring.ts'
import { searchReplaceOfCatalog } from '#functions/catalog/search-replace.ts'
import { setAnnotationsOfCatalog } from '#functions/catalog/set-annotations.ts'
import { setImageOfCatalog } from '#functions/catalog/set-image.ts'
import { setLabelsOfCatalog } from '#functions/catalog/set-labels.ts'
import { upsertResourceOfCatalog } from '#functions/catalog/upsert-resource.ts'
import type { FunctionOutcome, KrmFunction } from '#krm/function.ts'
import { Resource } from '#krm/resource.ts'
import { casesText, catalogCases, fileOf, type CatalogCase } from './cases.ts'

const FUNCTIONS: readonly KrmFunction[] = [ensureNameSubstringOfCatalog, searchReplaceOfCatalog, setAnnotationsOfCatalog, setLabelsOfCatalog, setImageOfCatalog, upsertResourceOfCatalog]

/** All items lie in `a.yaml`, but for those whose path is given. */
function invoke(fn: KrmFunction, { config }: CatalogCase, items: readonly string[], paths: readonly string[] = []): FunctionOutcome {
  const given = items.map((text, index) => new Resource(text, 'document', { path: paths[index] ?? 'a.yaml', index }))
  return fn.invoke(given, config === '' ? undefined : new Resource(`${config}\n`, 'document'))
}

/** Messages as comments, then the items; of a failed run the messages only. */
function shown({ ok, items, results }: FunctionOutcome): string {
  const messages = results.map(({ severity, message, place }) => `# ${severity === undefined ? '' : `${severity}: `}${place?.field === undefined ? '' : `${place.field}: `}${message}\n`)
  return messages.join('') + (ok ? items.map(({ text, origin: { path } }) => `---${path === 'a.yaml' ? '' : ` ${path === '' ? 'a file of its own' : path}`}\n${text}`).join('') : '')
}

describe.each(FUNCTIONS.map((fn) => [fn.name, fn] as const))('%s', (name, fn) => {
  const cases = catalogCases(name)
  if (process.env['KRM_FLEET_GOLDEN'] !== undefined) {
    writeFileSync(fileOf(name), casesText(cases.map((one) => ({ ...one, expected: shown(invoke(fn, one, one.items)) }))))
  }

  it.each(catalogCases(name))('$name', (one) => {
    const outcome = invoke(fn, one, one.items)
    expect(shown(outcome)).toBe(one.expected)
    const texts = outcome.items.map(({ text }) => text)
    const paths = outcome.items.map(({ origin }) => origin.path)
    if (outcome.ok) expect(invoke(fn, one, texts, paths).items.map(({ text }) => text)).toEqual(texts)
  })
})
