// What the check finds in real packages, each error and warning with a judgement: `corpus.findings` lists them. `npm run
// golden` rewrites the findings and keeps the judgements; a new finding must be judged by hand before the test passes.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { formatPlace, type Result } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'
import { checkFolder } from './check-folder.ts'

const golden = process.env['KRM_FLEET_GOLDEN'] !== undefined
const file = fileURLToPath(new URL('corpus.findings', import.meta.url))
const FOLDERS = ['nephio-catalog', 'nephio-example-packages']
const UNJUDGED = '  not judged yet'

function line({ severity, code, message, place }: Result): string {
  return `${formatPlace(place)}: ${severity}: ${code} ${message}`
}

describeWith('the check of the corpus', needs.corpus(), () => {
  const known = readFileSync(file, { encoding: 'utf8', flag: 'a+' })
  const judgements = new Map(known.split('\n').flatMap((text, index, lines) => (text.startsWith('  ') ? [[lines[index - 1]!, text] as const] : [])))

  it('has no error or warning that is not listed, none that is not judged, and hardly one that is arguable', async () => {
    const lines: string[] = []
    let judged = 0
    let arguable = 0
    for (const folder of FOLDERS) {
      const { findings, packages } = await checkFolder(`${corpusDir()!}/${folder}`)
      const serious = findings.filter(({ severity }) => severity === 'error' || severity === 'warning').toSorted(compareResults)
      const infos = findings.length - serious.length
      lines.push(`# ${folder}: ${packages} packages, ${serious.length} errors and warnings, ${infos} infos`)
      for (const finding of serious) {
        const judgement = judgements.get(line(finding)) ?? UNJUDGED
        lines.push(line(finding), judgement)
        judged++
        if (judgement.startsWith('  arguable')) arguable++
      }
    }
    const text = `${lines.join('\n')}\n`
    if (golden) writeFileSync(file, text)
    else expect(text).toBe(known)
    expect(text).not.toContain(UNJUDGED)
    expect(arguable / judged).toBeLessThan(0.05)
  })
})
