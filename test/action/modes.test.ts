/** What each mode says, writes and fails for, and the outputs about staleness, conflicts and changes. */

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMAND } from '../agree/defects.ts'
import { configMap, deployment, fleetFiles, kptfile } from './packages.ts'
import { commandsIn, Repository, type Step } from './repository.ts'

const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(new URL('../../docs/schemas/action-summary.json', import.meta.url), 'utf8')) as object)

/** The output summary-json, which keeps to its schema whatever the run is. */
function summaryOf(step: Step): unknown {
  const line = step.outputs.get('summary-json')!
  const value: unknown = JSON.parse(line)
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true)
  expect(line).not.toMatch(/[\n\r\u2028\u202e]/)
  return value
}

/** Severity, rule and file of every finding. */
function findingsOf(step: Step): string[] {
  const { findings } = JSON.parse(readFileSync(step.outputs.get('findings-file')!, 'utf8')) as { findings: { code: string; severity: string; file: string }[] }
  return findings.map(({ code, severity, file }) => `${severity} ${code} ${file}`)
}

const NETWORK = 'apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata:\n  name: n3\nspec:\n  config: \'{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth0", "ipam": {"type": "whereabouts", "range": "10.1.0.0/24", "gateway": "10.1.0.1"}}\'\n'

