/** The repository is a kpt package: kpt and krm-fleet render it as a whole, and nothing but the root Kptfile's status changes. */

import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWith, kptEnv, kptPath, needs } from '../oracles/oracles.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const COMMAND = join(ROOT, 'build/krm-fleet.cjs')

let work = ''
let clone = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'self-render-'))
  clone = join(work, 'krm-fleet')
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter((path) => path !== '')
  for (const file of files) cpSync(join(ROOT, file), join(clone, file))
  for (const args of [['init', '-q'], ['add', '-A'], ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', 'commit', '-qm', 'x']]) {
    execFileSync('git', args, { cwd: clone })
  }
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

function changedFiles(): string[] {
  return execFileSync('git', ['status', '--porcelain', '-z'], { cwd: clone, encoding: 'utf8' }).split('\0').filter((line) => line !== '').map((line) => line.slice(3))
}

test('krm-fleet render . changes nothing', () => {
  const ran = spawnSync('node', [COMMAND, 'render', '.', '--truncate-output=false'], { cwd: clone, encoding: 'utf8' })
  expect(ran.stderr).toContain('Successfully executed')
  expect(ran.stderr).not.toMatch(/\[(?:warning|error)\]/)
  expect(ran.status).toBe(0)
  expect(changedFiles()).toEqual([])
})

describeWith('kpt fn render .', [needs.kpt(), needs.containers()], () => {
  test('changes nothing but the status of the root Kptfile', () => {
    const ran = spawnSync(kptPath()!, ['fn', 'render', '.', '--image-pull-policy', 'never'], { cwd: clone, env: kptEnv(), encoding: 'utf8' })
    expect(ran.stderr).toContain('Successfully executed')
    expect(ran.status).toBe(0)
    expect(changedFiles().filter((path) => path !== 'Kptfile')).toEqual([])
    expect(readFileSync(join(clone, 'Kptfile'), 'utf8')).toContain('name: krm-fleet')
  })
})
