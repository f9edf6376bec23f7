/** README's first command: what it prints and what it writes are committed, and `npm run golden` rewrites both. */

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = new URL('../../', import.meta.url).pathname
const COMMAND = join(ROOT, 'build/krm-fleet.cjs')
const GOLDEN = join(ROOT, 'test/fleet/golden')
const rewrites = process.env['KRM_FLEET_GOLDEN'] !== undefined

const work = mkdtempSync(join(tmpdir(), 'fleet-'))
const out = join(work, 'out')
let first: { status: number | null; stdout: string; stderr: string }

/** As README says it, but for the place of the output. */
function render(): typeof first {
  const { status, stdout, stderr } = spawnSync('node', [COMMAND, 'fleet', 'render', 'examples/fleet', '-o', out], { cwd: ROOT, encoding: 'utf8' })
  return { status, stdout, stderr: stderr.replaceAll(out, 'out/fleet') }
}

beforeAll(() => {
  first = render()
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** A tree as one text. */
function treeText(directory: string): string {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted()
  return files.map((file) => `-- ${file.slice(directory.length + 1)} --\n${readFileSync(file, 'utf8')}`).join('')
}

function golden(file: string, actual: string): void {
  if (rewrites) writeFileSync(file, actual)
  expect(existsSync(file) ? readFileSync(file, 'utf8') : 'missing: npm run golden').toBe(actual)
}

describe('examples/fleet', () => {
  test('has no finding that a person has to act on', () => {
    expect([first.status, first.stdout]).toEqual([0, ''])
    expect(first.stderr).not.toMatch(/error|warning/)
  })

  test('gives these trees', () => {
    const repositories = readdirSync(out).filter((name) => !name.startsWith('.'))
    expect(repositories).toEqual(['nephio-my-core', 'nephio-my-ran'])
    for (const repository of repositories) golden(join(GOLDEN, `${repository}.txt`), treeText(join(out, repository)))
  })

  test('no object of one cluster names the other', () => {
    expect(treeText(join(out, 'nephio-my-core'))).not.toContain('my-ran')
    expect(treeText(join(out, 'nephio-my-ran'))).not.toContain('my-core')
  })

  test('a second run touches nothing', () => {
    const before = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) => !path.startsWith('.krm-fleet')).map((path) => [path, statSync(join(out, path)).mtimeMs, statSync(join(out, path)).ino])
    const second = render()
    expect(second.stderr).toContain('nothing changed')
    expect(before.map(([path]) => [path, statSync(join(out, String(path))).mtimeMs, statSync(join(out, String(path))).ino])).toEqual(before)
  })

  test('the session in README is what the command prints', () => {
    const readme = join(ROOT, 'README.md')
    const text = readFileSync(readme, 'utf8')
    const section = /(<!-- generated: session -->\n)[\s\S]*?(<!-- end -->)/
    const session = `\`\`\`console\n$ node build/krm-fleet.cjs fleet render examples/fleet -o out/fleet\n${first.stderr}\`\`\`\n`
    const expected = text.replace(section, (_, begin: string, end: string) => begin + session + end)
    if (rewrites) writeFileSync(readme, expected)
    expect(section.test(text)).toBe(true)
    expect(readFileSync(readme, 'utf8')).toBe(expected)
  })
})
