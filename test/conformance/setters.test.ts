// Our answer for the catalog's apply-setters beside the Go function of the tag that real packages name: values, field
// paths, messages and their order, errors, and the comments that stay.

import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { corpusDir, describeWith, DROP_IN_TAG, needs } from '../oracles/oracles.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import { parsePattern } from '#krm/setter-pattern.ts'
import { itemText } from '#krm/resource-list.ts'
import { data, item, listOf, type Values } from './setters/generated-items.ts'
import { runGo, setterComments } from './setters/go-apply-setters.ts'
import { runOurs } from './setters/our-apply-setters.ts'

const go = needs.goFunction('apply-setters', DROP_IN_TAG)

/** Both ran on one list. Where both fail, only the error is compared: nothing that was made counts then. */
function compare(list: string, comments = true): void {
  const [theirs, ours] = [runGo(list), runOurs(list)]
  expect(ours.error).toBe(theirs.error)
  if (theirs.error !== undefined) return
  expect(ours.items).toEqual(theirs.items)
  expect(ours.results).toEqual(theirs.results)
  if (comments) expect(ours.comments).toEqual(theirs.comments)
}

describeWith('generated items', go, () => {
  const items = fc.sample(item, { numRuns: 8000, seed: 1 })
  const configs = fc.sample(data, { numRuns: 160, seed: 2 })
  const share = (index: number): string[] => items.slice(index * 50, (index + 1) * 50).filter((text) => !breaksGo(text, configs[index]!))

  it('sets the same', () => {
    let compared = 0
    for (const [index, values] of configs.entries()) {
      const good = share(index).filter((text) => runOurs(listOf([text], values)).error === undefined)
      compared += good.length
      // A flow list leaks its comment in Go: see the differences.
      for (const leaks of [true, false]) {
        const some = good.filter((text) => FLOW_LIST.test(text) === leaks)
        if (some.length > 0) compare(listOf(some, values), !leaks)
      }
    }
    process.stdout.write(`apply-setters ${DROP_IN_TAG}: ${compared} generated items set alike\n`)
    expect(compared).toBeGreaterThan(3000)
  })

  it('fails with the same words', () => {
    let compared = 0
    for (const [index, values] of configs.entries()) {
      const bad = share(index).filter((text) => runOurs(listOf([text], values)).error !== undefined)
      for (const text of bad.slice(0, 3)) compare(listOf([text], values))
      compared += Math.min(bad.length, 3)
    }
    process.stdout.write(`apply-setters ${DROP_IN_TAG}: ${compared} generated items refused alike\n`)
    expect(compared).toBeGreaterThan(100)
  })
})

const FLOW_LIST = /: \[.*kpt-set/

/** Go writes several lines into single quotes without indenting them: the output cannot be read. */
function breaksGo(text: string, values: Values): boolean {
  return [...values.values()].some((value) => value.includes('\n')) && /'.*# kpt-set/.test(text)
}

describeWith('packages of the corpus', [go, needs.corpus()], () => {
  const root = corpusDir()!
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$|Kptfile$/.test(file)).toSorted()
  const packages = new Map<string, string[]>()
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8')
    const folder = file.slice(0, file.lastIndexOf('/'))
    if (!text.includes('kpt-set')) continue
    const read = readKrmFile(file, text)
    if (read.problems.length > 0) continue
    packages.set(folder, [...(packages.get(folder) ?? []), ...read.resources.map((resource) => itemText(resource))])
  }

  it.each([...packages])('%s', (_, items) => {
    const names = [...new Set(items.flatMap((text) => setterComments(text)).flatMap((comment) => parsePattern(comment).names))].toSorted()
    expect(names.length).toBeGreaterThan(0)
    const some = names.filter((_name, index) => index % 2 === 0)
    for (const given of [names, some, names.slice(0, 1), ['nobody']]) compare(rawList(items, new Map(given.map((name) => [name, `v-${name}`]))))
  })
})

function rawList(items: readonly string[], values: Values): string {
  return listOf([], values).replace('items:\n', `items:\n${items.join('')}`)
}

describeWith('configs', go, () => {
  const items = listOf(['apiVersion: v1\nkind: Thing\nmetadata:\n  name: thing\nspec:\n  a: old # kpt-set: ${x}'], new Map([['x', 'y']]))
  const head = items.slice(0, items.indexOf('functionConfig:'))
  it.each([
    ['none at all', ''],
    ['without data', 'functionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n'],
    ['of any kind', 'functionConfig:\n  apiVersion: example.com/v1\n  kind: Any\n  data:\n    x: new\n'],
    ['data that is a list', 'functionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n  data:\n  - x\n'],
    ...['5', '0x10', 'yes', '1.0', 'null', '~', '', '"5"', "'it''s'", '|\n      a\n      b', '!!str 5', '2024-01-01'].map((value) => [
      `with the value ${value}`,
      `functionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: c\n  data:\n    x: ${value}\n`,
    ]),
  ])('%s', (_, config) => compare(head + config))
})