describe('a repository with a stale package, one that does not render, one with a wrong field and an address with two owners', () => {
  const repository = new Repository()
  let [base, head] = ['', '']
  const run = (mode: string, inputs: Readonly<Record<string, string>> = {}): Promise<Step> => repository.pullRequest(base, head, { inputs: { mode, ...inputs } })
  beforeAll(() => {
    repository.write({ 'stale/Kptfile': kptfile('stale', { replicas: '3' }), 'stale/deployment.yaml': deployment(), 'broken/Kptfile': kptfile('broken'), 'broken/a.yaml': configMap('a', '  k: v\n') })
    base = repository.commit('base')
    repository.write({
      'stale/Kptfile': kptfile('stale', { replicas: '5' }), 'broken/a.yaml': 'apiVersion: v1\nkind: [\n',
      'wrong/Kptfile': kptfile('wrong'), 'wrong/a.yaml': configMap('a', '  port: 8080 # krm-fleet:ignore KRM104 its program reads text\n'), 'wrong/net.yaml': NETWORK,
    })
    head = repository.commit('head')
  })
  afterAll(() => repository.remove())

  test('all', async () => {
    const step = await run('all')
    expect(step).toMatchObject({ status: 1, stderr: '' })
    expect(findingsOf(step)).toEqual(['error YML001 broken/a.yaml', 'error KRM102 wrong/a.yaml', 'warning NET012 wrong/net.yaml', 'info KPT214 stale/deployment.yaml', 'info CHK002 wrong/a.yaml'])
    expect(Object.fromEntries(step.outputs)).toMatchObject({ 'stale-packages': '1', 'ip-conflicts': '1', 'changed-objects': '3', 'exit-code': '1' })
    expect(summaryOf(step)).toMatchObject({ mode: 'all', verdict: 'fail', stalePackages: { count: 1, names: ['stale'] }, ipConflicts: { count: 1, findings: [{ code: 'NET012', file: 'wrong/net.yaml', line: 6 }] }, base, changes: { objects: 3, notCompared: [{ why: 'does not render', names: ['broken'] }] } })
    expect(await run('')).toEqual(step)
  })

  test('check: findings only', async () => {
    const [check, all] = [await run('check'), await run('all')]
    expect(findingsOf(check)).toEqual(findingsOf(all))
    expect(check.summary).not.toMatch(/changes? when|Not compared/)
    expect(Object.fromEntries(check.outputs)).toMatchObject({ 'changed-objects': '', diff: '', 'stale-packages': '1', 'ip-conflicts': '1' })
    expect(check.outputs.has('diff-file')).toBe(false)
    expect(summaryOf(check)).toMatchObject({ changes: null })
  })

  test('render: what is not as it renders is an error, whoever deploys from it; the command says the same', async () => {
    const step = await run('render')
    expect(step).toMatchObject({ status: 1, stderr: '' })
    expect(findingsOf(step)).toEqual(['error YML001 broken/a.yaml', 'error KPT214 stale/deployment.yaml'])
    expect(Object.fromEntries(step.outputs)).toMatchObject({ errors: '2', 'stale-packages': '1', 'ip-conflicts': '', 'changed-objects': '', diff: '' })
    expect(step.summary).toContain('## ❌ krm-fleet: 2 errors\n\nRendered 3 packages with changes since')
    expect(step.summary).toContain('`krm-fleet check . --changed-since')
    const { stdout } = spawnSync('node', [COMMAND, 'check', '--mode', 'render', '--changed-since', base, '-o', 'json'], { cwd: repository.root, encoding: 'utf8' })
    expect(stdout).toBe(readFileSync(step.outputs.get('findings-file')!, 'utf8'))
    summaryOf(step)
    const fresh = await run('render', { path: 'wrong' })
    expect(fresh).toMatchObject({ status: 0, summary: expect.stringContaining('## ✅ krm-fleet: rendering changes nothing\n') })
  })

  test('diff: what changes, and why something cannot be compared; the command says the same', async () => {
    const step = await run('diff')
    expect(step).toMatchObject({ status: 1, stderr: '' })
    expect(findingsOf(step)).toEqual(['error YML001 broken/a.yaml'])
    expect(Object.fromEntries(step.outputs)).toMatchObject({ findings: '1', 'changed-objects': '3', 'stale-packages': '', 'ip-conflicts': '' })
    expect(summaryOf(step)).toMatchObject({ stalePackages: null, ipConflicts: null })
    const { stdout, stderr } = spawnSync('node', [COMMAND, 'diff', '--base', base], { cwd: repository.root, encoding: 'utf8' })
    expect(`${step.outputs.get('diff')}\n`).toBe(stdout + stderr)
    const whole = await run('diff', { path: 'stale\nwrong' })
    expect(whole).toMatchObject({ status: 0, summary: expect.stringContaining('## 🔎 krm-fleet: 3 objects in 2 packages change (2 different changes)\n\nCompared 2 packages with changes since') })
    expect(commandsIn(whole.log)).toEqual([])
    expect(whole.log).toBe('3 objects in 2 packages change (2 different changes).\n')
  })

  test('report: everything, and nothing fails', async () => {
    const [report, all] = [await run('report', { 'sarif-file': 'x.sarif' }), await run('all')]
    expect(report).toMatchObject({ status: 0, stderr: '' })
    expect(findingsOf(report)).toEqual(findingsOf(all))
    expect(commandsIn(report.log)).toEqual(commandsIn(all.log))
    expect(summaryOf(report)).toMatchObject({ verdict: 'pass', files: { 'sarif-file': 'x.sarif' } })
  })

  test('a diff without a base says why there is nothing, and what to do', async () => {
    const none = await repository.run({ inputs: { mode: 'diff' }, name: 'schedule' })
    expect(none).toMatchObject({ status: 0, log: '::notice title=krm-fleet::schedule has no base: nothing was compared. Name one with the input base-ref.\n' })
    expect(none.summary).toContain('## ℹ️ krm-fleet: nothing was compared\n')
    const shallow = await repository.pullRequest('1'.repeat(40), head, { inputs: { mode: 'diff' } })
    expect(shallow).toMatchObject({ status: 0, log: expect.stringMatching(/^::notice title=krm-fleet::the base of this pull request, 1+, is not in this clone: nothing was compared\. To have it, give actions\/checkout "fetch-depth: 0"/) })
    expect(summaryOf(shallow)).toMatchObject({ base: null, changes: null })
    expect(await run('diff', { 'base-ref': 'nowhere' })).toMatchObject({ status: 2, log: expect.stringContaining('input base-ref: nowhere is not in this clone') })
  })

  test('inputs that contradict a mode', async () => {
    const diff = await run('diff', { 'sarif-file': 'x.sarif', 'junit-file': 'x.xml' })
    expect(diff.status).toBe(2)
    for (const name of ['sarif-file', 'junit-file']) expect(diff.log).toContain(`input ${name}: mode diff looks for no findings to write there`)
    expect(await run('report', { 'fail-on': 'warning' })).toMatchObject({ status: 2, log: expect.stringContaining('input fail-on: in mode report findings never fail the step') })
    expect(await run('report', { 'fail-on': 'never' })).toMatchObject({ status: 0 })
  })
})

