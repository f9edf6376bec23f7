// Our answers for catalog functions beside the Go functions of the tags that real packages name: values, results, verdict.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyReplacementsOfCatalog } from '#functions/catalog/apply-replacements.ts'
import { setNamespaceOfCatalog } from '#functions/catalog/set-namespace.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { KrmFunction } from '#krm/function.ts'
import { itemText } from '#krm/resource-list.ts'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'
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

interface FilePackage {
  readonly folder: string
  readonly items: readonly string[]
  readonly replacements: readonly string[]
}

/** Folders of the corpus with all their items; broken files are left out. */
function folders(): FilePackage[] {
  const root = corpusDir()!
  const found = new Map<string, { folder: string; items: string[]; replacements: string[] }>()
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$|Kptfile$/.test(name)).toSorted()) {
    const folder = file.slice(0, file.lastIndexOf('/'))
    const { resources, problems } = readKrmFile(file, readFileSync(join(root, file), 'utf8'))
    if (problems.length > 0) continue
    const entry = found.get(folder) ?? { folder, items: [], replacements: [] }
    entry.items.push(...resources.map((resource) => itemText(resource)))
    entry.replacements.push(...resources.filter(({ kind }) => kind === 'ApplyReplacements').map(({ documentText }) => documentText))
    found.set(folder, entry)
  }
  return [...found.values()]
}

describeWith('set-namespace v0.4.1', needs.goFunction('set-namespace', 'v0.4.1'), () => {
  it.each(casesOf('set-namespace.txt'))('$name', ({ list }) => compare(setNamespaceOfCatalog, 'v0.4.1', list))

  describeWith('packages of the corpus', needs.corpus(), () => {
    it.each(folders())('$folder', ({ items }) => compare(setNamespaceOfCatalog, 'v0.4.1', listOf(items, 'apiVersion: v1\nkind: ConfigMap\ndata:\n  namespace: default', 'items')))
  })
})

describeWith('apply-replacements v0.1.1', needs.goFunction('apply-replacements', 'v0.1.1'), () => {
  describe('cases', () => {
    it.each(casesOf('apply-replacements.txt'))('$name', ({ name, list }) => compare(applyReplacementsOfCatalog, 'v0.1.1', list, !name.startsWith('(own words)')))
  })

  describeWith('configs of the corpus', needs.corpus(), () => {
    const configs = folders().flatMap(({ folder, items, replacements }) => replacements.map((config, index) => ({ folder, index, items, config })))
    it.each(configs)('$folder $index', ({ items, config }) => compare(applyReplacementsOfCatalog, 'v0.1.1', listOf(items, config, 'items')))
  })
})
