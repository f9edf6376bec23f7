/** kpt itself: it leaves what we print as it is. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { printDocument } from '#krm/print.ts'
import type { PlainValue } from '#krm/print.ts'
import { describeWith, kptEnv, kptPath, needs } from '../../oracles/oracles.ts'
import { PLAIN_TEXTS, anyString, anyValue } from './corpus.ts'

/** kpt writes escapes for a character beyond U+FFFF, and for all that follows a byte order mark. */
const REWRITTEN = /[\u{10000}-\u{10ffff}]|\\uFEFF/u
/** kpt takes the indentation of a document's lists from its first list, and compact if that key's line has a second `:`. */
const TWO_COLONS = /^ *(?:[?:].*|.*:.*:)\n *- /m

function resource(name: string, spec: PlainValue): PlainValue {
  return { apiVersion: 'v1', kind: 'Example', metadata: { name }, spec }
}

describeWith('a package that we print and kpt renders', needs.kpt(), () => {
  test('keeps every byte', { timeout: 600_000 }, () => {
    const strings = [...PLAIN_TEXTS, ...fc.sample(anyString, { numRuns: 4000, seed: 21 })]
    const texts = [
      ...strings.map((s, i) => printDocument(resource(`s${i}`, { s, list: [s, [s]], map: { [s]: s } }))),
      ...fc.sample(anyValue, { numRuns: 2000, seed: 22 }).map((value, i) => printDocument(resource(`v${i}`, value), i % 2 ? 'wide' : 'compact')),
    ].filter((text) => !REWRITTEN.test(text) && !TWO_COLONS.test(text))
    const folder = mkdtempSync(join(tmpdir(), 'krm-fleet-scalars-kpt-'))
    try {
      writeFileSync(join(folder, 'Kptfile'), 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: example\n')
      for (const [i, text] of texts.entries()) writeFileSync(join(folder, `${i}.yaml`), text)
      const ran = spawnSync(kptPath()!, ['fn', 'render', folder], { encoding: 'utf8', env: kptEnv() })
      expect(ran.stderr).toContain('Successfully executed')
      for (const [i, text] of texts.entries()) expect(readFileSync(join(folder, `${i}.yaml`), 'utf8')).toBe(text)
      console.info(`${texts.length} files printed by us, rendered by kpt and unchanged`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
