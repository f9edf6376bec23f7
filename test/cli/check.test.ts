/** `krm-fleet check` as a user calls it: what it finds, in which form, with which exit code, and what it leaves alone. */

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const COMMAND = new URL('../../build/krm-fleet.cjs', import.meta.url).pathname

let work = ''
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'check-'))
})
afterEach(() => rmSync(work, { recursive: true, force: true }))

interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync('node', [COMMAND, 'check', ...args], { cwd: work, encoding: 'utf8' })
  return { status, stdout, stderr }
}

function lay(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, path)), { recursive: true })
    writeFileSync(join(work, path), text)
  }
}

function read(path: string): string {
  return readFileSync(join(work, path), 'utf8')
}

const KPTFILE = 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\n'
const WRONG = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ports\ndata:\n  port: 8080\n'
const RIGHT = WRONG.replace('8080', '"8080"')
const LINE = '  6:9 error KRM102 data.port: 8080 is a number in YAML and must be text (ConfigMap ports)\n'

describe('findings and exit codes', () => {
  test('an error fails, with its line and the file; a clean package does not', () => {
    lay({ 'p/Kptfile': KPTFILE, 'p/a.yaml': WRONG })
    const { status, stdout, stderr } = run()
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: `p/a.yaml\n${LINE}      5 | data:\n      6 |   port: 8080\n        |         ^^^^\n      fix put it in quotes\n\n1 error in 1 file\n`,
      stderr: 'Checked 1 package in 2 files.\n',
    })
    lay({ 'p/a.yaml': RIGHT })
    expect(run()).toEqual({ status: 0, stdout: 'no findings\n', stderr: 'Checked 1 package in 2 files.\n' })
  })

  test('--fail-on decides, the configuration too, the flag before it', () => {
    lay({ 'p/Kptfile': `${KPTFILE}pipeline:\n  mutators:\n  - image: docker.io/nephio/nad-fn:latest\n` })
    expect(run().status).toBe(0)
    expect(run('--fail-on', 'warning').status).toBe(1)
    lay({ 'krm-fleet.yaml': config('check: {failOn: warning}') })
    expect(run().status).toBe(1)
    expect(run('--fail-on', 'never').status).toBe(0)
  })

  test('a repository without any Kptfile says so and exits 0; a path that is not there is a usage error', () => {
    lay({ 'a.yaml': WRONG, '.github/x.yaml': 'a: {{ b }}\n' })
    expect(run()).toEqual({ status: 0, stdout: '', stderr: 'There is no Kptfile below .: nothing to check.\n' })
    expect(JSON.parse(run('-o', 'json').stdout)).toMatchObject({ findings: [] })
    expect(run('nowhere')).toMatchObject({ status: 2, stderr: 'krm-fleet: error: IO001 nowhere does not exist; name a directory with packages\n' })
  })
})

function config(fields: string): string {
  return `apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: Config\nmetadata:\n  name: krm-fleet\n${fields}\n`
}

describe('what is accepted', () => {
  test('a comment with a reason on the line or above it, or an annotation; not without a reason, and not for nothing', () => {
    lay({ 'p/Kptfile': KPTFILE, 'p/a.yaml': WRONG.replace('8080', '8080 # krm-fleet:ignore KRM102 read by a parser of its own') })
    expect(run()).toMatchObject({ status: 0, stdout: 'no findings\n', stderr: expect.stringContaining('1 finding accepted') as unknown })
    lay({ 'p/a.yaml': WRONG.replace('  port', '  # krm-fleet:ignore KRM102, KRM104 read by a parser of its own\n  port') })
    expect(run().status).toBe(0)
    lay({ 'p/a.yaml': WRONG.replace('  name: ports', '  name: ports\n  annotations:\n    krm-fleet.dev/ignore: KRM102 read by a parser of its own') })
    expect(run().status).toBe(0)
    lay({ 'p/a.yaml': WRONG.replace('8080', '8080 # krm-fleet:ignore KRM102') })
    expect(run().stdout).toContain('CHK001 the suppression gives no reason')
    lay({ 'p/a.yaml': RIGHT.replace('"8080"', '"8080" # krm-fleet:ignore KRM102 no more') })
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('CHK002 KRM102 finds nothing here') as unknown })
  })

  test('rules, paths with a reason, and a baseline', () => {
    lay({ 'p/Kptfile': KPTFILE, 'p/a.yaml': WRONG, 'q/Kptfile': KPTFILE, 'q/a.yaml': WRONG, 'krm-fleet.yaml': config('rules: {KRM102: warning}') })
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('2 warnings') as unknown })
    lay({ 'krm-fleet.yaml': config('check:\n  ignore:\n  - rules: [KRM102]\n    paths: [q/]\n    reason: made by others') })
    expect(run()).toMatchObject({ status: 1, stdout: expect.stringContaining('1 error in 1 file') as unknown })
    lay({ 'krm-fleet.yaml': config('rules: {KRM999: off}') })
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no rule KRM999') as unknown })
    lay({ 'krm-fleet.yaml': config('check: {baseline: known.json}') })
    expect(run('--write-baseline', 'known.json')).toMatchObject({ status: 0, stderr: 'Wrote 2 findings to known.json.\n' })
    expect(run()).toMatchObject({ status: 0, stderr: expect.stringContaining('2 findings known to the baseline') as unknown })
    lay({ 'p/a.yaml': `# moved down\n\n${WRONG}  more: 1\n` })
    expect(run()).toMatchObject({ status: 1, stdout: expect.stringContaining('1 error in 1 file') as unknown })
  })
})

