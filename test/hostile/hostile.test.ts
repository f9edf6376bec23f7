/** Hostile and broken packages through the built command: a clear answer, the right exit code, and nothing lost. */

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOSTILE } from './packages.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const COMMAND = join(ROOT, 'build/krm-fleet.cjs')

let work = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'hostile-'))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** Path, kind, mode and content of everything in a directory. */
function snapshot(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).toSorted().map((path) => {
    const stat = lstatSync(join(dir, path))
    if (!stat.isFile()) return `${path} ${stat.mode}`
    const content = stat.size > 2 ** 25 ? String(stat.size) : createHash('sha256').update(readFileSync(join(dir, path))).digest('hex')
    return `${path} ${stat.mode} ${stat.ino} ${content}`
  })
}

describe('a hostile package is answered and stays what it was', () => {
  test.each(HOSTILE)('$name', ({ lay, exit, says = [], args = [] }) => {
    const dir = mkdtempSync(join(work, 'package-'))
    lay(dir)
    const before = snapshot(dir)
    const ran = spawnSync('node', [COMMAND, 'render', dir, ...args], { encoding: 'utf8', timeout: 50_000 })
    for (const text of says) expect(ran.stderr).toMatch(text)
    expect(ran.stderr).not.toContain('defect of krm-fleet')
    expect(ran.stderr).not.toContain('\u001b]')
    expect(ran.status, ran.stderr).toBe(exit)
    expect(snapshot(dir)).toEqual(before)
  })
})
