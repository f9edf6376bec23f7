// Our answers for catalog functions beside the Go functions of the tags that real packages name: values, results, verdict.

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { applyReplacementsOfCatalog } from '#functions/catalog/apply-replacements.ts'
import { setNamespaceOfCatalog } from '#functions/catalog/set-namespace.ts'
import type { KrmFunction } from '#krm/function.ts'
import { describeWith, needs } from '../oracles/oracles.ts'
import { corpusFolders } from './catalog/corpus-folders.ts'
import { listOf, runGo, runOurs } from './catalog/run-both.ts'

/** `=== name`, the config, `---` and an item for each item; `=== items of every case` stands first where they share them. */
function casesOf(file: string): { name: string; list: string }[] {
  const text = readFileSync(new URL(`catalog/${file}`, import.meta.url), 'utf8')
  const cases = text.split(/^=== /m).slice(1).map((one) => {
    const [name, ...rest] = one.split('\n')
    const [config, ...items] = rest.join('\n').split(/^---\n/m)
    return { name: name!, config: config!.trim(), items }
  })
  const shared = cases[0]?.name === 'items of every case' ? cases.shift()!.items : []
  return cases.map(({ name, config, items }) => ({ name, list: listOf([...shared, ...items], config) }))
}

function compare(fn: KrmFunction, tag: string, list: string, sameWords = true): void {
  const [theirs, ours] = [runGo(fn.name, tag, list), runOurs(fn, list)]
  expect(ours.ok, `${theirs.results.join()} | ${ours.results.join()}`).toBe(theirs.ok)
  expect(ours.items).toEqual(theirs.items)
  if (sameWords) expect(ours.results.map(sortNames)).toEqual(theirs.results.map(sortNames))
}

/** set-namespace names the old namespaces in the order of a Go map. */
function sortNames(message: string): string {
  return message.replace(/namespace ("[^ ]*) updated/, (_, names: string) => `namespace ${names.split(',').toSorted().join()} updated`)
}

describeWith('set-namespace v0.4.1', needs.goFunction('set-namespace', 'v0.4.1'), () => {
  it.each(casesOf('set-namespace.txt'))('$name', ({ list }) => compare(setNamespaceOfCatalog, 'v0.4.1', list))

  describeWith('packages of the corpus', needs.corpus(), () => {
    it.each(corpusFolders())('$folder', ({ items }) => compare(setNamespaceOfCatalog, 'v0.4.1', listOf(items, 'apiVersion: v1\nkind: ConfigMap\ndata:\n  namespace: default', 'items')))
  })
})

describeWith('apply-replacements v0.1.1', needs.goFunction('apply-replacements', 'v0.1.1'), () => {
  describe('cases', () => {
    it.each(casesOf('apply-replacements.txt'))('$name', ({ name, list }) => compare(applyReplacementsOfCatalog, 'v0.1.1', list, !name.startsWith('(own words)')))
  })

  describeWith('configs of the corpus', needs.corpus(), () => {
    const configs = corpusFolders().flatMap(({ folder, items, replacements }) => replacements.map((config, index) => ({ folder, index, items, config })))
    it.each(configs)('$folder $index', ({ items, config }) => compare(applyReplacementsOfCatalog, 'v0.1.1', listOf(items, config, 'items')))
  })
})
