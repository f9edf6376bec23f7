/**
 * What Porch does with a package in its life, for every function of ours, by whatever evaluator runs it: clone, the variant's
 * pass, the same pass again, an upgrade, calls at the same time, lists that are too large, and what nobody may touch.
 */

import { beforeAll, describe, expect, it } from 'vitest'
import { functions } from '#functions/index.ts'
import type { KrmFunction } from '#krm/function.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { MadePackage } from '#porch/make-package.ts'
import type { Runner } from '#render/runner.ts'
import { bulkyItems } from '../contract/wire-lists.ts'
import { blueprintText, BY_HAND, edited, NEXT_REVISION, PREPENDED, UNTOUCHED } from './blueprint-text.ts'
import { filesOf } from '../render/package-text.ts'
import { imageOf, MAX_MESSAGE, type Evaluator } from './evaluator.ts'
import { pass, renderFiles, type Passed } from './pass.ts'
import { make, type Around } from './planned.ts'

const SPEC = `packageContext:
  data: {role: edge}
pipeline:
  mutators:
  - image: ${PREPENDED}
    name: wave
    configMap: {wave: one}
injectors:
- kind: ClusterContext
  name: my-ran
`
const objects = (cluster = 'my-ran') => `apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata: {name: my-ran}\nspec: {clusterName: ${cluster}, siteCode: site-ran-01, provider: baremetal, cnis: [calico, macvlan]}\n`

type Runners = Readonly<Record<string, Runner>>

/** The package that a variant makes of the blueprint of a function. */
export function downstream(fn: KrmFunction, run: Runners, more: Pick<Around, 'lock' | 'status'> = { status: true }, cluster?: string): Promise<MadePackage> {
  return make(blueprintText(fn), SPEC, { functions: run, objects: objects(cluster), ...more })
}

/** A pass of that variant over the package. */
export function passOf(files: ReadonlyMap<string, string>, run: Runners): Promise<Passed> {
  return pass(files, SPEC, objects(), run)
}

/** Every function by its image, run by Porch's evaluator. */
export function byEvaluator(evaluator: Evaluator): Runners {
  return Object.fromEntries(functions.map(({ name }) => [imageOf(name), async ({ input }) => {
    const { code, list, log, message } = await evaluator.evaluate(name, input)
    return code === 'OK' ? { stdout: list, stderr: log, exitCode: 0 } : { stdout: '', stderr: message, exitCode: 1 }
  }] as const))
}

/** The same, run in this process. */
export const inProcess: Runners = Object.fromEntries(functions.map((fn) => [imageOf(fn.name), ({ items, functionConfig }) => fn.invoke(items, functionConfig)] as const))