test('a Kptfile with a wrong name makes no package; that is said, also where there is no other', () => {
  lay({ 'p/kptfile.yaml': KPTFILE, 'q/Kptfile.yml': 'apiVersion: example.com/v1\nkind: Other\n' })
  expect(run()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^p\/kptfile\.yaml\n {2}2:7 warning KPT309 [^]*1 warning in 1 file\n$/) as unknown })
})

test('--fix changes what it says and not one byte more', () => {
  lay({
    'p/Kptfile': `${KPTFILE}pipeline:\n  mutators:\n  - image:   gcr.io/kpt-fn/set-namespace:v0.4.1   # old\n    configMap: {namespace: x}\n`,
    'p/a.yaml': `# head\r\n${WRONG.replace('8080', '  8080   # port')}  oops: [\n`.replace('  oops: [\n', ''),
    'p/d.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d, namespace: x}\nspec:\n    replica: 2 # two\n    selector: {}\n    template: {spec: {containers: [{name: d}]}}\n',
  })
  const { status, stderr } = run('--fix', '--fail-on', 'never')
  expect(status).toBe(0)
  expect(stderr).toContain('Fixed 3 findings in 3 files.')
  expect(read('p/Kptfile')).toContain('  - image:   ghcr.io/kptdev/krm-functions-catalog/set-namespace:v0.4.1   # old\n')
  expect(read('p/a.yaml')).toBe(`# head\r\n${WRONG.replace('8080', '  "8080"   # port')}`)
  expect(read('p/d.yaml')).toContain('\n    replicas: 2 # two\n')
  expect(run('--fix', '--fail-on', 'never').stderr).not.toContain('Fixed')
})

describe('changed packages only', () => {
  function git(...args: string[]): void {
    const { status, stderr } = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main', ...args], { cwd: work, encoding: 'utf8' })
    expect(status, stderr).toBe(0)
  }

  test('packages with files that differ from the merge base; a base that is missing says how to fetch it', () => {
    lay({ 'p/Kptfile': KPTFILE, 'p/a.yaml': WRONG, 'q/Kptfile': KPTFILE, 'q/a.yaml': WRONG, 'q q/Kptfile': KPTFILE })
    git('init', '-q')
    git('add', '-A')
    git('commit', '-qm', 'a')
    git('branch', 'base')
    expect(run('--changed-since', 'base')).toMatchObject({ status: 0, stderr: 'Checked 0 packages in 0 files.\n' })
    lay({ 'q/a.yaml': `${WRONG}# x\n`, 'q q/a.yaml': WRONG })
    expect(run('--changed-since', 'base')).toMatchObject({ status: 1, stderr: 'Checked 2 packages in 4 files.\n' })
    expect(run('--changed-since', 'origin/main')).toMatchObject({ status: 2, stderr: expect.stringContaining('git fetch --no-tags --depth=1 origin main') as unknown })
    expect(run('--changed-since', '--output=x').status).toBe(2)
  })
})

