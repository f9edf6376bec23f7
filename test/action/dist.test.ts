// dist/ is what GitHub runs: it must be what the sources give, byte for byte. `npm run action` (or golden) writes it.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const DIST = join(ROOT, 'dist')
const fresh = mkdtempSync(join(tmpdir(), 'dist-'))
const make = (folder: string): void => void execFileSync(process.execPath, ['scripts/build-action.mjs', folder], { cwd: ROOT })

beforeAll(() => {
  make(fresh)
  if (process.env['KRM_FLEET_GOLDEN'] !== undefined) make(DIST)
})
afterAll(() => rmSync(fresh, { recursive: true, force: true }))

test('dist/ is fresh', () => {
  const names = readdirSync(fresh)
  expect(readdirSync(DIST), 'npm run action').toEqual(names)
  const stale = names.filter((name) => !readFileSync(join(DIST, name)).equals(readFileSync(join(fresh, name))))
  expect(stale, 'npm run action').toEqual([])
})

test('it says nothing of the machine that made it, and is no riddle', () => {
  for (const name of readdirSync(fresh)) {
    const text = readFileSync(join(fresh, name), 'utf8')
    expect(text, name).not.toContain(ROOT.slice(0, -1))
    expect(text, name).not.toMatch(/sourceMappingURL|\/home\/|\/Users\//)
    expect(text.length, name).toBeLessThan(2 * 1024 * 1024)
  }
  expect(readFileSync(join(fresh, 'action.cjs'), 'utf8').split('\n').length).toBeGreaterThan(10_000)
})
