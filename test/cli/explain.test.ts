/** `krm-fleet explain` as a user calls it, on the fleet of the seeded check and on the example. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLEAN, layOut } from '../fleet-check/clean-fleet.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
let work = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'explain-'))
  const variants = CLEAN.get('fleet/variants.yaml')!.replace('namespace: apps-b', 'namespace: apps-b\n        quota: "50"')
  layOut(work, new Map([...CLEAN, ['fleet/variants.yaml', variants]]))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

function run(cwd: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync('node', [join(ROOT, 'build/krm-fleet.cjs'), 'explain', ...args], { cwd, encoding: 'utf8' })
  return { status, stdout, stderr }
}

const explain = (question: string, ...args: string[]) => run(work, question, 'fleet', '--repo', 'blueprints=blueprints', '--working-tree', '--cluster', 'core-b', ...args)

describe('explain', () => {
  it('lists every writer of a value in order, the winner last', () => {
    expect(explain('ResourceQuota/apps-b/pods#spec.hard.pods').stdout.split('\n').slice(3)).toEqual([
      '  upstream blueprints/baseline@v1  blueprints/baseline/namespace.yaml:6:1',
      '  spec.hard.pods',
      '     10  the blueprint  blueprints/baseline/namespace.yaml:13:11',
      '     50  ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0 (function of the variant)  fleet/variants.yaml:30:16',
      "  => 10  ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0 (the package's own function)  blueprints/baseline/Kptfile:8:14",
      '',
    ])
  })

  it('follows an object that is renamed, and what is injected', () => {
    expect(explain('Namespace/apps-b#metadata.name').stdout).toContain('  => apps-b  ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0 (function of the variant)  fleet/variants.yaml:29:20\n')
    expect(explain('ClusterContext/context#spec.siteCode').stdout).toContain('  => site-b   injection of ClusterContext core-b  fleet/contexts.yaml:16:13\n')
  })

  it('names package, variant and upstream of an object, for programs too', () => {
    const [first, ...others] = JSON.parse(explain('Namespace/apps-b', '-o', 'json').stdout) as object[]
    expect(others).toEqual([])
    expect(first).toMatchObject({ cluster: 'core-b', repository: 'nephio-core-b', package: 'baseline', path: 'namespace.yaml', variant: { name: 'baseline-core-b', file: 'fleet/variants.yaml', line: 16 }, upstream: { file: 'blueprints/baseline/namespace.yaml', line: 1 } })
  })

  it('says from which field of the context a value was taken', () => {
    const { stdout } = run(ROOT, 'Namespace/apps#metadata.labels[nephio.org/site-code]', 'examples/fleet', '--cluster', 'my-ran')
    expect(stdout).toMatch(/=> site-ran-01 {2}\S+apply-cluster-context:\S+ \(the package's own function\) {2}blueprints\/cluster-baseline\/Kptfile:\d+:\d+, from examples\/fleet\/cluster-contexts\/my-ran.yaml:\d+:\d+/)
  })

  it('says what is not there, and what is no question', () => {
    expect(explain('Namespace/nope')).toMatchObject({ status: 1, stderr: 'No package of core-b makes Namespace nope.\n' })
    expect(explain('Namespace')).toMatchObject({ status: 2 })
    expect(explain('Namespace/a#[')).toMatchObject({ status: 2 })
    expect(run(work, 'Namespace/apps-b', 'fleet', '--cluster', 'core-c').stderr).toContain('did you mean core-b?')
  })
})
