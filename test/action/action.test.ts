/** The Action on pull requests: what it says where, compared with goldens (`npm run golden` rewrites them; read them). */

import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMAND } from '../agree/defects.ts'
import { configMap, deployment, fleetFiles, kptfile } from './packages.ts'
import { commandsIn, Repository, type Step } from './repository.ts'

const GOLDEN = new URL('golden/', import.meta.url).pathname

/** Compares a text with the committed one. */
function golden(name: string, text: string): void {
  if (process.env['KRM_FLEET_GOLDEN'] !== undefined) writeFileSync(GOLDEN + name, text)
  expect(text, `${name}: npm run golden`).toBe(readFileSync(GOLDEN + name, 'utf8'))
}

const CLEAN = { 'app/Kptfile': kptfile('app', { replicas: '3' }), 'app/deployment.yaml': deployment(), 'old/Kptfile': kptfile('old'), 'old/ports.yaml': configMap('ports', '  port: 8080\n') }

describe('a repository of blueprints', () => {
  const repository = new Repository()
  let [base, head] = ['', '']
  let step: Step
  const inputs = { 'sarif-file': 'out/check.sarif', 'junit-file': 'out/check.xml' }
  beforeAll(async () => {
    repository.write(CLEAN)
    base = repository.commit('base')
    repository.write({
      'app/Kptfile': kptfile('app', { replcas: '5', tier: 'web' }),
      'app/ports.yaml': configMap('ports', '  port: 8080\n  tier: a # kpt-set: ${tier}\n'),
      'app/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: hunter2\n',
    })
    head = repository.commit('head')
    step = await repository.pullRequest(base, head, { inputs })
  })
  afterAll(() => repository.remove())

  test('annotations, summary and SARIF name what the change brought, and nothing older', () => {
    expect(step).toMatchObject({ status: 1, stderr: '' })
    golden('blueprints.log', step.log)
    golden('blueprints.md', step.summary)
    golden('blueprints.sarif', readFileSync(`${repository.root}/out/check.sarif`, 'utf8'))
    expect(step.log + step.summary).not.toContain('old/ports.yaml')
  })

  test('outputs', () => {
    const temp = `${repository.folder}/temp/krm-fleet-__self`
    const { 'summary-json': line = '', diff = '', ...outputs } = Object.fromEntries(step.outputs)
    golden('blueprints.json', `${JSON.stringify(JSON.parse(line.replaceAll(repository.folder, '')), undefined, 2)}\n`)
    golden('blueprints.diff', `${diff}\n`)
    expect(line).not.toContain('\n')
    expect(outputs).toEqual({
      findings: '4', errors: '3', warnings: '0', infos: '1', 'checked-packages': '1', 'changed-objects': '2', 'changed-clusters': '', 'stale-packages': '1', 'ip-conflicts': '0', 'diff-file': `${temp}/diff.txt`,
      'sarif-file': 'out/check.sarif', 'junit-file': 'out/check.xml', 'summary-file': `${temp}/summary.md`, 'findings-file': `${temp}/findings.json`, 'exit-code': '1',
    })
    expect(readFileSync(`${temp}/summary.md`, 'utf8')).toBe(step.summary)
    expect(JSON.parse(readFileSync(`${temp}/findings.json`, 'utf8'))).toMatchObject({ kind: 'FindingList', summary: { errors: 3 } })
  })

  test('a second run says the same, byte for byte, whatever the environment is', async () => {
    const again = await repository.pullRequest(base, head, { inputs, environment: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', HOME: '/nowhere', NO_COLOR: '1' } })
    expect(again).toEqual(step)
  })

  test('no value of a Secret is anywhere', () => {
    const files = ['check.sarif', 'check.xml'].map((name) => readFileSync(`${repository.root}/out/${name}`, 'utf8'))
    expect([step.log, step.summary, ...files, ...step.outputs.values()].join('\n')).not.toContain('hunter2')
  })

  test.each([
    ['everything', { 'changed-only': 'false' }, { status: 1, errors: '4' }],
    ['never failing', { 'fail-on': 'never' }, { status: 0, errors: '3' }],
    ['another directory', { 'working-directory': 'old', 'changed-only': 'false' }, { status: 1, errors: '1' }],
    ['another base', { 'base-ref': 'HEAD' }, { status: 0, errors: '0' }],
  ])('%s', async (_, inputs, { status, errors }) => {
    const step = await repository.pullRequest(base, head, { inputs })
    expect({ status: step.status, errors: step.outputs.get('errors') }).toEqual({ status, errors })
  })

  test('what is switched off is not written', async () => {
    const step = await repository.pullRequest(base, head, { inputs: { annotations: 'false', summary: 'false', mode: 'check' } })
    expect(step).toMatchObject({ status: 1, summary: '' })
    expect(commandsIn(step.log)).toEqual(['::group::krm-fleet: 3 errors, 1 info', '::endgroup::'])
    expect(step.outputs.get('changed-objects')).toBe('')
  })
})

describe('decisions', () => {
  const repository = new Repository()
  beforeAll(() => {
    repository.write({ ...CLEAN, 'ci/rules.yaml': 'apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: Config\nmetadata:\n  name: krm-fleet\nrules: {KRM102: warning}\n' })
    repository.commit('base')
  })
  afterAll(() => repository.remove())

  test('a configuration elsewhere, then a baseline: paths of inputs begin in the working directory', async () => {
    expect(await repository.run()).toMatchObject({ status: 1 })
    const configured = await repository.run({ inputs: { 'working-directory': 'ci', path: '..', config: 'rules.yaml' } })
    expect(Object.fromEntries(configured.outputs)).toMatchObject({ errors: '0', warnings: '1', 'exit-code': '0' })
    spawnSync('node', [COMMAND, 'check', '--write-baseline', 'ci/known.json'], { cwd: repository.root })
    const known = await repository.run({ inputs: { 'baseline-file': 'ci/known.json' } })
    expect(known).toMatchObject({ status: 0, log: '1 finding known to the baseline\nno findings\n' })
    expect(known.summary).toContain('- 1 finding known to the baseline\n')
  })
})

describe('packages that come, go and move', () => {
  const repository = new Repository()
  afterAll(() => repository.remove())

  test('in a collection, which has a Kptfile at its root, only what changed is looked at', async () => {
    const gone = { 'blue/Kptfile': kptfile('blue'), 'blue/a.yaml': configMap('a', '  k: v\n') }
    repository.write({ Kptfile: kptfile('all'), ...gone, ...CLEAN })
    const base = repository.commit('base')
    rmSync(join(repository.root, 'blue'), { recursive: true })
    repository.write({ 'green/Kptfile': kptfile('green'), 'green/a.yaml': configMap('a', '  k: w\n') })
    const head = repository.commit('head')
    const step = await repository.pullRequest(base, head)
    expect(step).toMatchObject({ status: 0, stderr: '' })
    expect(Object.fromEntries(step.outputs)).toMatchObject({ 'checked-packages': '1', findings: '0', 'changed-objects': '2' })
    expect(step.summary).toContain('- **removed** package blue (1 object) · in blue\n')
    expect(step.summary).toContain('- **added** package green (1 object) · in green\n')
  })
})

describe('a management repository', () => {
  const repository = new Repository()
  afterAll(() => repository.remove())

  test('the matrix of clusters and packages, and what the change does to which cluster', async () => {
    repository.write(fleetFiles('east'))
    const base = repository.commit('base')
    repository.write({ ...fleetFiles(), 'blueprints/base/b.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: apps\n' })
    const head = repository.commit('head')
    const step = await repository.pullRequest(base, head, { inputs: { fleet: 'mgmt' } })
    expect(step).toMatchObject({ status: 0, stderr: '' })
    golden('fleet.log', step.log)
    golden('fleet.md', step.summary)
    expect(Object.fromEntries(step.outputs)).toMatchObject({ 'changed-objects': '3', 'changed-clusters': '2', 'exit-code': '0' })
  })
})

describe('other events', () => {
  const repository = new Repository()
  let base = ''
  beforeAll(() => {
    repository.write(CLEAN)
    base = repository.commit('base')
    repository.write({ 'app/ports.yaml': configMap('ports', '  port: 8080\n') })
    repository.commit('head')
  })
  afterAll(() => repository.remove())

  test.each([
    ['a push', { before: '' }, { errors: '1', 'checked-packages': '1' }],
    ['a merge group', { merge_group: { base_sha: '' } }, { errors: '1', 'checked-packages': '1' }],
    ['a push of a new branch', { before: '0'.repeat(40) }, { errors: '2', 'checked-packages': '2' }],
    ['a schedule', {}, { errors: '2', 'checked-packages': '2' }],
  ])('%s', async (_, event, outputs) => {
    const step = await repository.run({ event: JSON.parse(JSON.stringify(event).replace('""', JSON.stringify(base))) as object })
    expect(Object.fromEntries(step.outputs)).toMatchObject(outputs)
    expect(step.log).not.toContain('nothing compared')
  })
})
