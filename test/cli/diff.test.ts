/** `krm-fleet diff`: what a branch changes in the packages when they are rendered. */

import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMMAND } from '../agree/defects.ts'
import { configMap, deployment, kptfile } from '../action/packages.ts'
import { Repository } from '../action/repository.ts'

const repository = new Repository()
afterAll(() => repository.remove())

function diff(...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr } = spawnSync('node', [COMMAND, 'diff', ...args], { cwd: repository.root, encoding: 'utf8' })
  return { status, stdout, stderr }
}

beforeAll(() => {
  repository.write({ 'app/Kptfile': kptfile('app', { replicas: '3' }), 'app/deployment.yaml': deployment(), 'same/Kptfile': kptfile('same'), 'same/a.yaml': configMap('a', '  k: v\n'), 'README.md': '' })
  repository.commit('base')
})

test('nothing changes, whatever is respelt', () => {
  expect(diff('--base', 'main')).toEqual({ status: 0, stdout: 'Nothing changes.\n', stderr: '' })
  repository.write({ 'same/a.yaml': '# a comment\n' + configMap('a', '  k:   "v"\n') })
  expect(diff('--base', 'main')).toEqual({ status: 0, stdout: 'Nothing changes.\n', stderr: '' })
})

test('a setter reaches the object, committed or not; text, JSON, Markdown', () => {
  repository.write({ 'app/Kptfile': kptfile('app', { replicas: '5' }) })
  const text = '~ Deployment web  medium risk  in app\n    spec.replicas: 3 -> 5\n1 object in 1 package changes.\n'
  expect(diff('--base', 'main')).toEqual({ status: 1, stdout: text, stderr: '' })
  expect(diff('same', '--base', 'main').status, 'another directory').toBe(0)
  expect(JSON.parse(diff('--base', 'main', '-o', 'json').stdout)).toMatchObject({ kind: 'FleetDiff', objects: 1, groups: [{ object: { kind: 'Deployment' }, fields: [{ field: 'spec.replicas', before: '3', after: '5' }] }] })
  expect(diff('--base', 'main', '-o', 'markdown').stdout).toContain('- **changed** Deployment web · in app\n\n  ```diff\n  @@ spec.replicas @@\n  - 3\n  + 5\n  ```\n')
})

test('a package that does not render is named, and the others are compared', () => {
  repository.write({ 'same/a.yaml': 'a: [\n' })
  const { status, stdout, stderr } = diff('--base', 'main')
  expect([status, stderr]).toEqual([1, 'Not compared (does not render): same.\n'])
  expect(stdout).toContain('~ Deployment web')
})

test('what cannot be used', () => {
  expect(diff()).toMatchObject({ status: 2, stderr: expect.stringContaining('diff compares with one state: give --base REF') as unknown })
  expect(diff('--base', 'nowhere')).toMatchObject({ status: 2, stderr: expect.stringContaining('git fetch --no-tags --depth=1 origin nowhere') as unknown })
  expect(diff('gone', '--base', 'main')).toMatchObject({ status: 2, stderr: expect.stringContaining('gone does not exist') as unknown })
})
