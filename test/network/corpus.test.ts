// What the check finds in real packages, each finding with a judgement: `corpus.findings` lists them. `npm run golden`
// rewrites the findings and keeps the judgements; a new finding must be judged by hand before the test passes.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { readKrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'
import { formatResult, type Result } from '#krm/result.ts'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'
import { check } from './resources.ts'

const golden = process.env['KRM_FLEET_GOLDEN'] !== undefined
const file = fileURLToPath(new URL('corpus.findings', import.meta.url))
const FOLDERS = ['nephio-catalog', 'nephio-example-packages', 'manifests', 'crds']
const UNJUDGED = '  not judged yet'

/** All resources of a folder that can be read, and the folders of its packages. */
function read(folder: string): { readonly resources: readonly Resource[]; readonly packages: readonly string[] } {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()
  const resources = paths.filter((path) => /\.ya?ml$/.test(path)).flatMap((path) => {
    const { resources, problems } = readKrmFile(path, readFileSync(`${folder}/${path}`, 'utf8'))
    return problems.length > 0 ? [] : [...resources]
  })
  return { resources, packages: paths.filter((path) => /(?:^|\/)Kptfile$/.test(path)).map((path) => path.replace(/Kptfile$/, '')) }
}

describeWith('the corpus', needs.corpus(), () => {
  const known = readFileSync(file, 'utf8')
  const judgements = new Map([...known.matchAll(/^(\S.*)\n( {2}\S.*)$/gm)].map(([, finding, judgement]) => [finding!, judgement!]))

  it('has no finding that is not listed, and none that is not judged', () => {
    const lines = FOLDERS.flatMap((folder) => {
      const results = check(read(`${corpusDir()!}/${folder}`).resources)
      return [`# ${folder}: ${results.length} findings, read as one fleet`, ...results.flatMap((result) => [formatResult(result), judgements.get(formatResult(result)) ?? UNJUDGED])]
    })
    const text = `${lines.join('\n')}\n`
    if (golden) writeFileSync(file, text)
    else expect(text).toBe(known)
    expect(text).not.toContain(UNJUDGED)
  })

  it('has no error, in no package by itself either', () => {
    const errors: Result[] = []
    for (const folder of FOLDERS) {
      const { resources, packages } = read(`${corpusDir()!}/${folder}`)
      for (const root of packages) errors.push(...check(resources.filter(({ origin }) => origin.path.startsWith(root))).filter(({ severity }) => severity === 'error'))
      errors.push(...check(resources).filter(({ severity }) => severity === 'error'))
    }
    expect(errors.map((result) => formatResult(result))).toEqual([])
  })
})
