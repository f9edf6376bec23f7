/** The package as it is published: packed, installed without a network, used from JavaScript and TypeScript. */

import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { build } from 'esbuild'

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
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'packed-'))
  // Packed from a copy: other tests use what stands in build/.
  const copy = join(work, 'copy')
  cpSync(ROOT, copy, { recursive: true, filter: (path) => !/\/(?:node_modules|\.git|\.oracles)$/.test(path) })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  execFileSync('npm', ['pack', '--pack-destination', work], { cwd: copy, stdio: 'pipe' })
  rmSync(copy, { recursive: true, force: true })
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'))!
  writeFileSync(join(work, 'package.json'), '{"type": "module", "private": true}\n')
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', join(work, tarball)], { cwd: work, stdio: 'pipe' })
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
    `import { CONFIG_MAP, defineFunction, runFunction, z, type PlainValue } from 'krm-fleet'
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
