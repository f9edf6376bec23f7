/**
 * Every case of a function as a package, rendered by krm-fleet in process, by the real kpt with `exec:` and by the real
 * kpt with the function's image: the same files by value and comment, the same results, the same verdict.
 */

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseCase } from '../cases/case-file.ts'
import { describeWith, functionImage, kptEnv, kptPath, kptVersion, needs } from '../oracles/oracles.ts'
import { differences } from '../render/compare-trees.ts'
import { Resource } from '#krm/resource.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const COMMAND = join(ROOT, 'build/krm-fleet.cjs')
const CONFIG = 'function-config.yaml'

/** Cases that kpt cannot be asked, by file name, with the reason. */
const NOT_FOR_KPT: Readonly<Record<string, string>> = {
  'look-alikes-in-flow.case': 'kpt prints a flow map that holds comments so that only its own parser reads it back',
}

/** A case whose own Kptfile names functions: they would run too, and most of them are images that nobody has here. */
function runsOthers(files: readonly { readonly path: string; readonly text: string }[]): boolean {
  return files.some(({ path, text }) => path.endsWith('Kptfile') && /^pipeline:/m.test(text))
}

interface FunctionCase {
  readonly fn: string
  readonly file: string
}

/** The functions whose cases go through kpt here; those of the sync and ClusterResourceSet functions have suites of their own. */
const FUNCTIONS = ['apply-cluster-context']

const CASES: FunctionCase[] = FUNCTIONS.flatMap((fn) => {
  const folder = join(ROOT, 'functions', fn, 'cases')
  return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.case')).toSorted().map((file) => ({ fn, file })) : []
})

let work = ''
beforeAll(() => {
  execFileSync('node', ['scripts/build.mjs'], { cwd: ROOT })
  work = mkdtempSync(join(tmpdir(), 'cases-'))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** The case as a package whose root Kptfile runs the function; its files lie in `package/`, so that they may hold a Kptfile. */
function lay({ fn, file }: FunctionCase, label: string, run: string): string {
  const { config, files } = parseCase(readFileSync(join(ROOT, 'functions', fn, 'cases', file), 'utf8'))
  const dir = join(work, label, fn, file.replace(/\.case$/, ''))
  const kptfile = `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: case\npipeline:\n  mutators:\n  - ${run}\n${config === undefined ? '' : `    configPath: ${CONFIG}\n`}`
  const all = [{ path: 'Kptfile', text: kptfile }, ...(config === undefined ? [] : [{ path: CONFIG, text: config }]), ...files.map(({ path, text }) => ({ path: `package/${path}`, text }))]
  for (const { path, text } of all) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  return dir
}

function treeOf(dir: string): Map<string, string> {
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(dir, path)).isFile()).toSorted()
  return new Map(paths.filter((path) => path !== 'Kptfile').map((path) => [path, readFileSync(join(dir, path), 'utf8')]))
}

/** All results, without the line and column that only we know, and without the order, which has no meaning. */
function resultsOf(directory: string): string[] {
  const list = new Resource(readFileSync(join(directory, 'results.yaml'), 'utf8'), 'document', { path: '', index: 0 })
  const results = list.field('items').children().flatMap((item) => item.child('results').children())
  return results.map((result) => JSON.stringify(plain(result.value)).replaceAll(/(\.yaml|Kptfile):\d+:\d+/g, '$1')).toSorted()
}

function plain(value: unknown): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].filter(([key]) => key !== 'line' && key !== 'column').map(([key, child]) => [key, plain(child)]).toSorted())
  }
  return Array.isArray(value) ? value.map(plain) : value
}

interface Left {
  readonly status: number | null
  readonly tree: ReadonlyMap<string, string>
  readonly results: readonly string[]
  readonly stderr: string
}

function run(dir: string, program: string, args: readonly string[]): Left {
  const results = `${dir}-results`
  const { status, stderr } = spawnSync(program, [...args, dir, '--results-dir', results], { env: kptEnv(), encoding: 'utf8' })
  return { status, stderr, tree: treeOf(dir), results: existsSync(join(results, 'results.yaml')) ? resultsOf(results) : [] }
}

describeWith(`cases in kpt ${kptVersion() ?? ''}`, [needs.kpt(), needs.containers()], () => {
  describe.each(CASES)('$fn $file', (each) => {
    const { files } = parseCase(readFileSync(join(ROOT, 'functions', each.fn, 'cases', each.file), 'utf8'))
    const reason = NOT_FOR_KPT[each.file] ?? (runsOthers(files) ? 'its own Kptfile names functions, which would run too' : undefined)
    if (reason !== undefined) process.stderr.write(`SKIPPED ${each.file}: ${reason}\n`)
    test.skipIf(reason !== undefined)('is the same in process, as a program and as a container', () => {
      const image = `image: ${functionImage(each.fn)}`
      const ours = run(lay(each, 'ours', image), 'node', [COMMAND, 'render'])
      const before = treeOf(lay(each, 'before', image))
      const byExec = run(lay(each, 'exec', `exec: node ${COMMAND} fn ${each.fn}`), kptPath()!, ['fn', 'render', '--allow-exec'])
      const byImage = run(lay(each, 'image', image), kptPath()!, ['fn', 'render', '--image-pull-policy', 'never'])
      expect(ours.status, `${ours.stderr}\n${byExec.stderr}`).toBe(byExec.status)
      expect(byImage.status, byImage.stderr).toBe(byExec.status)
      expect(byImage.results).toEqual(byExec.results)
      expect(ours.results, ours.stderr).toEqual(byExec.results)
      expect([...byImage.tree]).toEqual([...byExec.tree])
      if (ours.status === 0) expect(differences(byExec.tree, ours.tree)).toEqual([])
      else expect([...ours.tree]).toEqual([...before])
    })
  })
})

