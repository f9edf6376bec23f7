/**
 * Our answers for catalog functions whose own modules the module proxy does not have, beside the libraries that these functions
 * call, at the versions of the tags: which values, and whether it fails. Words of messages are compared nowhere.
 */

import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { ensureNameSubstringOfCatalog } from '#functions/catalog/ensure-name-substring.ts'
import { NAME_REFERENCES } from '#functions/catalog/name-references.ts'
import { searchReplaceOfCatalog } from '#functions/catalog/search-replace.ts'
import { setAnnotationsOfCatalog } from '#functions/catalog/set-annotations.ts'
import { setImageOfCatalog } from '#functions/catalog/set-image.ts'
import { setLabelsOfCatalog } from '#functions/catalog/set-labels.ts'
import type { KrmFunction } from '#krm/function.ts'
import { catalogCases } from '../catalog/cases.ts'
import { goProgram } from '../oracles/go-program.ts'
import { describeWith, needs } from '../oracles/oracles.ts'
import { corpusFolders } from './catalog/corpus-folders.ts'
import { answerIn, listOf, runOurs, textOf, type Answer } from './catalog/run-both.ts'

const program = goProgram(new URL('catalog-libraries', import.meta.url).pathname)
/** At another version of kyaml. */
const search = goProgram(new URL('catalog-search', import.meta.url).pathname)

/** The answers of the libraries, all lists of a function by one process: its start costs more than most lists do. */
function askAll(name: string, lists: readonly string[]): Answer[] {
  const ran = spawnSync((name === 'search-replace' ? search : program).binary, [name], { input: JSON.stringify(lists), encoding: 'utf8', maxBuffer: 1 << 30, timeout: 120_000 })
  if (ran.status !== 0) throw new Error(ran.stderr)
  const answers = JSON.parse(ran.stdout) as { readonly output: string; readonly error: string }[]
  return answers.map(({ output, error }) => answerIn(name, { status: error === '' ? 0 : 1, stdout: output, stderr: error }))
}

/** What differs; empty where nothing does. The order of items is compared where whole functions are. */
function differs(fn: KrmFunction, list: string, theirs: Answer): string {
  const ours = runOurs(fn, list)
  if (ours.ok !== theirs.ok) return `${ours.ok ? 'only they fail' : 'only we fail'}: ${theirs.results.join()} | ${ours.results.join()}`
  const [mine, other] = [ours.items.map(textOf).toSorted(), theirs.items.map(textOf).toSorted()]
  const at = mine.findIndex((text, index) => text !== other[index])
  return at !== -1 ? `ours\n${mine[at]}\ntheirs\n${other[at]}` : mine.length === other.length ? '' : `${mine.length} items, not ${other.length}`
}

const configMap = (data: string): string => `apiVersion: v1\nkind: ConfigMap\ndata:\n  ${data}`

/** Each function with a config that changes much of the corpus. */
const FUNCTIONS: readonly (readonly [KrmFunction, string])[] = [
  [setAnnotationsOfCatalog, configMap('nephio.org/cluster-name: example\n  zone: "1"')],
  [setLabelsOfCatalog, configMap('app: changed\n  zone: "1"')],
  [setImageOfCatalog, configMap('name: docker.io/.*\n  newTag: v9')],
  [ensureNameSubstringOfCatalog, configMap('prepend: dev-')],
  [searchReplaceOfCatalog, configMap("by-value-regex: '^([a-z]+)-(\\d*)'\n  by-path: '**.*'\n  put-value: '${2}7'")],
]

/** Folders of large CRDs say nothing new, in a minute. */
const LONG = 200_000

/** Ours leaves a Kptfile its name; nothing refers to one. */
const isForBoth = (item: string): boolean => !/^. *kind: Kptfile$/m.test(item)

/** An object as text, keys in order. */
function inOrder(value: object): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'object' && inner !== null ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner))
}

describeWith('functions of the catalog beside the libraries that they are made of', [program, search], () => {
  it("the table of name references is kustomize's", () => {
    const ran = spawnSync(program.binary, ['name-references'], { encoding: 'utf8' })
    const theirs = (JSON.parse(ran.stdout) as ({ fieldSpecs: object[] } & Record<string, string>)[]).flatMap(({ fieldSpecs, ...target }) => fieldSpecs.map((field) => inOrder({ target, field })))
    const ours = NAME_REFERENCES.flatMap(({ target, fields }) => fields.map((field) => inOrder({ target, field })))
    expect(ours.toSorted()).toEqual([...new Set(theirs)].toSorted())
  })

  describe.each(FUNCTIONS.map(([fn, config]) => [fn.name, fn, config] as const))('%s', (name, fn, config) => {
    const cases = catalogCases(name).filter(({ name: of }) => !of.startsWith('(config)'))
    const answers = askAll(name, cases.map((one) => listOf(one.items, one.config)))
    it.each(cases.map((one, index) => [one.name, one, answers[index]!] as const))('%s', (_, one, theirs) => expect(differs(fn, listOf(one.items, one.config), theirs)).toBe(''))

    describeWith('the corpus, folder by folder', needs.corpus(), () => {
      it('gives the same values', () => {
        const lists = corpusFolders().filter(({ folder }) => !folder.startsWith('crds/')).map(({ items }) => listOf(items.filter(isForBoth), config, 'items')).filter(({ length }) => length < LONG)
        const answers = askAll(name, lists)
        expect(answers.map((theirs, index) => differs(fn, lists[index]!, theirs)).filter((one) => one !== '')).toEqual([])
        expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(100)
      })
    })
  })
})
