// Porch's rules for PackageVariants and PackageVariantSets, one clause per paragraph of *.clauses: a sentence, objects
// (kind, name, `key=value` labels, spec in braces), and what is planned and found. `npm run golden` rewrites what follows `=>`.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readFleet } from '#fleet/model/read-fleet.ts'
import { printable } from '#krm/printable.ts'
import { formatPlace } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { planText } from '#porch/describe-plan.ts'
import { planFleet } from '#porch/plan-fleet.ts'

const folder = fileURLToPath(new URL('./', import.meta.url))
const golden = process.env['KRM_FLEET_GOLDEN'] !== undefined

const VERSIONS: ReadonlyMap<string, string> = new Map([
  ['PackageVariant', 'config.porch.kpt.dev/v1alpha1'],
  ['PackageVariantSet', 'config.porch.kpt.dev/v1alpha2'],
  ['Repository', 'config.porch.kpt.dev/v1alpha1'],
  ['WorkloadCluster', 'infra.nephio.org/v1alpha1'],
  ['ClusterContext', 'infra.nephio.org/v1alpha1'],
])

/** `PackageVariant [@version] [namespace/]name [key=value…] [{spec}]`; further lines belong to the spec. */
const OBJECT = /^([A-Z]\w+)(?: @(\S+))? (?:(\S+?)\/)?([^\s={]+)((?: [^\s={]+=\S+)*)(?: ([{[][\s\S]*))?$/

function documentOf(text: string): string {
  const found = OBJECT.exec(text)
  if (found === null) throw new Error(`no object: ${text}`)
  const [, kind, version, namespace, name, labels, spec] = found
  const apiVersion = version ?? VERSIONS.get(kind!)
  const metadata = [
    `name: ${name}`,
    ...(namespace === undefined ? [] : [`namespace: ${namespace}`]),
    ...(labels === '' ? [] : [`labels: {${labels!.trim().split(' ').map((label) => label.replace('=', ': ')).join(', ')}}`]),
  ]
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {${metadata.join(', ')}}\nspec: ${spec ?? '{}'}\n`
}

function outcomeOf(objects: string): string {
  const documents = objects.split(/\n(?=\S)/).map((text) => documentOf(text.trimEnd()))
  const model = readFleet([{ files: [{ path: 'f.yaml', text: documents.join('---\n') }], packageDirs: [] }])
  const plan = planFleet(model)
  const findings = [...model.results, ...plan.results]
    .filter(({ severity, code }) => severity !== 'info' && !code!.startsWith('FLT01'))
    .toSorted(compareResults)
    .map((result) => `${result.severity}: ${result.code} ${formatPlace(result.place)} ${printable(result.message)}`)
  return [...planText(plan.packages), ...findings].map((line) => (line === '' ? '=>' : `=> ${line}`)).join('\n') || '=> nothing'
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.clauses'))) {
  describe(file, () => {
    const paragraphs = readFileSync(folder + file, 'utf8').trimEnd().split(/\n\n(?=# )/)
    const results = paragraphs.map((paragraph) => {
      const lines = paragraph.split('\n')
      const reason = lines.filter((line) => line.startsWith('# '))
      const objects = lines.filter((line) => !line.startsWith('# ') && !line.startsWith('=>')).join('\n').trim()
      const expected = lines.filter((line) => line.startsWith('=>')).join('\n')
      return { reason: reason.join('\n'), objects, expected, found: outcomeOf(objects) }
    })
    it('holds clauses', () => expect(results.length).toBeGreaterThan(5))
    for (const { reason, objects, expected, found } of results) {
      it(reason.replaceAll('# ', ''), () => {
        if (!golden) expect(found).toBe(expected)
        expect(outcomeOf(objects)).toBe(found)
      })
    }
    if (golden) writeFileSync(folder + file, `${results.map(({ reason, objects, found }) => `${reason}\n${objects}\n${found}`).join('\n\n')}\n`)
  })
}
