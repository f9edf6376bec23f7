/** The package as it is published: packed, installed without a network, used from JavaScript and TypeScript. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from 'esbuild'
import type { Result } from '#krm/result.ts'
import { COMMAND, layDefects } from '../agree/defects.ts'
import { findingsOfJson } from '../agree/finding.ts'
import { SEEDS } from '../check/seeds.ts'
import { layOut } from '../fleet-check/clean-fleet.ts'
import { DEFECTS, withDefects } from '../fleet-check/defects.ts'
import { installPacked } from './packed-package.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const INPUT = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
- apiVersion: v1
  kind: ConfigMap # mine
  metadata:
    name: "a"
functionConfig:
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: config
  data:
    team: red
`

let work = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'packed-'))
  installPacked(work)
  symlinkSync(join(ROOT, 'node_modules/kpt-functions'), join(work, 'node_modules/kpt-functions'))
}, 300_000)
afterAll(() => rmSync(work, { recursive: true, force: true }))

function run(file: string): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync('node', [file], { cwd: work, input: INPUT, encoding: 'utf8' })
  return { status, stdout, stderr }
}

it('depends on nothing and brings nothing else along', () => {
  const manifest = JSON.parse(readFileSync(join(work, 'node_modules/krm-fleet/package.json'), 'utf8')) as { dependencies?: object }
  expect(Object.keys(manifest.dependencies ?? {})).toEqual([])
  expect(readdirSync(join(work, 'node_modules')).filter((name) => !name.startsWith('.')).toSorted()).toEqual(['kpt-functions', 'krm-fleet'])
})

it('runs a function of one’s own, as the README shows it', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  const example = /```js\n(\/\/ label-team\.mjs\n[^]*?)```/.exec(readme)![1]!
  writeFileSync(join(work, 'label-team.mjs'), example)
  const { status, stdout, stderr } = run('label-team.mjs')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toBe(INPUT.replace('    name: "a"\n', '    name: "a"\n    labels:\n      team: red\n'))
  expect(spawnSync('node', ['label-team.mjs'], { cwd: work, input: 'kind: Pod\n', encoding: 'utf8' })).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('KRM002') as string })
})

it('runs a function of kpt-functions 0.16.1 and keeps comments and quotes', async () => {
  const bundled = { absWorkingDir: ROOT, bundle: true, platform: 'node', format: 'esm', packages: 'external' } as const
  await build({ ...bundled, entryPoints: ['test/sdk/functions/set-labels.ts'], outfile: join(work, 'set-labels.mjs') })
  writeFileSync(join(work, 'old.mjs'), "import { fromKptFunc, runFunction } from 'krm-fleet/sdk'\nimport { setLabels } from './set-labels.mjs'\nawait runFunction(fromKptFunc({ name: 'set-labels' }, setLabels))\n")
  const { status, stdout, stderr } = run('old.mjs')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('kind: ConfigMap # mine\n  metadata:\n    name: "a"\n    labels:\n      team: red\n')
})

it('has types that a strict compiler takes', () => {
  writeFileSync(
    join(work, 'typed.ts'),
    `import { check, CONFIG_MAP, defineFunction, runFunction, z, type PlainValue } from 'krm-fleet'
const fn = defineFunction({
  name: 'typed', type: 'mutator', summary: 'Is typed.', config: z.strictObject({ size: z.int() }), accepts: [CONFIG_MAP],
  run({ config, items, results }) {
    const size: number = config.form === 'own' ? config.value.size : 0
    for (const item of items) {
      const value: PlainValue | undefined = item.field('spec', 'size').value
      if (value !== size) results.warning('TRY001', 'another size', item.field('spec', 'size'))
    }
  },
})
// @ts-expect-error a name is text
defineFunction({ ...fn, name: 5, run() {} })
await runFunction(fn)
const { findings, ok, report } = await check(['.'], { failOn: 'warning' })
export const codes: (string | undefined)[] = ok ? [] : findings.map(({ code }) => code)
export const text: string = report('sarif')
`,
  )
  writeFileSync(join(work, 'adapted.ts'), "import { fromKptFunc } from 'krm-fleet/sdk'\nimport type { Configs } from 'kpt-functions'\nasync function old(configs: Configs) { configs.getAll() }\nold.usage = 'Does nothing.'\nexport const fn: { readonly name: string } = fromKptFunc({ name: 'old' }, old)\n")
  writeFileSync(join(work, 'tsconfig.json'), JSON.stringify({ compilerOptions: { target: 'es2023', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true, types: [] }, files: ['typed.ts', 'adapted.ts'] }))
  const { status, stdout } = spawnSync('node', [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', work], { encoding: 'utf8' })
  expect(stdout).toBe('')
  expect(status).toBe(0)
  // Our own declarations stand alone, those of the adapter aside.
  writeFileSync(join(work, 'tsconfig.json'), JSON.stringify({ compilerOptions: { target: 'es2023', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: false, types: [] }, files: ['typed.ts'] }))
  expect(spawnSync('node', [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', work], { encoding: 'utf8' }).stdout).toBe('')
}, 120_000)

describe('the check, of every defect that the tests have', () => {
  let defects = ''
  let checkout: { status: number | null; stdout: string; stderr: string }
  const call = (file: string, ...args: string[]): typeof checkout => {
    const { status, stdout, stderr } = spawnSync('node', [file, ...args], { cwd: defects, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
    return { status, stdout, stderr }
  }
  const INSTALLED = (): string => join(work, 'node_modules/krm-fleet/build/krm-fleet.cjs')
  beforeAll(() => {
    defects = join(work, 'defects')
    const count = layDefects(defects)
    checkout = call(COMMAND, 'check', '-o', 'json')
    expect(readdirSync(defects, { recursive: true, encoding: 'utf8' }).filter((path) => /^[^/]+\/[^/]+\/Kptfile$/.test(path))).toHaveLength(count)
  })

  it('says the same from the installed package', () => {
    expect(checkout.status).toBe(1)
    const codes = new Set(findingsOfJson(checkout.stdout).map(({ code }) => code))
    expect(SEEDS.filter(({ code }) => !codes.has(code))).toEqual([])
    expect(call(INSTALLED(), 'check', '-o', 'json')).toEqual(checkout)
  })

  it('says the same as a call of the library', () => {
    const formats = ['json', 'sarif']
    writeFileSync(join(defects, 'check.mjs'), "import { check } from 'krm-fleet'\nconst { findings, ok, report } = await check()\nconst [, , ...formats] = process.argv\nconsole.log(JSON.stringify({ findings, ok, reports: formats.map((format) => report(format)) }))\n")
    const { status, stdout, stderr } = call('check.mjs', ...formats)
    expect([status, stderr]).toEqual([0, ''])
    const { findings, ok, reports } = JSON.parse(stdout) as { findings: Result[]; ok: boolean; reports: string[] }
    expect(ok).toBe(false)
    const placed = (result: Result): unknown[] => [result.code, result.severity, result.message, result.place?.file, result.place?.position?.line, result.place?.field]
    expect(findings.map(placed)).toEqual(findingsOfJson(checkout.stdout).map((one) => [one.code, one.severity, one.message, one.file, one.start?.line, one.field]))
    for (const [index, format] of formats.entries()) expect(reports[index], format).toBe(call(COMMAND, 'check', '-o', format).stdout)
  })

  it('of fleets, too', () => {
    const fleet = join(work, 'fleet')
    layOut(fleet, withDefects(DEFECTS))
    const of = (file: string): object => {
      const { status, stdout, stderr } = spawnSync('node', [file, 'fleet', 'check', 'fleet', '--repo', 'blueprints=blueprints', '--working-tree', '-o', 'json'], { cwd: fleet, encoding: 'utf8' })
      return { status, stdout, stderr }
    }
    const said = of(COMMAND)
    expect(said).toMatchObject({ status: 1, stdout: expect.stringContaining('FLT061') as string })
    expect(of(INSTALLED())).toEqual(said)
  })
})
