/** Our renderer against the real kpt: one package per clause, the same programs as functions on both sides. */

import { afterAll, expect, it } from 'vitest'
import { join } from 'node:path'
import { parse } from 'yaml'
import { corpusDir, describeWith, kptVersion, needs } from '../oracles/oracles.ts'
import { differences } from '../render/compare-trees.ts'
import { CASES, type ConformanceCase } from '../render/conformance-cases.ts'
import { packagesOf, withPipeline } from '../render/corpus.ts'
import { filesOf } from '../render/package-text.ts'
import { Workshop, type Left } from '../render/with-kpt.ts'

const workshop = new Workshop()
afterAll(() => workshop.remove())

/** Entries of results.yaml with kpt's own exit code left out: kpt writes 0 there when it fails before results are read. */
function resultItems(left: Left): unknown {
  const list = left.results === undefined ? {} : (parse(left.results) as { items?: unknown })
  return list.items ?? []
}

async function both(test: ConformanceCase): Promise<{ kpt: Left; ours: Awaited<ReturnType<Workshop['ours']>> }> {
  const files = filesOf(test.files((body) => workshop.script(body)))
  const ours = await workshop.ours(workshop.write(files))
  return { kpt: workshop.kpt(workshop.write(files)), ours }
}

describeWith(`rendering as kpt ${kptVersion() ?? ''} does`, needs.kpt(), () => {
  it.each(CASES.filter(({ differs }) => differs === undefined).map((test) => [test.name, test] as const))('%s', async (_, test) => {
    const { kpt, ours } = await both(test)
    const context = `kpt:\n${kpt.stderr}\nours:\n${ours.stderr}`
    expect(ours.exitCode, context).toBe(kpt.exitCode)
    expect(differences(kpt.files, ours.files).join('\n'), context).toBe('')
    if (kpt.exitCode === 0) expect(resultItems(ours)).toEqual(resultItems(kpt))
  })

  it.each(CASES.filter(({ differs }) => differs !== undefined).map((test) => [`${test.name}: ${test.differs!.why}`, test] as const))('on purpose: %s', async (_, test) => {
    const { kpt, ours } = await both(test)
    const differs = test.differs!
    const context = `kpt:\n${kpt.stderr}\nours:\n${ours.stderr}`
    expect([kpt.exitCode, ours.exitCode], context).toEqual([differs.kpt, differs.ours])
    if (differs.code !== undefined) expect(ours.stderr).toContain(differs.code)
    expect(differences(kpt.files, ours.files).length > 0, context).toBe(differs.filesToo === true)
  })
})

/** One row of the table of the corpus. */
interface Row {
  readonly pipeline: string
  packages: number
  failing: number
  sameValue: number
  sameBytes: number
}

describeWith(`real packages as kpt ${kptVersion() ?? ''} renders them`, [needs.kpt(), needs.corpus()], () => {
  it.each([0, 1, 3])('through %i functions that do nothing', async (count) => {
    const row: Row = { pipeline: `${count} no-op`, packages: 0, failing: 0, sameValue: 0, sameBytes: 0 }
    const wrong: string[] = []
    const corpus = corpusDir()!
    for (const path of packagesOf(corpus)) {
      const files = withPipeline(join(corpus, path), Array.from({ length: count }, () => ({ exec: 'cat' })))
      const root = workshop.write(files)
      const ours = await workshop.ours(root)
      const kpt = workshop.kpt(root)
      const found = [...(ours.exitCode === kpt.exitCode ? [] : [`exit code ${kpt.exitCode} with kpt, ${ours.exitCode} with us: ${kpt.stderr}${ours.stderr}`]), ...differences(kpt.files, ours.files)]
      row.packages++
      if (kpt.exitCode !== 0) row.failing++
      if (found.length === 0) row.sameValue++
      wrong.push(...found.map((line) => `${path}: ${line}`))
      // What kpt leaves after another render or two is text that it does not change any more.
      const stable = [kpt, workshop.kpt(root), workshop.kpt(root)].at(-1)!
      const again = await workshop.ours(root)
      const bytes = [...stable.files].filter(([file, text]) => again.files.get(file) !== text).map(([file]) => file)
      if (bytes.length === 0) row.sameBytes++
      else wrong.push(`${path}: other bytes in ${bytes.join(', ')}`)
    }
    process.stderr.write(`${JSON.stringify(row)}\n`)
    expect(wrong.join('\n')).toBe('')
  }, 900_000)
})
