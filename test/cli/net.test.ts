/** The `net` commands as a user calls them: what they print where, and their exit codes. */

import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { attachment, context } from '../network/resources.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const COMMAND = join(ROOT, 'build/krm-fleet.cjs')

let work = ''
const made: string[] = []
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'net-'))
  made.push(work)
})
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(...args: string[]): Ran {
  return runWith({}, ...args)
}

function runWith(env: Readonly<Record<string, string>>, ...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync('node', [COMMAND, 'net', ...args], { cwd: work, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...env } })
  return { status, stdout, stderr }
}

function lay(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, path)), { recursive: true })
    writeFileSync(join(work, path), text)
  }
}

const MASTER = '  masterInterface: eth1\n'
/** Two clusters on one segment that take the same range. */
const TWICE = {
  'ran/context.yaml': context('my-ran', ['name: n2, ipRange: 10.1.0.0/24, vlan: 100'], MASTER),
  'core/context.yaml': context('my-core', ['name: n2, ipRange: 10.1.0.128/25, vlan: 100'], MASTER),
}
const KRM_FLEET_YAML = 'apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: Config\n'
const POLICY = 'apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: ValidateNetworkContexts\n'

describe('net check', () => {
  test('compares repositories that are given together, and finds nothing in each alone', () => {
    lay(TWICE)
    const both = run('check', 'ran', 'core')
    expect(both.stdout).toContain('core/context.yaml\n  9:25 error NET020 10.1.0.128/25')
    expect(both.stdout).toContain('both have 10.1.0.129')
    expect(both.status).toBe(1)
    expect(run('check', 'ran')).toEqual({ status: 0, stdout: 'no findings\n', stderr: 'Checked 1 network of 1 cluster in 1 file.\n' })
    expect(run('check').status).toBe(1)
    expect(run('check', 'ran/context.yaml', 'core').status).toBe(1)
  })

  test('reads a file once, however often it is named', () => {
    lay(TWICE)
    expect(run('check', '.', 'ran', 'ran/context.yaml').stderr).toBe('Checked 2 networks of 2 clusters in 2 files.\n')
  })

  test('-o json holds all findings, where the function caps them', () => {
    const networks = Array.from({ length: 500 }, (_, index) => `name: n${index}, ipRange: 11.${index >> 8}.${index & 255}.0/24, vlan: ${index + 1}`)
    lay({ 'context.yaml': context('c', networks, MASTER) })
    const { findings, summary } = JSON.parse(run('check', '-o', 'json').stdout) as { findings: { code: string; file: string; start: { line: number } }[]; summary: object }
    expect(findings.length).toBe(500)
    expect(summary).toEqual({ errors: 0, warnings: 500, infos: 0 })
    expect(findings[0]).toMatchObject({ code: 'NET060', file: 'context.yaml', start: { line: 9 } })
  })

  test.each(['text', 'json', 'yaml', 'sarif', 'junit', 'github', 'gitlab', 'markdown'])('-o %s', (form) => {
    lay(TWICE)
    const { status, stdout } = run('check', '-o', form)
    expect(stdout).toContain(form === 'junit' ? 'NET020' : '10.1.0.129')
    expect(status).toBe(1)
  })

  test('--fail-on decides about the exit code', () => {
    lay({ 'context.yaml': context('c', ['name: n2, ipRange: 11.0.0.0/24']) })
    expect(run('check').status).toBe(0)
    expect(run('check', '--fail-on', 'warning').status).toBe(1)
    lay(TWICE)
    expect(run('check', '--fail-on', 'never').status).toBe(0)
  })

  test('rules and domains come from krm-fleet.yaml, and --config counts before it', () => {
    lay({ ...TWICE, 'krm-fleet.yaml': `${KRM_FLEET_YAML}rules: {NET020: warning, SET001: off}\n` })
    expect(run('check').stdout).toContain('warning NET020')
    lay({ 'policy.yaml': `${POLICY}rules: {NET020: off}\n` })
    expect(run('check', '--config', 'policy.yaml').stdout).toBe('no findings\n')
    lay({ 'krm-fleet.yaml': `${KRM_FLEET_YAML}domains:\n- {name: labs, clusters: [my-ran, my-core], perCluster: true}\n` })
    expect(run('check')).toMatchObject({ status: 0, stdout: 'no findings\n' })
    expect(run('check', 'ran', 'core').status).toBe(0)
  })

  test('check.ignore of krm-fleet.yaml leaves rules out of files', () => {
    lay({ ...TWICE, 'krm-fleet.yaml': `${KRM_FLEET_YAML}check:\n  ignore:\n  - {rules: [NET020], paths: [core/], reason: the lab}\n` })
    expect(run('check')).toMatchObject({ status: 0, stdout: 'no findings\n' })
  })

  test('a domain of krm-fleet.yaml that matches nothing is found there', () => {
    lay({ ...TWICE, 'krm-fleet.yaml': `${KRM_FLEET_YAML}domains:\n- {name: labs, clusters: [my-rna]}\n` })
    expect(run('check').stdout).toMatch(/krm-fleet\.yaml\n {2}4:3 warning NET091 /)
  })

  test.each([
    ['an unknown rule', `${KRM_FLEET_YAML}rules: {NET999: off}\n`, /CLI005 .*rules\.NET999 is no rule/],
    ['a near miss', `${KRM_FLEET_YAML}rules: {NET02: off}\n`, /CLI005 .*NET02/],
    ['a wrong level', `${KRM_FLEET_YAML}rules: {NET020: maybe}\n`, /CLI005 .*must be off, info, warning or error/],
    ['an unknown field', `${KRM_FLEET_YAML}domain: []\n`, /CLI005 .*unknown field domain/],
  ])('krm-fleet.yaml with %s is exit 2', (_, text, message) => {
    lay({ ...TWICE, 'krm-fleet.yaml': text })
    const { status, stdout, stderr } = run('check')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })

  test('text that is no YAML is an error with its place; the rest is checked', () => {
    lay({ ...TWICE, 'broken.yaml': 'apiVersion: v1\nkind: [\n' })
    const { status, stdout } = run('check')
    expect(stdout).toMatch(/broken\.yaml\n {2}\d+:\d+ error YML\d{3} /)
    expect(stdout).toContain('NET020')
    expect(status).toBe(1)
  })

  test('paths that cannot be read are all named, exit 2', () => {
    lay({ 'notes.txt': 'text\n', ...TWICE })
    const { status, stdout, stderr } = run('check', 'ran', 'no-such', 'notes.txt')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('IO001 no-such cannot be read')
    expect(stderr).toContain('CLI002 notes.txt is no KRM file')
  })

  test.skipIf(process.getuid?.() === 0)('a file without permission is exit 2 (skipped for root, who may read everything)', () => {
    lay(TWICE)
    chmodSync(join(work, 'ran/context.yaml'), 0)
    expect(run('check')).toMatchObject({ status: 2, stdout: '' })
  })

  test.each(['--max-files=1', '--max-file-bytes=10', '--max-package-bytes=100'])('%s is a limit that names itself', (limit) => {
    lay(TWICE)
    const { status, stderr } = run('check', limit)
    expect(status).toBe(2)
    expect(stderr).toContain('IO004')
  })

  test('a NAD whose JSON is broken inside of a block scalar: the line in the scalar', () => {
    lay({ 'nad.yaml': attachment('n2', '{\n  "cniVersion": "0.3.1",\n  "type": "macvlan"\n  "master": "eth1"\n}') })
    expect(run('check').stdout).toContain('nad.yaml\n  10:24 error NET070 line 3 of spec.config is no JSON: a comma or } is missing')
  })
})

