// What stops a render: before any function runs, and when a function goes too far.
import { expect, it } from 'vitest'
import { newResource } from '#krm/resource-list.ts'
import { configMap, inProcess, kptfile, renderText, shown } from './package-text.ts'

it('says everything that is wrong with all packages before anything runs', async () => {
  let ran = 0
  const outcome = await renderText(`\
-- Kptfile --
${kptfile('p', 'mutators:\n- image: fn\n  configPath: none.yaml\n- image: fn\n  configPath: two.yaml')}\
-- broken.yaml --
a: [
-- dup.yaml --
apiVersion: v1
kind: A
kind: B
metadata:
  name: a
-- nokrm.yaml --
apiVersion: v1
kind: List
items: []
-- two.yaml --
${configMap('a')}---
${configMap('b')}\
-- sub/Kptfile --
${kptfile('sub', 'mutators:\n- image: fn\n  configpath: x')}\
-- sub/deep/Kptfile --
apiVersion: v1
kind: Other
`, { fn: inProcess(() => {
    ran++
  }) })
  expect(ran).toBe(0)
  expect(shown(outcome)).toBe(`failed
broken.yaml:2:1: error: YML001 ${outcome.problems[0]!.message}
dup.yaml:3:1: error: YML002 the key "kind" stands twice in one map; kpt would give both the first value (first in line 2)
nokrm.yaml:1:1: error: KPT120 this is no KRM resource: it has no metadata.name (List)
sub/Kptfile:8:5: error: KPT104 pipeline.mutators[0] has no field "configpath"; did you mean configPath?
sub/deep/Kptfile:1:1: error: KPT103 unknown resource type v1 Other: a Kptfile is kpt.dev/v1 Kptfile
Kptfile:8:17: error: KPT110 configPath "none.yaml" names no resource of this package (ignored files, other endings than .yaml, .yml and .json, and files of sub-packages do not count)
Kptfile:10:17: error: KPT111 configPath "two.yaml" holds 2 resources; a functionConfig stands alone in its file
`)
})

it('says which functions cannot be called, all of them', async () => {
  const outcome = await renderText(`-- Kptfile --\n${kptfile('p', 'mutators:\n- image: one\nvalidators:\n- image: two')}`, {})
  expect(shown(outcome)).toBe('failed\nKptfile:7:5: error: KPT212 no function one\nKptfile:9:5: error: KPT212 no function two\n')
})

it('needs a Kptfile at the root', async () => {
  expect(shown(await renderText(`-- a.yaml --\n${configMap('a')}`, {}))).toBe('failed\nerror: KPT101 p is no package: it has no Kptfile\n')
  expect(shown(await renderText('-- Kptfile --\n# nothing\n', {}))).toBe('failed\nKptfile: error: KPT101 Kptfile is missing or empty\n')
})

it('keeps files that are no KRM where that is asked for: no function sees them, no function writes them', async () => {
  const text = `-- Kptfile --\n${kptfile('p', 'mutators:\n- image: fn')}-- a.yaml --\n${configMap('a')}-- x.yaml --\n- just a list\n`
  const seen: string[] = []
  const kept = await renderText(text, { fn: inProcess((items) => {
    seen.push(...items.map(({ name }) => name))
  }) }, { nonKrm: 'keep' })
  expect(seen).toEqual(['p', 'a'])
  expect(shown(kept)).toBe('ok\nx.yaml: warning: KPT121 left as it is, no function sees it: this is no KRM resource: it has no apiVersion and no kind and no metadata.name\n')
  const overwritten = await renderText(text, { fn: inProcess((items) => {
    items[1]!.origin.path = 'x.yaml'
  }) }, { nonKrm: 'keep' })
  expect(shown(overwritten)).toContain('fn: KPT135 ConfigMap a may not go to "x.yaml": that file holds something other than KRM resources and is left alone')
})

const GUARDED = `-- Kptfile --
${kptfile('p', 'mutators:\n- image: fn\n- image: other\n  configMap:\n    a: old')}\
-- cfg.yaml --
${configMap('cfg')}`

