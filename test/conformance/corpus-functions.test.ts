/**
 * Real packages through all functions of this suite in one pipeline: in process on the text of the files, and by the real
 * kpt with `exec:` on the text that it sends. The same values as they are, the same bytes on text that kpt leaves alone.
 */

import { afterAll, expect, it } from 'vitest'
import { join } from 'node:path'
import { runnerChooser } from '#cli/run/runner-for.ts'
import { readPackage } from '#cli/io/read-package.ts'
import { functions } from '#functions/index.ts'
import { render } from '#render/render.ts'
import { corpusDir, describeWith, kptVersion, needs } from '../oracles/oracles.ts'
import { differences, firstDifference } from '../render/compare-trees.ts'
import { packagesOf, withPipeline } from '../render/corpus.ts'
import { readTree, Workshop } from '../render/with-kpt.ts'

const COMMAND = new URL('../../build/krm-fleet.cjs', import.meta.url).pathname
const workshop = new Workshop()
afterAll(() => workshop.remove(), 120_000)

const local = 'metadata:\n  name: corpus\n  annotations:\n    config.kubernetes.io/local-config: "true"\n'
const config = (kind: string, body: string): string => `apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: ${kind}\n${local}${body}`

/** What each function is asked to do to a package of somebody else; a function without an entry runs without a config. */
const CONFIGS: { readonly [fn: string]: string } = {
  'apply-cluster-context': config('ApplyClusterContext', 'values:\n  name: changed\n  namespace: other\n  nephio-namespace: n\n  upf: "[a, b]"\n  cluster-name: c1\n  git-repo: r\n  pkg-name: pk\n  repository: rp\n'),
  'inject-root-sync': config('InjectRootSync', 'name: corpus\npath: corpus-root-sync.yaml\ngit:\n  repo: https://git.example.com/fleet/corpus.git\n'),
  'inject-flux-sync': config('InjectFluxSync', 'name: corpus\npath: corpus-gotk-sync.yaml\ngit:\n  repo: https://git.example.com/fleet/corpus.git\nkustomization:\n  path: ./clusters/dev/corpus\n'),
  'generate-cluster-resource-set': config('GenerateClusterResourceSet', 'clusters: [corpus]\nnamespace: default\ndirectory: corpus-sets\nsets:\n- name: all\n  strategy: ApplyOnce\n  secrets:\n  - name: corpus\n  select:\n    kinds: [ClusterRole, ServiceAccount]\n'),
}

const chain = functions.toSorted((a, b) => (a.type === b.type ? 0 : a.type === 'mutator' ? -1 : 1)).map(({ name }) => ({ name, file: `corpus-${name}.yaml` }))

/** A package whose Kptfiles all run the chain, each function with its config beside the Kptfile. */
function withChain(root: string, reference: (name: string) => object): { path: string; text: string }[] {
  const files = withPipeline(root, chain.map(({ name, file }) => ({ ...reference(name), ...(name in CONFIGS && { configPath: file }) })))
  const folders = files.filter(({ path }) => /(^|\/)Kptfile$/.test(path)).map(({ path }) => path.slice(0, -'Kptfile'.length))
  const configs = folders.flatMap((folder) => chain.flatMap(({ name, file }) => (name in CONFIGS ? [{ path: `${folder}${file}`, text: CONFIGS[name]! }] : [])))
  return [...files.filter(({ path }) => !configs.some((one) => one.path === path)), ...configs]
}

const builtins = runnerChooser({
  config: { runners: Object.fromEntries(functions.map(({ name }) => [`corpus/${name}:v1`, { builtin: name }])) },
  allowExec: false,
  allowNetwork: false,
  environment: {},
})

/** The package at `root` with our functions in process: exit code and files, but for the Kptfiles, which name the functions. */
async function ours(root: string) {
  const { files, kptfileDirs } = readPackage(root)
  const outcome = await render({ name: 'p', files, kptfileDirs, options: { attribution: false } }, { runnerFor: builtins })
  const left = readTree(root)
  for (const [path, change] of outcome.changes) {
    if (change === 'delete') left.delete(path)
    else left.set(path, change.text)
  }
  const said = [...outcome.problems.map(({ message }) => message), ...outcome.functions.flatMap(({ failure, results }) => [failure?.message ?? '', ...results.filter(({ severity }) => severity === 'error').map(({ message }) => message)])]
  return { exitCode: outcome.exitCode, files: withoutKptfiles(left), said: said.join('\n') }
}

function withoutKptfiles(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].filter(([path]) => !/(^|\/)Kptfile$/.test(path)))
}

async function compared(root: string) {
  const inProcess = await ours(workshop.write(withChain(root, (name) => ({ image: `corpus/${name}:v1` }))))
  const byExec = workshop.kpt(workshop.write(withChain(root, (name) => ({ exec: `node ${COMMAND} fn ${name}` }))))
  return { inProcess, byExec: { ...byExec, files: withoutKptfiles(byExec.files) } }
}

describeWith(`real packages through all functions of this suite, in process and by exec of kpt ${kptVersion() ?? ''}`, [needs.kpt(), needs.corpus()], () => {
  it('the same values, verdicts and bytes', async () => {
    const row = { pipeline: `${chain.length} functions of this suite`, packages: 0, failing: 0, changed: 0, sameValue: 0, sameBytes: 0 }
    const wrong: string[] = []
    for (const path of packagesOf(corpusDir()!)) {
      const root = join(corpusDir()!, path)
      const asIs = await compared(root)
      const found = differences(asIs.byExec.files, asIs.inProcess.files)
      if (asIs.byExec.exitCode !== asIs.inProcess.exitCode) found.push(`exit code ${asIs.byExec.exitCode} with kpt, ${asIs.inProcess.exitCode} with us:\n${asIs.byExec.stderr}\n${asIs.inProcess.said}`)
      row.packages++
      if (asIs.byExec.exitCode !== 0) row.failing++
      if (found.length === 0) row.sameValue++
      wrong.push(...found.map((line) => `${path}: ${line}`))

      const stable = workshop.write(withPipeline(root, [{ exec: 'cat' }]))
      for (let times = 0; times < 2; times++) workshop.kpt(stable)
      const { inProcess, byExec } = await compared(stable)
      const bytes = [...byExec.files].filter(([file, text]) => inProcess.files.get(file) !== text)
      const before = withoutKptfiles(readTree(stable))
      if ([...byExec.files].some(([file, text]) => before.get(file) !== text && !file.includes('corpus-'))) row.changed++
      if (bytes.length === 0) row.sameBytes++
      wrong.push(...bytes.map(([file, text]) => `${path}: other bytes in ${file}\n${firstDifference(text, inProcess.files.get(file) ?? '')}`))
      workshop.clear()
    }
    process.stderr.write(`${JSON.stringify(row)}\n`)
    expect(wrong.join('\n')).toBe('')
    expect(row.changed).toBeGreaterThan(0)
  }, 1_200_000)
})
