/** The Action finds what the command finds: every defect that the tests have, the same findings in the same order. */

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMMAND, layDefects } from '../agree/defects.ts'
import { findingsOfJson } from '../agree/finding.ts'
import { SEEDS, STRICT_SEEDS } from '../check/seeds.ts'
import { layOut } from '../fleet-check/clean-fleet.ts'
import { DEFECTS, withDefects } from '../fleet-check/defects.ts'
import { kptfile } from './packages.ts'
import { Repository, type Step } from './repository.ts'

let repository: Repository
beforeAll(() => {
  repository = new Repository()
})
afterAll(() => repository.remove())

/** Standard output of the command, called at the root of a repository. */
function command({ root }: Repository, ...args: string[]): string {
  return spawnSync('node', [COMMAND, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 }).stdout
}

function findingsFile(step: Step): string {
  return readFileSync(step.outputs.get('findings-file')!, 'utf8')
}

test('of packages', async () => {
  layDefects(repository.root)
  const step = await repository.run({ inputs: { 'sarif-file': 'check.sarif' } })
  expect(step).toMatchObject({ status: 1, stderr: '' })
  const codes = new Set(findingsOfJson(findingsFile(step)).map(({ code }) => code))
  expect(SEEDS.filter(({ code }) => !codes.has(code))).toEqual([])
  expect(findingsFile(step)).toBe(command(repository, 'check', '-o', 'json'))
  const { runs } = JSON.parse(readFileSync(`${repository.root}/check.sarif`, 'utf8')) as { runs: { results: { ruleId?: string; message: { text: string } }[] }[] }
  expect(runs[0]!.results.map(({ ruleId, message }) => [ruleId, message.text])).toEqual(findingsOfJson(findingsFile(step)).map(({ code, message }) => [code, message]))
}, 60_000)

test('of packages, with everything that an input decides', async () => {
  const entry = 'KRM102,SET001 seeds/SET* apply-cluster-context # decided'
  repository.write({ 'crds/widget.yaml': STRICT_SEEDS[0]!.good['crd.yaml']!, 'widget/Kptfile': kptfile('widget'), 'widget/a.yaml': STRICT_SEEDS[0]!.bad['a.yaml']! })
  for (const [inputs, flags] of [[{ strict: 'true', ignore: entry, 'fail-on': 'info' }, ['--strict', '--ignore', entry]], [{ strict: 'true', schemas: 'crds', mode: 'render' }, ['--strict', '--schemas', 'crds', '--mode', 'render']]] as const) {
    const step = await repository.run({ inputs })
    expect(step).toMatchObject({ status: 1, stderr: '' })
    expect(findingsOfJson(findingsFile(step)).length).toBeGreaterThan(20)
    expect(findingsFile(step)).toBe(command(repository, 'check', ...flags, '-o', 'json'))
  }
}, 60_000)

test('of fleets', async () => {
  const fleet = new Repository()
  layOut(fleet.root, withDefects(DEFECTS))
  fleet.write({ 'none/README.md': '' })
  // The blueprints are checked with the fleet only: the command checks one thing at a time.
  const step = await fleet.run({ inputs: { path: 'none', fleet: 'fleet', repositories: 'blueprints=blueprints' } })
  const found = findingsFile(step)
  const said = command(fleet, 'fleet', 'check', 'fleet', '--repo', 'blueprints=blueprints', '-o', 'json')
  fleet.remove()
  expect(step.outputs.get('exit-code')).toBe('1')
  expect(findingsOfJson(said).length).toBeGreaterThan(20)
  expect(found).toBe(said)
}, 60_000)
