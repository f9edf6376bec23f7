/** `krm-fleet crs ledger`, `bootstrap bundle` and `bootstrap verify` as a user calls them: files, exit codes, messages. */

import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CONFIG_SYNC, PACKAGE } from '../bootstrap/agent.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const COMMAND = join(ROOT, 'build/krm-fleet.cjs')

let work = ''
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'bootstrap-'))
  for (const [path, text] of Object.entries({ ...PACKAGE, 'config-sync.yaml': CONFIG_SYNC })) {
    mkdirSync(dirname(join(work, path)), { recursive: true })
    writeFileSync(join(work, path), text)
  }
})
afterEach(() => rmSync(work, { recursive: true, force: true }))

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync('node', [COMMAND, ...args], { cwd: work, encoding: 'utf8' })
  return { status, stdout, stderr }
}

const BUNDLE = ['bootstrap', 'bundle', 'p', '--cluster', 'my-ran', '--manifest', 'config-sync.yaml']

describe('bootstrap bundle', () => {
  test('a directory and an archive with the same files, twice the same bytes', () => {
    const made = run(...BUNDLE, '-o', 'out/my-ran', '--tar', 'out/my-ran.tar')
    expect(made).toEqual({ status: 0, stdout: '', stderr: '00-namespaces: 1 object\n10-crds: 1 object\n30-workloads: 1 object\n95-sync: 1 object\nSecret to create: config-management-system/git-creds (username, token); secrets.txt has the command\nWrote the bundle for my-ran to out/my-ran and out/my-ran.tar.\n' })
    expect(readdirSync(join(work, 'out/my-ran')).toSorted()).toEqual(['00-namespaces.yaml', '10-crds.yaml', '30-workloads.yaml', '95-sync.yaml', 'SHA256SUMS', 'apply.sh', 'secrets.txt'])
    expect(statSync(join(work, 'out/my-ran/apply.sh')).mode & 0o111).toBe(0o111)
    expect(run(...BUNDLE, '--tar', 'again.tar').status).toBe(0)
    expect(Buffer.compare(readFileSync(join(work, 'again.tar')), readFileSync(join(work, 'out/my-ran.tar')))).toBe(0)
    expect(spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: join(work, 'out/my-ran') }).status).toBe(0)
  })

  test('writes nothing when anything is wrong', () => {
    appendFileSync(join(work, 'config-sync.yaml'), '---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  namespace: default\nstringData:\n  token: abc123\n')
    const refused = run(...BUNDLE, '-o', 'out', '--tar', 'out.tar')
    expect(refused.stderr).toContain('config-sync.yaml:27:1: error: SEC004 Secret default/s stands in a manifest')
    expect(refused.stderr).not.toContain('abc123')
    expect(refused.status).toBe(1)
    expect([existsSync(join(work, 'out')), existsSync(join(work, 'out.tar'))]).toEqual([false, false])
  })

  test.each([
    [['bootstrap', 'bundle', 'p', '-o', 'out'], 'CLI002 bootstrap bundle needs --cluster NAME'],
    [['bootstrap', 'bundle', 'p', '--cluster', 'My_Ran', '-o', 'out'], 'CLI002 --cluster is "My_Ran" and must be a name of a cluster'],
    [['bootstrap', 'bundle', 'p', '--cluster', 'my-ran'], 'CLI002 bootstrap bundle needs --output DIR or --tar FILE'],
    [['bootstrap', 'bundle', 'p', '--cluster', 'my-ran', '-o', 'p'], 'IO007 p exists already'],
    [['bootstrap', 'bundle', 'p', '--cluster', 'my-ran', '-o', 'out', '--manifest', 'none.yaml'], 'IO001 none.yaml cannot be read'],
    [['bootstrap', 'verify', 'p'], 'IO002 p/'],
  ])('%j', (args, message) => {
    const { status, stderr } = run(...args)
    expect(stderr.replace(/IO001 p is no bundle.*/, 'IO002 p/')).toContain(message)
    expect(status).toBe(2)
  })
})

describe('bootstrap verify', () => {
  test('says which file is not what was written, in a directory and in an archive', () => {
    run(...BUNDLE, '-o', 'out', '--tar', 'out.tar')
    expect(run('bootstrap', 'verify', 'out')).toEqual({ status: 0, stdout: '', stderr: '6 files of out are what was written.\n' })
    expect(run('bootstrap', 'verify', 'out.tar').status).toBe(0)
    appendFileSync(join(work, 'out/apply.sh'), 'id\n')
    expect(run('bootstrap', 'verify', 'out')).toEqual({ status: 1, stdout: '', stderr: 'error: SYN087 apply.sh is not what was written: its digest differs\n' })
    const tar = readFileSync(join(work, 'out.tar'))
    tar[520] = tar[520]! ^ 1
    writeFileSync(join(work, 'out.tar'), tar)
    expect(run('bootstrap', 'verify', 'out.tar').stderr).toContain('SYN087 00-namespaces.yaml is not what was written')
  })
})

describe('crs ledger', () => {
  test('prints a table of sets and ConfigMaps with the limits', () => {
    expect(run('crs', 'ledger', join(ROOT, 'blueprints/cluster-bootstrap'))).toEqual({
      status: 0,
      stderr: '',
      stdout: `\
set and ConfigMaps                    objects    bytes  kubectl apply  note
cni-calico                                  2      416
  cni-calico-00-namespaces-00               1      152            761
  cni-calico-90-custom-00                   1      264            870
gitops-configsync                           1      127
  gitops-configsync-00-namespaces-00        1      127            758
my-ran-sync                                 1      309
  my-ran-sync-90-custom-00                  1      309            921
total                                       4      852
limits                                         1048576         262144  of one ConfigMap: the API server; kubectl without --server-side
`,
    })
  })

  test('as JSON, by package of a repository', () => {
    const { stdout } = run('crs', 'ledger', join(ROOT, 'blueprints'), '-o', 'json')
    const ledger = JSON.parse(stdout) as { limits: unknown; objects: number; sets: { name: string; objects: number; configMaps: { name: string }[] }[] }
    expect(ledger.limits).toEqual({ valueBytes: 1_048_576, clientSideBytes: 262_144 })
    expect(ledger.sets.filter(({ name }) => name === 'my-ran-sync').map(({ configMaps }) => configMaps.length)).toEqual([1, 1])
    expect(ledger.objects).toBe(ledger.sets.reduce((sum, { objects }) => sum + objects, 0))
  })

  test('says that there is none', () => {
    expect(run('crs', 'ledger', 'p')).toEqual({ status: 0, stdout: '', stderr: 'No ClusterResourceSet with ConfigMaps was found; render the package first.\n' })
  })
})