describe('net free', () => {
  const INSTANCE = 'apiVersion: infra.nephio.org/v1alpha1\nkind: Network\nmetadata:\n  name: vpc\nspec:\n  routingTables:\n  - name: vpc\n    prefixes:\n    - prefix: 10.0.0.0/22\n    - prefix: fd00::/48\n'
  const FLEET = {
    'network.yaml': INSTANCE,
    'ran/context.yaml': context('my-ran', ['name: n3, ipRange: 10.0.0.0/24, networkInstance: vpc', 'name: user-plane, ipRange: 192.168.20.0/24, gateway: 192.168.20.1']),
    'core/context.yaml': context('my-core', ['name: n3, ipRange: [10.0.2.0/24, "fd00:0:0:1::/64"], networkInstance: vpc', 'name: user-plane, ipRange: 192.168.40.0/24']),
  }
  beforeEach(() => lay(FLEET))

  test('the next free prefix is all of standard output; standard error names what is taken', () => {
    const { status, stdout, stderr } = run('free', '--in', 'vpc', '--length', '24')
    expect({ status, stdout }).toEqual({ status: 0, stdout: '10.0.1.0/24\n' })
    expect(stderr).toBe(
      'Space of vpc: 10.0.0.0/22 (Network vpc, network.yaml:9:15)\nTaken:\n' +
        '  10.0.0.0/24 (network n3 of my-ran, ran/context.yaml:8:25)\n  10.0.2.0/24 (network n3 of my-core, core/context.yaml:8:26)\nFree besides: 1 more /24.\n',
    )
  })

  test('several, and the other family', () => {
    expect(run('free', '--in', 'vpc', '--length', '24', '--count', '2').stdout).toBe('10.0.1.0/24\n10.0.3.0/24\n')
    expect(run('free', '--in', 'vpc', '--length', '64').stdout).toBe('fd00::/64\n')
    expect(run('free', '--in', 'vpc', '--length', '64', '--count', '2').stdout).toBe('fd00::/64\nfd00:0:0:2::/64\n')
    expect(run('free', '--in', 'vpc', '--length', '32', '--family', '6')).toMatchObject({ status: 1, stdout: '' })
  })

  test('a network of one cluster or of all, and a prefix', () => {
    expect(run('free', '--in', 'my-ran/user-plane', '--length', '28').stdout).toBe('192.168.20.16/28\n')
    expect(run('free', '--in', 'user-plane', '--length', '25', '--count', '3').stdout).toBe('192.168.20.128/25\n192.168.40.0/25\n192.168.40.128/25\n')
    expect(run('free', '--in', '192.168.0.0/16', '--length', '20', '--count', '2').stdout).toBe('192.168.0.0/20\n192.168.48.0/20\n')
  })

  test('what a definition hands out is not free in its subnet', () => {
    lay({ 'ran/nad.yaml': attachment('user-plane', '{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth1", "ipam": {"type": "whereabouts", "range": "192.168.20.0/24", "range_end": "192.168.20.127"}}') })
    expect(run('free', '--in', 'my-ran/user-plane', '--length', '26').stdout).toBe('192.168.20.128/26\n')
  })

  test('no room is exit 1 with the largest that there is', () => {
    expect(run('free', '--in', 'vpc', '--length', '23')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('no /23 is free in vpc: the largest free prefix is 10.0.1.0/24') })
    const some = run('free', '--in', 'vpc', '--length', '24', '--count', '3')
    expect(some).toMatchObject({ status: 1, stdout: '10.0.1.0/24\n10.0.3.0/24\n', stderr: expect.stringContaining('only 2 /24s of 3 are free') })
    expect(run('free', '--in', '10.0.0.0/24', '--length', '28').stderr).toContain('no IPv4 address is left')
  })

  test('-o json', () => {
    const answer = JSON.parse(run('free', '--in', 'vpc', '--length', '24', '-o', 'json').stdout) as { taken: unknown[] }
    expect(answer).toMatchObject({ in: 'vpc', family: 4, length: 24, free: ['10.0.1.0/24'], available: '2', largestFree: '10.0.1.0/24' })
    expect(answer.taken[0]).toEqual({ range: '10.0.0.0/24', role: 'prefix', network: 'n3', cluster: 'my-ran', object: 'ClusterContext my-ran', at: 'ran/context.yaml:8:25' })
  })

  test.each([
    [['--in', 'vcp', '--length', '24'], /there is no network vcp .*did you mean vpc\?/],
    [['--in', 'plane', '--length', '24'], /did you mean my-core\/user-plane, my-ran\/user-plane, user-plane\?/],
    [['--in', 'nothing-like-it', '--length', '24'], /known are my-core\/n3, /],
    [['--length', '24'], /needs --in NETWORK and --length N/],
    [['--in', 'vpc'], /needs --in NETWORK and --length N/],
    [['--in', 'vpc', '--length', '129'], /--length is 129 and must be at most 128/],
    [['--in', 'user-plane', '--length', '33'], /--length is 33 and must be at most 32/],
    [['--in', 'vpc', '--length', '-1'], /--length/],
    [['--in', 'vpc', '--length', '24', '--count', '0'], /--count is 0/],
    [['--in', 'vpc', '--length', '24', '--family', '5'], /--family is "5"/],
  ])('%j is exit 2', (args, message) => {
    const { status, stdout, stderr } = run('free', ...args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })
})

