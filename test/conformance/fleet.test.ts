/** The rendered example fleet beside the real kpt: rendering each package once more, with the functions as programs, changes no value. */

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences } from '../render/compare-trees.ts'
import { describeWith, kptEnv, kptPath, needs } from '../oracles/oracles.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const COMMAND = join(ROOT, 'build/krm-fleet.cjs')
const OWN_IMAGE = /image: ghcr\.io\/krm-fleet\/([\w-]+):\S+/g

const work = mkdtempSync(join(tmpdir(), 'fleet-kpt-'))
const out = join(work, 'out')
beforeAll(() => {
  const ran = spawnSync('node', [COMMAND, 'fleet', 'render', 'examples/fleet', '-o', out], { cwd: ROOT, encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(ran.stderr)
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

function readTree(root: string): Map<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(files.map((file) => [file.slice(root.length + 1), readFileSync(file, 'utf8')] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

describeWith('kpt fn render', [needs.kpt()], () => {
  test('agrees with every package', () => {
    const packages = readdirSync(out).filter((name) => !name.startsWith('.')).flatMap((repository) => readdirSync(join(out, repository)).map((name) => join(repository, name)))
    expect(packages.length).toBeGreaterThan(5)
    const found = packages.flatMap((path) => {
      const copy = join(work, 'kpt', path)
      cpSync(join(out, path), copy, { recursive: true })
      const kptfile = readFileSync(join(copy, 'Kptfile'), 'utf8')
      writeFileSync(join(copy, 'Kptfile'), kptfile.replaceAll(OWN_IMAGE, `exec: ${process.execPath} ${COMMAND} fn $1`))
      const ran = spawnSync(kptPath()!, ['fn', 'render', '--allow-exec', copy], { env: kptEnv(), encoding: 'utf8' })
      if (ran.status !== 0) return [`${path}: ${ran.stderr}`]
      const theirs = readTree(copy)
      theirs.set('Kptfile', kptfile)
      return differences(theirs, readTree(join(out, path))).map((difference) => `${path}/${difference}`)
    })
    expect(found).toEqual([])
  })
})
