/** `krm-fleet fleet plan` as a user calls it. */

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const COMMAND = new URL('../../build/krm-fleet.cjs', import.meta.url).pathname
let work = ''

const variant = (name: string, downstream: string): string =>
  `apiVersion: config.porch.kpt.dev/v1alpha1\nkind: PackageVariant\nmetadata:\n  name: ${name}\nspec:\n  upstream:\n    repo: blueprints\n    package: baseline\n    workspaceName: v1\n  downstream:\n    repo: ${downstream}\n`

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'plan-'))
  const files: Readonly<Record<string, string>> = {
    'good/v.yaml': `${variant('ran', 'nephio-ran')}    package: baseline\n`,
    'good/cluster.yaml': 'apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata:\n  name: ran\nspec:\n  siteCode: s1\n',
    'good/repository.yaml': 'apiVersion: config.porch.kpt.dev/v1alpha1\nkind: Repository\nmetadata:\n  name: nephio-ran\nspec:\n  deployment: true\n  git:\n    repo: https://git.example.com/ran.git\n',
    'bad/v.yaml': variant('ran', 'nephio-ran'),
    'package/Kptfile': 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: package\n',
    'package/v.yaml': `${variant('ran', 'nephio-ran')}    package: baseline\n`,
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, path)), { recursive: true })
    writeFileSync(join(work, path), text)
  }
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync('node', [COMMAND, 'fleet', 'plan', ...args], { cwd: work, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('fleet plan', () => {
  it('lists packages by repository', () => {
    expect(run('good')).toEqual({ status: 0, stdout: 'nephio-ran  cluster ran\n  baseline  blueprints/baseline@v1  ran\n', stderr: '1 package for 1 cluster in 1 deployment repository: no findings.\n' })
  })

  it('gives programs everything, findings included', () => {
    const { status, stdout } = run('good', '-o', 'json')
    expect(status).toBe(0)
    const plan: unknown = JSON.parse(stdout)
    expect(plan).toMatchObject({
      kind: 'FleetPlan',
      packages: [{ repository: 'nephio-ran', package: 'baseline', cluster: 'ran', variant: { name: 'ran', namespace: 'default', file: 'good/v.yaml', line: 1 }, downstreamUrl: 'https://git.example.com/ran.git' }],
      summary: { errors: 0 },
    })
  })

  it('a refused variant is no package, an error, and exit code 1', () => {
    const { status, stdout, stderr } = run('bad')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('bad/v.yaml:11:5: error: FLT021 required field spec.downstream.package is missing; write it')
  })

  it('a package inside is no part of the fleet unless it is given', () => {
    const { status, stdout, stderr } = run('.')
    expect(status).toBe(1)
    expect(stdout).toContain('nephio-ran  cluster ran')
    expect(stderr).toContain('package/v.yaml:1:1: info: FLT010 package is a package')
    expect(run('package').stdout).toContain('baseline  blueprints/baseline@v1')
  })

  it('what cannot be read is exit code 2', () => {
    const { status, stderr } = run('good', 'nowhere', 'neither')
    expect(status).toBe(2)
    expect(stderr).toContain('nowhere cannot be read')
    expect(stderr).toContain('neither cannot be read')
  })
})
