// A fleet without a finding, and every defect that `fleet check` knows, planted into it one by one and all together.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { CLEAN, layOut, type Files } from './clean-fleet.ts'
import { DEFECTS, DEFECTS_FILE, withDefects } from './defects.ts'

const COMMAND = fileURLToPath(new URL('../../build/krm-fleet.cjs', import.meta.url))
const golden = process.env['KRM_FLEET_GOLDEN'] !== undefined
const work = mkdtempSync(join(tmpdir(), 'fleet-check-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

let count = 0
/** What is found: severity, code, place and message, one line each. */
function findingsOf(files: Files): string[] {
  const root = join(work, String(++count))
  layOut(root, files)
  const { stdout, stderr, status } = spawnSync('node', [COMMAND, 'fleet', 'check', 'fleet', '--repo', 'blueprints=blueprints', '--working-tree', '-o', 'json'], { cwd: root, encoding: 'utf8' })
  if (status !== 0 && status !== 1) throw new Error(stderr)
  const report = JSON.parse(stdout) as { findings: { code: string; severity: string; message: string; file?: string; start?: { line: number } }[] }
  return report.findings.map(({ code, severity, message, file, start }) => `=> ${severity} ${code} ${file ?? ''}:${start?.line ?? ''} ${message}`)
}

/** Code and file: lines, numbers of packages and what messages list depend on the other defects. */
function codeAndFile(finding: string): string {
  const [, code, file] = /^=> \w+ (\w+) ([^:]*):/.exec(finding)!
  return `${code} ${file}`
}

describe('fleet check', () => {
  it('says nothing of a fleet without a defect', () => expect(findingsOf(CLEAN)).toEqual([]))

  const found = DEFECTS.map((defect) => ({ ...defect, found: findingsOf(withDefects([defect])).join('\n') }))
  for (const { reason, expected, found: each } of found) {
    it(reason, () => {
      if (!golden) expect(each).toBe(expected)
      expect(each).not.toBe('')
    })
  }
  if (golden) writeFileSync(DEFECTS_FILE, `${found.map(({ reason, edits, found: each }) => [`# ${reason}`, ...edits, each].join('\n')).join('\n\n')}\n`)

  it('finds each of them once when all are there', () => {
    const alone = found.flatMap(({ found: each }) => each.split('\n')).map(codeAndFile)
    expect(findingsOf(withDefects(DEFECTS)).map(codeAndFile).toSorted()).toEqual(alone.toSorted())
  })
})
