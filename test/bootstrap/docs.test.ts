// docs/new-cluster.md: its links lead somewhere, and its commands do what it says.

import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CONFIG_SYNC } from './agent.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const PAGE = readFileSync(join(ROOT, 'docs/new-cluster.md'), 'utf8')

it('links lead somewhere', () => {
  const links = [...PAGE.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link!)
  expect(links.length).toBeGreaterThan(5)
  expect(links.filter((link) => !existsSync(join(ROOT, 'docs', link)))).toEqual([])
})

it('every command of ours works as it stands', () => {
  const work = mkdtempSync(join(tmpdir(), 'new-cluster-'))
  for (const folder of ['blueprints', 'examples']) cpSync(join(ROOT, folder), join(work, folder), { recursive: true })
  writeFileSync(join(work, 'config-sync-manifest.yaml'), CONFIG_SYNC)
  const commands = [...PAGE.matchAll(/^```sh\n([^]*?)```/gm)].flatMap(([, block]) => block!.trim().split('\n')).filter((line) => line.startsWith('krm-fleet '))
  expect(commands).toHaveLength(2)
  for (const command of commands) {
    const ran = spawnSync('node', [join(ROOT, 'build/krm-fleet.cjs'), ...command.split(' ').slice(1)], { cwd: work, encoding: 'utf8' })
    expect(ran.status, ran.stderr).toBe(0)
  }
  expect(existsSync(join(work, 'out/my-core/cluster-resource-sets/my-core-sync.yaml'))).toBe(true)
  expect(existsSync(join(work, 'out/my-ran/apply.sh'))).toBe(true)
  rmSync(work, { recursive: true })
})