describe('bad input', () => {
  test('binary files with YAML names, broken YAML, links out of a package: findings, and the other packages are checked', () => {
    lay({ 'p/Kptfile': KPTFILE, 'p/a.yaml': Buffer.from([0xff, 0xfe, 0, 1, 2]), 'q/Kptfile': KPTFILE, 'q/a.yaml': 'a: [\n', 'r/Kptfile': KPTFILE, 'r/a.yaml': WRONG, 's/Kptfile': KPTFILE })
    symlinkSync('/etc/hostname', join(work, 's/a.yaml'))
    const { status, stdout, stderr } = run()
    expect(status).toBe(1)
    for (const found of ['p/a.yaml\n  error KPT308', 'q/a.yaml\n  2:1 error YML001', `r/a.yaml\n${LINE}`, 's/a.yaml\n  error KPT308']) expect(stdout).toContain(found)
    expect(stderr).toContain('Checked 4 packages')
  })

  test('a repository within the repository is not entered', () => {
    lay({ 'p/Kptfile': KPTFILE, 'sub/.git': 'gitdir: ../.git/modules/sub\n', 'sub/Kptfile': KPTFILE, 'sub/a.yaml': WRONG })
    expect(run()).toMatchObject({ status: 0, stdout: 'no findings\n', stderr: expect.stringContaining('sub is a repository of its own') as unknown })
  })

  test('hostile names and values reach no terminal and no runner as commands; values of Secrets reach nothing', () => {
    const evil = '\u001b]0;x\u0007::error::x ${{ secrets.A }} ##[add-mask]y'
    lay({
      'p/Kptfile': KPTFILE,
      'p/a\n::set-output name=x::y.yaml': WRONG,
      'q/Kptfile': KPTFILE,
      'q/b c.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n${JSON.stringify(evil)}: 1\ndata: {${JSON.stringify('x'.repeat(100_000))}: 1}\n`,
      'q/s.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: hunter2, n: 31337, more: [canary]}\ndata: {x: "no base64: canary"}\n',
    })
    for (const format of ['text', 'json', 'yaml', 'sarif', 'junit', 'github', 'gitlab', 'markdown']) {
      const { status, stdout, stderr } = run('-o', format)
      expect(status, format).toBe(1)
      expect(stdout + stderr, format).not.toMatch(/hunter2|31337|canary|\u001b/)
      if (format === 'github') for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^::(?:error|warning|notice) [^:]*::/)
      if (format !== 'sarif' && format !== 'json') expect(stdout.split('\n').filter((line) => line.trimStart().startsWith('::set-output'))).toEqual([])
    }
  })

  test('a collection with a Kptfile at its root: what two blueprints hold is no duplicate', () => {
    lay({ Kptfile: KPTFILE, 'p/Kptfile': KPTFILE, 'p/a.yaml': RIGHT, 'q/Kptfile': KPTFILE, 'q/a.yaml': RIGHT })
    expect(run()).toMatchObject({ status: 0, stdout: 'no findings\n' })
    lay({ 'b.yaml': RIGHT })
    expect(run()).toMatchObject({ status: 1, stdout: expect.stringContaining('KRM201') as unknown })
  })
})

describe('setters', () => {
  const SETTERS = 'pipeline:\n  mutators:\n  - image: ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0\n    configMap:\n      replicas: "3"\n      range: 10.1.0.0/24\n      db-password: hunter2\n'
  const FILES = { 'p/Kptfile': KPTFILE + SETTERS, 'p/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  n: "3" # kpt-set: ${replicas}\n  r: 10.1.0.0/24 # kpt-set: ${range}\n  p: hunter2 # kpt-set: ${db-password}\n' }

  function setters(...args: string[]): Ran {
    const { status, stdout, stderr } = spawnSync('node', [COMMAND, 'setters', ...args], { cwd: work, encoding: 'utf8' })
    return { status, stdout, stderr }
  }

  test('list shows values, types, uses and places, but no credential', () => {
    lay(FILES)
    expect(setters('list', 'p')).toEqual({
      status: 0,
      stderr: '',
      stdout: 'db-password  string   …            1 field  Kptfile:11:20\nrange        cidr     10.1.0.0/24  1 field  Kptfile:10:14\nreplicas     integer  3            1 field  Kptfile:9:17\n',
    })
    expect(setters('list', 'p', '-o', 'json').stdout).not.toContain('hunter2')
    expect(setters('list', 'q').status).toBe(2)
  })

  test('the schema that is printed is one that the check takes, and then holds values against', () => {
    lay(FILES)
    const { stdout } = setters('schema', 'p')
    expect(stdout).toContain('  range:\n    type: string\n    format: cidr\n    default: 10.1.0.0/24\n')
    expect(stdout).not.toContain('hunter2')
    lay({ 'p/setter-schema.yaml': stdout })
    expect(setters('audit')).toMatchObject({ status: 0, stdout: 'no findings\n' })
    lay({ 'p/Kptfile': FILES['p/Kptfile'].replace('10.1.0.0/24', '10.1.0.0') })
    expect(setters('audit')).toMatchObject({ status: 1, stdout: expect.stringContaining('10:14 error SET030 the setter range is "10.1.0.0", which is no address prefix such as 10.1.0.0/24') as unknown })
  })
})
