// What the rules promise, held against the cases: each rule has one that fires and a near miss that does not; the line of
// config that an assumption prints does replace it; a function writes a capped list, the whole has all.

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { functions } from '#functions/index.ts'
import { NETWORK_RULES } from '#fleet/network/rules.ts'
import { Resource } from '#krm/resource.ts'
import { formatResult } from '#krm/result.ts'
import { MAX_WIRE_RESULTS } from '#krm/result-wire.ts'
import { printResourceList } from '#krm/resource-list.ts'
import { runOnWire } from '#krm/run-on-wire.ts'
import { parseCase } from '../cases/case-file.ts'
import { context, resourcesOf } from './resources.ts'

const fn = functions.find(({ name }) => name === 'validate-network-contexts')!
const folder = fileURLToPath(new URL('../../functions/validate-network-contexts/cases/', import.meta.url))
const cases = readdirSync(folder).map((file) => ({ title: file.replace(/\.case$/, ''), ...parseCase(readFileSync(folder + file, 'utf8')) }))

describe.each(NETWORK_RULES.map(({ code }) => code))('%s', (code) => {
  const own = cases.filter(({ title }) => title.startsWith(code.toLowerCase()))
  const isNearMiss = ({ title }: { readonly title: string }): boolean => /^net\d{3}-not-/.test(title)

  it('has a case that fires, and none that is called so and does not', () => {
    const firing = own.filter((one) => !isNearMiss(one))
    expect(firing.length).toBeGreaterThan(0)
    expect(firing.filter(({ results }) => !results.includes(` ${code} `)).map(({ title }) => title)).toEqual([])
  })

  it('has a near miss on which it is silent', () => {
    const misses = own.filter(isNearMiss)
    expect(misses.length).toBeGreaterThan(0)
    expect(misses.filter(({ results }) => results.includes(` ${code} `)).map(({ title }) => title)).toEqual([])
  })
})

it('no case is named after a rule that there is not', () => {
  const codes = new Set(NETWORK_RULES.map(({ code }) => code.toLowerCase()))
  expect(cases.filter(({ title }) => /^net\d/.test(title) && !codes.has(title.slice(0, 6))).map(({ title }) => title)).toEqual([])
})

describe('the line of config that an assumption prints', () => {
  const assumed = cases.flatMap(({ title, files, results }) => {
    const lines = results.split('\n').flatMap((line) => / (NET\d{3}) .*to part them: (domains: \[.*\]) \(/.exec(line)?.slice(1, 3) ?? [])
    return lines.length === 0 ? [] : [{ title, files, code: lines[0]!, line: lines[1]! }]
  })

  it('is there', () => expect(assumed.length).toBeGreaterThan(5))

  it.each(assumed)('$title: $line', ({ files, code, line }) => {
    const config = new Resource(`apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: ValidateNetworkContexts\nmetadata:\n  name: network\n${line}\n`, 'document', { path: '', index: 0 })
    const items = (): Resource[] => resourcesOf(Object.fromEntries(files.map(({ path, text }) => [path, text])))
    const found = (given?: Resource): string[] => fn.invoke(items(), given).results.map((result) => formatResult(result)).filter((text) => text.includes(` ${code} `) && text.includes('Assumed:'))
    expect(found().length).toBeGreaterThan(0)
    expect(found(config).filter((text) => text.includes(line))).toEqual([])
    expect(fn.invoke(items(), config).results.filter((result) => result.code === 'NET091' || result.code?.startsWith('KPT') === true)).toEqual([])
  })
})

it('a function writes as many findings as kpt can store and says how many more there are', () => {
  const networks = Array.from({ length: 500 }, (_, index) => `name: n${index}, ipRange: 11.${index >> 8}.${index & 255}.0/24, vlan: ${index + 1}`)
  const items = resourcesOf({ 'context.yaml': context('c', networks, '  masterInterface: eth1\n') })
  expect(fn.invoke(items, undefined).results.length).toBe(500)
  const { stdout } = runOnWire(fn, printResourceList({ apiVersion: 'config.kubernetes.io/v1', items, functionConfig: undefined, results: [] }))
  expect(stdout.match(/message: /g)!.length).toBe(MAX_WIRE_RESULTS)
  expect(stdout).toContain('301 more results are not shown here')
})
