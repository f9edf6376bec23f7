/**
 * The check says of every case of every function what the function says of it in a render: code, severity, message, object,
 * field, file, line and column. Compared are all codes that the function gives in any of its cases; what the check finds by
 * rules of its own is not the function's matter. The real kpt stands beside both in test/conformance/agree.test.ts.
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { functions } from '#functions/index.ts'
import { casesOf } from '../render/case-renders.ts'
import { checkedPackages, DIFFERENCES, expectedOf, renderedHere, SAYS_MORE, saysMore, sorted, type Difference } from './cases.ts'
import { layCases } from './defects.ts'
import type { Said } from './finding.ts'

let work = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'agree-'))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

const used = new Set<Difference>()
const more = new Set<string>()

describe.each(functions.map((fn) => [fn.name, fn] as const))('%s', (_, fn) => {
  const cases = casesOf(fn).filter(({ runsOthers }) => !runsOthers)
  const results = new Map<string, Said[]>()
  let checked = new Map<string, Said[]>()
  beforeAll(async () => {
    layCases(join(work, fn.name), fn, cases)
    checked = checkedPackages(join(work, fn.name))
    for (const { name } of cases) results.set(name, await (await renderedHere(fn, join(work, fn.name, name))).said)
  }, 120_000)

  it.each(cases.map(({ name }) => name))('%s', (name) => {
    const codes = new Set([...results.values()].flatMap((all) => all.map(({ code }) => code)))
    const expected = expectedOf(fn, join(work, fn.name, name), results.get(name)!, used)
    const said = (checked.get(name) ?? []).filter(({ code }) => codes.has(code))
    const beyond = saysMore(fn, name, said, expected)
    for (const { code } of beyond) more.add(`${fn.name}/${name} ${code}`)
    expect(sorted(said.filter((one) => !beyond.includes(one)))).toEqual(sorted(expected))
  })
})

it('every named difference is one', () => {
  expect([...used].toSorted()).toEqual(Object.keys(DIFFERENCES).toSorted())
  expect([...more].toSorted()).toEqual(Object.keys(SAYS_MORE).toSorted())
})