describe('a fleet', () => {
  const repository = new Repository()
  afterAll(() => repository.remove())

  test('each mode; clusters by name', async () => {
    repository.write(fleetFiles('east'))
    const base = repository.commit('base')
    repository.write({ ...fleetFiles(), 'blueprints/base/b.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: apps\n' })
    const head = repository.commit('head')
    const run = (mode: string): Promise<Step> => repository.pullRequest(base, head, { inputs: { mode, path: 'mgmt', fleet: 'mgmt' } })
    const diff = await run('diff')
    expect(Object.fromEntries(diff.outputs)).toMatchObject({ findings: '0', 'changed-clusters': '2', 'changed-objects': '3' })
    expect(summaryOf(diff)).toMatchObject({ changes: { clusters: { count: 2, names: ['east', 'west'] }, different: { count: 2, list: [{ object: 'Namespace apps', in: { count: 2, names: ['east', 'west'] } }, { object: 'ConfigMap a', in: { names: ['east'] } }] } } })
    const render = await run('render')
    expect([render.status, ...findingsOf(render)]).toEqual([0])
    expect(Object.fromEntries((await run('check')).outputs)).toMatchObject({ 'changed-clusters': '', 'stale-packages': '0' })
    repository.write({ 'blueprints/base/c.yaml': 'a: [\n' })
    const broken = await run('render')
    expect([broken.status, ...new Set(findingsOf(broken).map((finding) => finding.slice(0, 9)))]).toEqual([1, 'error YML', 'error FLT'])
    const { stdout } = spawnSync('node', [COMMAND, 'fleet', 'check', 'mgmt', '--mode', 'render', '-o', 'json'], { cwd: repository.root, encoding: 'utf8' })
    expect(stdout).toBe(readFileSync(broken.outputs.get('findings-file')!, 'utf8'))
  })
})

describe('the output diff', () => {
  const repository = new Repository()
  afterAll(() => repository.remove())
  const data = (value: string): string => Array.from({ length: 6000 }, (_, index) => `  key${index}: ${value}\n`).join('')

  test('keeps its limit in bytes at the end of a line, and says what is missing; the file has everything', async () => {
    repository.write({ 'p/Kptfile': kptfile('p'), ...Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`p/${index}.yaml`, configMap(`c${index}`, Array.from({ length: 9 }, (_, key) => `  k${key}: alt\n`).join(''))])), 'p/large.yaml': configMap('large', data('alt')) })
    const base = repository.commit('base')
    repository.write({ ...Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`p/${index}.yaml`, configMap(`c${index}`, Array.from({ length: 9 }, (_, key) => `  k${key}: "größer 大きい"\n`).join(''))])), 'p/large.yaml': configMap('large', data('neu')) })
    const head = repository.commit('head')
    const step = await repository.pullRequest(base, head, { inputs: { 'comment-max-bytes': '4000' } })
    const diff = step.outputs.get('diff')!
    const file = readFileSync(step.outputs.get('diff-file')!, 'utf8')
    expect(Buffer.byteLength(diff)).toBeLessThanOrEqual(4000)
    expect(Buffer.byteLength(diff), 'not much is wasted').toBeGreaterThan(3900)
    const [, left] = /\n\((\d+) more lines in the file of the output diff-file\)$/.exec(diff) ?? []
    expect(diff.split('\n').length - 1 + Number(left), 'every line of the printed form is there or counted').toBe(61 + 60 * 9 + 12 + 1 + 1)
    expect(file).toContain('    data.key4999: "alt" -> "neu"\n    and 1000 more fields\n')
    expect(file.split('\n').filter((line) => line.includes('大きい'))).toHaveLength(540)
  })
})
