import { expect, it } from 'vitest'
import { newResource } from '#krm/resource-list.ts'
import { configMap, inProcess, kptfile, renderText, told } from './package-text.ts'

/** A function that writes down what it sees. */
function watching(seen: string[]) {
  return inProcess((items) => {
    seen.push(items.map(({ kind, name }) => (kind === 'Kptfile' ? name : name.toUpperCase())).join(' '))
  })
}

const TREE = `\
-- Kptfile --
${kptfile('p', 'mutators:\n- image: see')}\
-- a.yaml --
${configMap('a')}\
-- b-c/Kptfile --
${kptfile('b-c', 'mutators:\n- image: see')}\
-- b-c/x.yaml --
${configMap('x')}\
-- b/Kptfile --
${kptfile('b', 'mutators:\n- image: see')}\
-- b/deep/er/Kptfile --
${kptfile('er', 'mutators:\n- image: see')}\
-- b/deep/z.yaml --
${configMap('z')}\
-- b/y.yaml --
${configMap('y')}`

it('renders children before parents, which see their own resources first, then sub-packages by bytes of their path', async () => {
  const seen: string[] = []
  const outcome = await renderText(TREE, { see: watching(seen) })
  expect(seen).toEqual(['er', 'b Z Y er', 'b-c X', 'p A b Z Y er b-c X'])
  expect(outcome.items.map(({ path }) => path)).toEqual(['Kptfile', 'a.yaml', 'b/Kptfile', 'b/deep/z.yaml', 'b/y.yaml', 'b/deep/er/Kptfile', 'b-c/Kptfile', 'b-c/x.yaml'])
  expect(told(outcome.events)).toEqual([
    'package p/b/deep/er', 'running see', 'passed see', 'package done p/b/deep/er',
    'package p/b', 'running see', 'passed see', 'package done p/b',
    'package p/b-c', 'running see', 'passed see', 'package done p/b-c',
    'package p', 'running see', 'passed see', 'package done p',
    'success: 4 functions, 4 packages',
  ])
})

it('renders parents first and level by level when the root asks for it; each sees itself and what lies below', async () => {
  const seen: string[] = []
  await renderText(TREE.replace('  name: p\n', '  name: p\n  annotations:\n    kpt.dev/bfs-rendering: "true"\n'), { see: watching(seen) })
  expect(seen).toEqual(['p A b Z Y er b-c X', 'b Z Y er', 'b-c X', 'er'])
})

it('passes what a parent did on to the children in breadth-first order, and back into the tree', async () => {
  const text = `\
-- Kptfile --
${kptfile('p', 'mutators:\n- image: mark', 'kpt.dev/bfs-rendering: "TRUE"')}\
-- sub/Kptfile --
${kptfile('sub', 'mutators:\n- image: mark')}\
-- sub/x.yaml --
${configMap('x', '"0"')}`
  const mark = inProcess((items) => {
    for (const item of items) if (item.kind === 'ConfigMap') item.field('data', 'a').set(String(Number(item.field('data', 'a').string) + 1))
  })
  const outcome = await renderText(text, { mark })
  expect(outcome.changes.get('sub/x.yaml')).toEqual({ text: configMap('x', '"2"') })
})

it('runs mutators in order, then validators on clones', async () => {
  const text = `\
-- Kptfile --
${kptfile('p', 'validators:\n- image: check\nmutators:\n- image: one\n- image: two')}\
-- a.yaml --
${configMap('a')}`
  const order: string[] = []
  const set = (value: string) => inProcess((items) => {
    order.push(value)
    items[1]!.field('data', 'a').set(value)
  })
  const outcome = await renderText(text, { one: set('one'), two: set('two'), check: inProcess((items) => {
    order.push(`check ${items[1]!.field('data', 'a').string}`)
    items[1]!.field('data', 'a').set('nobody sees this')
  }) })
  expect(order).toEqual(['one', 'two', 'check two'])
  expect(outcome.changes.get('a.yaml')).toEqual({ text: configMap('a', 'two') })
})

it('gives back the very same texts when nothing changes, whatever they look like', async () => {
  const odd = '\uFEFF# licence\r\n---\r\n# head\r\napiVersion:   v1\r\nkind: "ConfigMap"\r\nmetadata: {name: a}\r\n\r\n...'
  const outcome = await renderText(`-- Kptfile --\n${kptfile('p', 'mutators:\n- image: see\n- image: see\n- image: see')}-- a.yaml --\n${odd}`, { see: inProcess(() => {}) })
  expect(outcome.ok).toBe(true)
  expect(outcome.changes.size).toBe(0)
  expect(outcome.files.get('a.yaml')).toBe(odd)
})

it('two new resources of one file keep their order, and stay two for the functions behind', async () => {
  const add = inProcess((items) => [...items, ...['b', 'a'].map((name, index) => newResource({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }, 'new.yaml', index))])
  const seen: string[] = []
  const outcome = await renderText(`-- Kptfile --\n${kptfile('p', 'mutators:\n- image: add\n- image: see\n- image: see')}`, { add, see: watching(seen) })
  expect(seen).toEqual(['p B A', 'p B A'])
  expect(outcome.items.map(({ path, index, resource }) => `${path} ${index} ${resource.name}`)).toEqual(['Kptfile 0 p', 'new.yaml 0 b', 'new.yaml 1 a'])
})