it.each([
  ['info', (kpt: { set(path: string[], value: unknown): void }) => kpt.set(['info'], { description: 'x' }), undefined],
  ['conditions', (kpt) => kpt.set(['status', 'conditions'], [{ type: 'A', status: 'True' }]), undefined],
  ['labels', (kpt) => kpt.set(['metadata', 'labels'], { a: 'b' }), undefined],
  ['the name', (kpt) => kpt.set(['metadata', 'name'], 'other'), 'metadata.name'],
  ['the kind', (kpt) => kpt.set(['kind'], 'Other'), 'kind'],
  ['the apiVersion', (kpt) => kpt.set(['apiVersion'], 'kpt.dev/v2'), 'apiVersion'],
  ['an image', (kpt) => kpt.set(['pipeline', 'mutators', '0', 'image'], 'evil'), 'pipeline'],
  ['a configMap value', (kpt) => kpt.set(['pipeline', 'mutators', '1', 'configMap', 'a'], 'new'), 'pipeline'],
] as [string, (kpt: { set(path: string[], value: unknown): void }) => void, string | undefined][])('lets a function edit a Kptfile, but not its identity and pipeline: %s', async (_, edit, part) => {
  const fn = inProcess((items) => edit({ set: (path, value) => items[0]!.field(...path.map((step) => (/^\d$/.test(step) ? Number(step) : step))).set(value as string) }))
  const outcome = await renderText(GUARDED, { fn, other: inProcess(() => {}) })
  expect(outcome.ok).toBe(part === undefined)
  if (part !== undefined) expect(shown(outcome)).toContain(`fn: KPT139 it changed ${part} of Kptfile; functions never change that`)
})

it('lets a setter with a ConfigMap set values in configMaps of the pipeline, and nothing else there', async () => {
  const text = GUARDED.replace('- image: fn\n', '- image: fn\n    configPath: cfg.yaml\n')
  const setting = (path: (string | number)[], value: string) => renderText(text, { fn: inProcess((items) => items[0]!.field(...path).set(value)), other: inProcess(() => {}) })
  expect((await setting(['pipeline', 'mutators', 1, 'configMap', 'a'], 'new')).changes.get('Kptfile')).toEqual({ text: expect.stringContaining('a: new') })
  expect((await setting(['pipeline', 'mutators', 1, 'configMap', 'b'], 'new')).ok).toBe(false)
  expect((await setting(['pipeline', 'mutators', 1, 'name'], 'new')).ok).toBe(false)
})

it.each([
  ['moved', (items: { origin: { path: string } }[]) => { items[0]!.origin.path = 'x.yaml' }, 'it moved Kptfile to x.yaml; functions never move a Kptfile'],
  ['written by another resource', (items: { origin: { path: string } }[]) => { items[1]!.origin.path = 'Kptfile' }, 'ConfigMap cfg may not go to "Kptfile": a Kptfile is written by its author alone'],
])('never lets a Kptfile be %s', async (_, body, message) => {
  expect(shown(await renderText(GUARDED, { fn: inProcess((items) => body(items)), other: inProcess(() => {}) }))).toContain(message)
})

const MANY = `-- Kptfile --\n${kptfile('p', 'mutators:\n- image: fn')}-- many.yaml --\n${Array.from({ length: 30 }, (_, n) => configMap(`c${n}`)).join('---\n')}`

it.each([
  [9, false, true], [15, false, true], [16, false, false], [30, false, false], [16, true, true], [30, true, true],
])('a function that leaves out %i of 31 resources (deletions allowed: %j)', async (count, allowDeletions, ok) => {
  const outcome = await renderText(MANY, { fn: inProcess((items) => items.slice(0, items.length - count)) }, { allowDeletions })
  expect(outcome.ok).toBe(ok)
  expect(outcome.items.length).toBe(ok ? 31 - count : 31)
})

it('a function that puts as many resources into the place of those that it leaves out', async () => {
  const fresh = (count: number) => Array.from({ length: count }, (_, n) => newResource({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `n${n}` } }, `n${n}.yaml`))
  const answer = (count: number) => renderText(MANY, { fn: inProcess((items) => [items[0]!, ...fresh(count)]) })
  expect((await answer(30)).ok).toBe(true)
  expect((await answer(15)).ok).toBe(true)
  expect(shown(await answer(14))).toContain('KPT134 it left out 30 of 31 resources')
})

it('never lets a function leave out a Kptfile, whatever is allowed', async () => {
  expect(shown(await renderText(MANY, { fn: inProcess(() => []) }, { allowDeletions: true }))).toContain('KPT139 it left out Kptfile')
})

it('leaves everything as it was before a function that fails', async () => {
  const text = `-- Kptfile --\n${kptfile('p', 'mutators:\n- image: good\n- image: bad')}-- a.yaml --\n${configMap('a')}`
  const set = (value: string, failing: boolean) => inProcess((items) => items[1]!.field('data', 'a').set(value), failing ? [{ code: 'X', severity: 'error', message: 'no' }] : [])
  const outcome = await renderText(text, { good: set('good', false), bad: set('bad', true) })
  expect(outcome.items[1]!.resource.text).toBe(configMap('a', 'good'))
  expect(outcome.changes.size).toBe(0)
  expect(outcome.files.size).toBe(0)
  expect(outcome.functions).toMatchObject([{ exitCode: 0 }, { exitCode: 1, results: [{ code: 'X' }] }])
})