/** The steps, each a test; `evaluator` is there when they run. */
export function sevenSteps(name: string, evaluator: () => Evaluator): void {
  describe.each(functions.map((fn) => [fn.name, fn] as const))(`${name}: %s`, (_, fn) => {
    let run: Runners
    let made: MadePackage
    beforeAll(async () => {
      run = byEvaluator(evaluator())
      made = await downstream(fn, run)
    }, 60_000)
    const passAgain = (files: ReadonlyMap<string, string>): Promise<Passed> => passOf(files, run)

    it('step 1: the clone renders before anything is injected, and no function calls that an error', async () => {
      const cloned = await make(blueprintText(fn), '', { functions: run })
      expect(cloned.ok).toBe(true)
      const said = cloned.results.filter(({ code }) => code !== NOT_INJECTED)
      expect(said.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(cloned.files.get('cluster.yaml')).toContain('name: example # kpt-set: ${cluster-name}\n')
    })

    it('step 2: the variant gives the values, with the bytes of the run in process', async () => {
      expect(made.results.filter(({ severity }) => severity !== 'info')).toEqual([])
      expect(made.ok).toBe(true)
      const text = [...made.files.values()].join('')
      for (const value of ['  wave: one # kpt-set: ${wave}\n', '  role: edge\n', 'kpt.dev/injected-resource: my-ran\n', '  clusterName: my-ran # replaced\n']) expect(text).toContain(value)
      if (fn.type === 'mutator') expect(text.replaceAll(/^ *(?:clusterName|kpt.dev\/injected-resource): .*$/gm, '')).toContain('my-ran')
      expect([...made.files]).toEqual([...withoutPositions((await downstream(fn, inProcess)).files)])
    })

    it('step 3: the same pass again changes no byte', async () => {
      const again = await passAgain(made.files)
      // The controller sorts the conditions, among which kpt appended its own.
      expect(sortedKptfile(again.files)).toEqual(sortedKptfile(made.files))
      expect([...(await passAgain(again.files)).files]).toEqual([...again.files])
    })

    it('step 4: an upgrade keeps what both sides changed, once', async () => {
      const merged = edited(made.files, [...NEXT_REVISION, ...BY_HAND])
      const { files, outcome } = await passAgain(merged)
      expect(outcome.ok).toBe(true)
      for (const { path, to } of [...NEXT_REVISION, ...BY_HAND]) expect(files.get(path)).toContain(to)
      const names = [...files].flatMap(([path, text]) => readKrmFile(path, text).resources.map((resource) => resource.describe()))
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
      expect([...files.keys()]).toEqual([...made.files.keys()])
      expect([...(await passAgain(files)).files].filter(([path, text]) => path !== 'Kptfile' && files.get(path) !== text)).toEqual([])
    })

    it('step 5: packages made at the same time are those made alone', async () => {
      const [one, other, two] = await Promise.all([downstream(fn, run), downstream(fn, run, { status: true }, 'other'), downstream(fn, run)])
      for (const { files } of [one, two]) expect([...files]).toEqual([...made.files])
      expect([...other.files.values()].join('').replaceAll('name: my-ran', '').replaceAll('resource: my-ran', '')).not.toMatch(/my-ran(?!" from cluster)/)
    })

    it('step 6: a package that is larger than a message is refused in words, and nothing of it is written', async () => {
      // Each of the many gets annotations on its way.
      const bulk = bulkyItems(MAX_MESSAGE / 2).replaceAll(/^- /gm, '---\n').replaceAll(/^ {2}/gm, '')
      const { outcome, files } = await renderFiles(new Map([...made.files, ['bulk.yaml', bulk]]), run)
      expect([outcome.ok, outcome.changes.size]).toEqual([false, 0])
      expect(files.get('Kptfile')).toContain('status: "False"')
      expect(outcome.problems).toEqual([])
      expect(outcome.functions.map(({ stderr }) => stderr)).toEqual([expect.stringMatching(/larger than max \(\d+ vs\. 6291456\)/)])
    })

    it('step 7: what no function has to change stays as it was written', () => {
      for (const [path, text] of filesOf(UNTOUCHED).map((file) => [file.path, file.text] as const)) expect(withoutMergeKeys(made.files.get(path)!)).toBe(withoutMergeKeys(text))
      expect(made.files.get('Kptfile')).toMatch(/^# licence\n/)
      expect(made.files.get('crlf.yaml')!.replaceAll('\r\n', '')).not.toContain('\n')
    })
  })
}

/** The finding of a variant that injects nothing: Porch's, not a function's. */
const NOT_INJECTED = 'FLT205'

/** The lines of the Kptfile in any order, everything else as it is. */
function sortedKptfile(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].map(([path, text]) => [path, path === 'Kptfile' ? text.split('\n').toSorted().join('\n') : text]))
}

/** Without line and column of results, which a program cannot know of a file that it never sees. */
function withoutPositions(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].map(([path, text]) => [path, path === 'Kptfile' ? text.replaceAll(/^ +(?:line|column): "\d+"\n/gm, '') : text]))
}

/** A text without what the clone adds to `metadata`. */
function withoutMergeKeys(text: string): string {
  return text.replaceAll(/ # kpt-merge: .*$|\n +annotations:(?=\n +internal)|\n +internal\.kpt\.dev\/upstream-identifier: .*$/gm, '').replaceAll(/^(# mine\nmetadata:|metadata: # mine)$/gm, 'metadata:')
}
