/** The cache of rendered packages can only save time: what is said is the same with it, without it, and whatever lies in it. */

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { COMMAND } from '../agree/defects.ts'
import { fleetFiles, kptfile } from './packages.ts'
import { Repository, type Step } from './repository.ts'

let repository: Repository
let cache = ''
let [base, head] = ['', '']
beforeEach(() => {
  repository = new Repository()
  cache = join(repository.folder, 'cache')
  repository.write(fleetFiles('east'))
  base = repository.commit('base')
  repository.write({ ...fleetFiles(), 'blueprints/base/b.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: apps\n' })
  head = repository.commit('head')
})
afterEach(() => repository.remove())

function run(inputs: Readonly<Record<string, string>> = { cache }): Promise<Step> {
  return repository.pullRequest(base, head, { inputs: { fleet: 'mgmt', 'report-html': 'out/fleet.html', ...inputs } })
}

/** Everything that a step leaves. */
function leftBy(step: Step): unknown {
  const files = ['findings-file', 'diff-file', 'summary-file'].map((name) => readFileSync(step.outputs.get(name)!, 'utf8'))
  return { ...step, outputs: Object.fromEntries(step.outputs), files, page: readFileSync(join(repository.root, 'out/fleet.html'), 'utf8') }
}

function entries(): string[] {
  return readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json')).toSorted()
}

test('a directory that is not there is made and filled; the second run takes from it, and says the same', async () => {
  const without = leftBy(await run({}))
  expect(existsSync(cache)).toBe(false)
  expect(leftBy(await run())).toEqual(without)
  const filled = entries()
  expect(filled, 'two clusters, before and after').toHaveLength(4)
  const times = filled.map((name) => statSync(join(cache, name)).mtimeMs)
  expect(leftBy(await run())).toEqual(without)
  expect([entries(), filled.map((name) => statSync(join(cache, name)).mtimeMs)]).toEqual([filled, times])
  for (const name of filled) writeFileSync(join(cache, name), readFileSync(join(cache, name), 'utf8').replaceAll('far-east', 'from the cache'))
  const taken = await run()
  expect(taken.outputs.get('diff')).toContain('data.site: "east" -> "from the cache"')
})

test('entries that are broken are made anew, those that nobody asks for go away, other files stay', async () => {
  const right = leftBy(await run())
  for (const [index, name] of entries().entries()) writeFileSync(join(cache, name), ['{', '[]', '{"format":1,"files":{},"results":[],"objects":0}', ''][index]!)
  mkdirSync(join(cache, 'aa'), { recursive: true })
  writeFileSync(join(cache, 'aa', `${'a'.repeat(64)}.json`), '{}')
  writeFileSync(join(cache, 'aa/package.json'), '{}')
  expect(leftBy(await run())).toEqual(right)
  expect(entries().filter((name) => name.startsWith('aa/a') || name.endsWith('package.json'))).toEqual(['aa/package.json'])
  expect(leftBy(await run())).toEqual(right)
})

test('what is passed over is not kept, and is said each time', async () => {
  repository.write({ 'blueprints/base/Kptfile': `${kptfile('base')}pipeline:\n  mutators:\n  - image: docker.io/acme/own:v1.0.0\n` })
  const first = await run()
  expect(first.log).toContain('docker.io/acme/own:v1.0.0 is not built in and was passed over')
  expect(leftBy(await run())).toEqual(leftBy(first))
  expect(entries(), 'those of the base').toHaveLength(2)
})

test('the command fills and takes the same way', () => {
  const check = (): string[] => {
    const { stdout, stderr } = spawnSync('node', [COMMAND, 'fleet', 'check', 'mgmt', '--cache', cache], { cwd: repository.root, encoding: 'utf8' })
    return [stdout, stderr]
  }
  const first = check()
  expect(entries()).toHaveLength(2)
  expect(check()).toEqual(first)
  for (const name of entries()) writeFileSync(join(cache, name), readFileSync(join(cache, name), 'utf8').replaceAll('name: apps', 'name: apps\\n---\\napiVersion: acme.example.com/v1\\nkind: Widget\\nmetadata:\\n  name: w'))
  expect(check().join('')).toContain('Widget')
})

test('directories that are no place for it', async () => {
  const tracked = await run({ cache: 'blueprints' })
  expect(tracked).toMatchObject({ status: 2, log: expect.stringContaining('input cache: git has files in blueprints, which a pull request could write') })
  expect(await run({ cache: '.' })).toMatchObject({ status: 2, log: expect.stringContaining('git has files in the root of the repository') })
  symlinkSync(repository.folder, join(repository.root, 'link'))
  expect(await run({ cache: 'link/x' })).toMatchObject({ status: 2, log: expect.stringContaining('input cache: link/x/entry leads out of the repository by a symbolic link') })
  expect(await run({ cache: '.cache' })).toMatchObject({ status: 0 })
  expect(await repository.run({ inputs: { cache } })).toMatchObject({ status: 2, log: expect.stringContaining('input cache: it holds the rendered packages of a fleet: name one with fleet') })
  writeFileSync(join(repository.folder, 'file'), '')
  expect(await run({ cache: join(repository.folder, 'file') }), 'nothing can be kept there').toMatchObject({ status: 0 })
})