/** Where we differ on purpose: what Go makes of it, and what we do. */
describeWith('deliberate differences', go, () => {
  const one = (line: string, values: Record<string, string>): string => listOf([`apiVersion: v1\nkind: Thing\nmetadata:\n  name: thing\nspec:\n${line}`], new Map(Object.entries(values)))
  const spec = (answer: { items: readonly unknown[] }): unknown => toJson(answer.items[0]).spec

  it('a comment of a flow list does not leak to the next field', () => {
    const list = one('  a: [x] # kpt-set: ${l}\n  b: y', { l: '[1]' })
    expect(runGo(list).comments[0]).toEqual(['# kpt-set: ${l}', '# kpt-set: ${l}'])
    expect(runOurs(list).comments[0]).toEqual(['# kpt-set: ${l}'])
  })

  it('[] empties a list as the empty text does', () => {
    const list = one('  a: # kpt-set: ${l}\n  - x', { l: '[]' })
    expect(() => runGo(list)).toThrow(/not valid YAML/)
    expect(spec(runOurs(list))).toEqual({ a: [] })
  })

  it('a value is literal, also when it holds ${…}', () => {
    const list = one('  a: old # kpt-set: ${x}', { x: '${y}' })
    expect(runGo(list).error).toContain('${y}')
    expect(spec(runOurs(list))).toEqual({ a: '${y}' })
  })

  it('several lines in single quotes become double-quoted', () => {
    const list = one("  a: 'old' # kpt-set: ${x}", { x: 'one\ntwo' })
    expect(spec(runOurs(list))).toEqual({ a: 'one\ntwo' })
  })

  it('a folded scalar that is not set keeps its text', () => {
    const list = one('  a: >\n    one\n\n      deep\n    two\n  b: old # kpt-set: ${x}', { x: 'new' })
    expect(spec(runOurs(list))).toEqual({ a: 'one\n\n  deep\ntwo\n', b: 'new' })
  })

  it('a folded scalar that is set becomes double-quoted at once', () => {
    const list = one('  a: > # kpt-set: ${x}\n    old', { x: 'new' })
    expect(toJson(runGo(list).items[0]).spec).toEqual({ a: 'new' })
    expect(spec(runOurs(list))).toEqual({ a: 'new' })
  })

  it('a flow list with an anchor stays readable', () => {
    const list = one('  a: &l [x] # kpt-set: ${l}', { l: '[new]' })
    expect(() => runGo(list)).toThrow(/not valid YAML/)
    expect(spec(runOurs(list))).toEqual({ a: ['new'] })
  })

  it('a comment behind the anchor of a block list does not set its first item', () => {
    const list = one('  a: &l # kpt-set: ${l}\n  - x', { l: '[new]' })
    expect(spec(runGo(list))).toEqual({ a: ['[new]'] })
    expect(spec(runOurs(list))).toEqual({ a: ['x'] })
  })

  it('a list, a map or an alias as the value of a setter gives nothing', () => {
    for (const [value, theirs] of [['[a]', ''], ['{a: b}', ''], ['*y', 'y']] as const) {
      const list = one('  a: old # kpt-set: ${x}', { y: 'new' }).replace('y: "new"', `y: &y new\n    x: ${value}`)
      expect(toJson(runGo(list).items[0]).spec).toEqual({ a: theirs === 'y' ? true : '' })
      expect(spec(runOurs(list))).toEqual({ a: 'old' })
    }
  })

  it('a list with a tag is set like any other', () => {
    const list = one('  a: !!seq [x] # kpt-set: ${l}', { l: '[new]' })
    expect(spec(runGo(list))).toEqual({ a: ['x'] })
    expect(spec(runOurs(list))).toEqual({ a: ['new'] })
  })
})

describe('setters without an oracle', () => {
  it('a list of generated items is never made unreadable', () => {
    const items = fc.sample(item, { numRuns: 300, seed: 3 })
    for (const [index, values] of fc.sample(data, { numRuns: 300, seed: 4 }).entries()) expect(() => runOurs(listOf([items[index]!], values))).not.toThrow()
  })
})

function toJson(value: unknown): Record<string, unknown> {
  const json = (one: unknown): unknown => {
    if (one instanceof Map) return Object.fromEntries([...one].map(([key, child]) => [key, json(child)]))
    return Array.isArray(one) ? one.map(json) : one
  }
  return json(value) as Record<string, unknown>
}
