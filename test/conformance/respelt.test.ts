/** Real packages through programs that spell everything anew and change nothing: not one byte of the author's text changes. */

import { expect, it } from 'vitest'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { render } from '#render/render.ts'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'
import { firstDifference } from '../render/compare-trees.ts'
import { packagesOf, withPipeline } from '../render/corpus.ts'

const SPELLINGS: readonly (readonly [string, (list: unknown) => string])[] = [
  ['yaml', (list) => stringify(list)],
  ['yaml in single quotes, compact, never folded', (list) => stringify(list, { singleQuote: true, indentSeq: false, lineWidth: 0 })],
  ['yaml 1.1', (list) => stringify(list, { version: '1.1' })],
  ['JSON', (list) => JSON.stringify(list)],
]

/** What a program reads in its input; the same text is read once for all spellings. */
const readings = new Map<string, unknown>()
function reading(input: string): unknown {
  if (!readings.has(input)) readings.set(input, parse(input))
  return readings.get(input)
}

describeWith('real packages through programs that spell everything anew', needs.corpus(), () => {
  it(`${SPELLINGS.map(([name]) => name).join('; ')}: not one byte changes`, async () => {
    const wrong: string[] = []
    const packages = packagesOf(corpusDir()!)
    expect(packages.length).toBeGreaterThan(100)
    for (const path of packages) {
      const files = withPipeline(join(corpusDir()!, path), [{ exec: 'fn' }])
      const kptfileDirs = files.flatMap((file) => (/(^|\/)Kptfile$/.test(file.path) ? [file.path.replace(/\/?Kptfile$/, '')] : []))
      for (const [name, print] of SPELLINGS) {
        const run = ({ input }: { readonly input: string }) => ({ stdout: print(reading(input)), stderr: '', exitCode: 0 })
        const outcome = await render({ name: 'p', files, kptfileDirs, options: { attribution: false } }, { runnerFor: () => ({ name: 'fn', kind: 'exec', run }) })
        if (!outcome.ok) wrong.push(`${name}: ${path}: ${JSON.stringify(outcome.functions.map(({ failure }) => failure))}${JSON.stringify(outcome.problems)}`)
        for (const [file, change] of outcome.changes) wrong.push(`${name}: ${path}/${file}: ${change === 'delete' ? 'deleted' : firstDifference(files.find((given) => given.path === file)?.text ?? '', change.text)}`)
      }
      readings.clear()
    }
    expect(wrong.join('\n')).toBe('')
  }, 600_000)
})