describe('net map', () => {
  beforeEach(() => lay(TWICE))

  test('a tree in plain characters, in others where the locale has them', () => {
    expect(run('map').stdout).toMatch(/^[\n -~]*$/)
    expect(runWith({ LANG: 'C.UTF-8' }, 'map').stdout).toContain('└─ my-ran')
    expect(runWith({ LC_ALL: 'C', LANG: 'C.UTF-8' }, 'map').stdout).toContain('`- my-ran')
    expect(runWith({ LANG: 'C.UTF-8' }, 'map', '--ascii').stdout).toContain('`- my-ran')
  })

  test('takes its width from COLUMNS', () => {
    const width = (columns: string): number => runWith({ COLUMNS: columns }, 'map').stdout.match(/[.+#X]{8,}/)![0].length
    expect(width('60')).toBeLessThan(width('140'))
  })

  test('-o svg and -o json', () => {
    expect(run('map', '-o', 'svg').stdout).toMatch(/^<svg [^]*<\/svg>\n$/)
    expect(JSON.parse(run('map', '-o', 'json').stdout)).toMatchObject({ kind: 'AddressPlan' })
  })

  test('says when there is nothing to draw', () => {
    rmSync(work, { recursive: true })
    lay({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n' })
    expect(run('map')).toEqual({ status: 0, stdout: '', stderr: 'Nothing below the paths names a network with addresses.\n' })
  })

  test('a name cannot drive the terminal', () => {
    lay({ 'evil/context.yaml': context('"a\\e[31m\\u202e"', ['name: "x\\e]0;t\\a", ipRange: 10.9.0.0/24']) })
    expect(runWith({ LANG: 'C.UTF-8' }, 'map').stdout).not.toMatch(/[\u0007\u001b\u202e]/)
  })
})
