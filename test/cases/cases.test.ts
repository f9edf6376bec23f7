// Runs every case of every function: what it changes and finds, that a second run finds the same and changes nothing,
// and that a ResourceList in kpt's form gives the same. `npm run golden` rewrites the expected sections.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseCase, printCase } from './case-file.ts'
import { functionNamed, meaningOfCall, meaningOfWire, runOnFiles } from './run-case.ts'

const root = fileURLToPath(new URL('../../functions/', import.meta.url))
const golden = process.env['KRM_FLEET_GOLDEN'] !== undefined

/** Codes of findings that tell of a change, so that a second run has nothing to tell. */
const TELLS_A_CHANGE = /: SET010 /

const found = readdirSync(root, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
  const [, name, title] = /^([^/]+)\/cases\/(.+)\.case$/.exec(file.replaceAll('\\', '/')) ?? []
  return name === undefined ? [] : [{ name, title: title!, file: root + file }]
})

it('finds cases', () => expect(found.length).toBeGreaterThan(0))

for (const name of new Set(found.map((one) => one.name)).values()) {
  describe(name, () => {
    for (const { title, file } of found.filter((one) => one.name === name)) it(title, () => checkCase(name, file))
  })
}

function checkCase(name: string, file: string): void {
  const text = readFileSync(file, 'utf8')
  const { head, config, files, changes, results } = parseCase(text)
  const fn = functionNamed(name)
  const first = runOnFiles(fn, files, config)
  if (golden) writeFileSync(file, printCase(head, first.changes, first.results.join('\n')))
  else expect({ changes: first.changes, results: first.results.join('\n') }).toEqual({ changes, results })

  const second = runOnFiles(fn, first.files.filter(({ path }) => !path.startsWith('(new) ')), config)
  expect(second.changes, 'a second run changes nothing').toBe('')
  const lasting = (lines: readonly string[]): string[] => lines.filter((line) => !TELLS_A_CHANGE.test(line)).map((line) => line.replaceAll(/:\d+:\d+/g, ''))
  expect(lasting(second.results), 'a second run finds the same').toEqual(lasting(first.results))

  const direct = meaningOfCall(fn, files, config)
  expect(meaningOfWire(fn, files, config, 'config.kubernetes.io/v1'), 'the same over the wire').toEqual(direct)
  expect(meaningOfWire(fn, files, config, 'config.kubernetes.io/v1beta1'), 'the same in the older version').toEqual(direct)
}
