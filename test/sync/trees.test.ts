// Whole trees that inject-flux-sync lays out: several new objects in one file, and several new files. Same form as the cases
// of functions; `npm run golden` rewrites them.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import injectFluxSync from '#functions/inject-flux-sync/function.ts'
import { printKrmFile, readKrmFile } from '#krm/krm-file.ts'
import { Resource } from '#krm/resource.ts'
import { formatResult } from '#krm/result.ts'
import { describe, expect, it } from 'vitest'
import { parseCase, printCase, type Case } from '../cases/case-file.ts'
import { lineDiff } from '../cases/line-diff.ts'

const folder = fileURLToPath(new URL('trees/', import.meta.url))
const golden = process.env['KRM_FLEET_GOLDEN'] !== undefined

function run(files: Case['files'], config: string | undefined): { files: Case['files']; results: string } {
  const read = new Map(files.map(({ path, text }) => [path, readKrmFile(path, text)]))
  const items = [...read.values()].flatMap(({ resources }) => resources)
  const outcome = injectFluxSync.invoke(items, config === undefined ? undefined : new Resource(config, 'document', { path: '', index: 0 }))
  const paths = new Set([...read.keys(), ...outcome.items.map(({ origin }) => origin.path)])
  const after = [...paths].map((path) => {
    const now = outcome.items.filter(({ origin }) => origin.path === path)
    const file = read.get(path)
    return { path, text: file === undefined ? now.map(({ documentText }) => documentText).join('---\n') : printKrmFile(path, file, now) }
  })
  return { files: after.filter(({ text }) => text !== ''), results: outcome.results.map((result) => formatResult(result)).toSorted().join('\n') }
}

const titles = readdirSync(folder).filter((file) => file.endsWith('.case'))

it('finds trees', () => expect(titles.length).toBeGreaterThan(0))

describe.each(titles)('%s', (title) => {
  it('is laid out, and stays as it is', () => {
    const text = readFileSync(folder + title, 'utf8')
    const { head, config, files, changes, results } = parseCase(text)
    const first = run(files, config)
    const before = new Map(files.map((file) => [file.path, file.text]))
    const diffs = first.files.map((file) => ({ path: file.path, diff: lineDiff(before.get(file.path) ?? '', file.text) })).filter(({ diff }) => diff !== '')
    const made = diffs.map(({ path, diff }) => `+++ ${path}\n${diff}`).join('\n')
    if (golden) writeFileSync(folder + title, printCase(head, made, first.results))
    else expect({ changes: made, results: first.results }).toEqual({ changes, results })

    const second = run(first.files, config)
    expect(second.files, 'a second run changes nothing').toEqual(first.files)
    expect(second.results.replaceAll(/:\d+:\d+/g, '')).toBe(first.results.replaceAll(/:\d+:\d+/g, ''))
  })
})
