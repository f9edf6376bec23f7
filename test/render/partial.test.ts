// kpt.dev/save-on-render-failure: what was rendered before the failure is kept, nothing is deleted.
import { expect, it } from 'vitest'
import { configMap, inProcess, kptfile, renderText, shown, told } from './package-text.ts'

const SAVE = 'kpt.dev/save-on-render-failure: "true"'

const marking = inProcess((items) => {
  for (const item of items) if (item.kind === 'ConfigMap') item.field('data', 'a').set('marked')
  return items.filter(({ name }) => name !== 'gone')
})
const failing = inProcess((items) => {
  for (const item of items) if (item.kind === 'ConfigMap') item.field('data', 'a').set('lost')
}, [{ severity: 'error', message: 'no' }])

it('writes the tree as the last function that passed left it, and deletes nothing', async () => {
  const outcome = await renderText(`\
-- Kptfile --
${kptfile('p', 'mutators:\n- image: marking\n- image: failing', SAVE)}\
-- a.yaml --
${configMap('a')}\
-- gone.yaml --
${configMap('gone')}`, { marking, failing })
  expect(shown(outcome)).toBe(`failed\nfailing: exit code 1\n-- a.yaml --\n${configMap('a', 'marked')}`)
  expect(outcome.exitCode).toBe(1)
  expect(told(outcome.events).at(-1)).toBe('partial: 1 functions, 1 packages')
})

it.each([['depth first', ''], ['breadth first', 'kpt.dev/bfs-rendering: "true"\n    ']])('keeps what other packages became, however deep the failure (%s)', async (_, order) => {
  const outcome = await renderText(`\
-- Kptfile --
${kptfile('p', order === '' ? '' : 'mutators:\n- image: marking', order + SAVE)}\
-- a/Kptfile --
${kptfile('a', 'mutators:\n- image: marking')}\
-- a/x.yaml --
${configMap('x')}\
-- b/Kptfile --
${kptfile('b')}\
-- b/c/Kptfile --
${kptfile('c', 'mutators:\n- image: failing')}\
-- b/c/y.yaml --
${configMap('y')}`, { marking, failing })
  expect(outcome.ok).toBe(false)
  expect(outcome.changes.get('a/x.yaml')).toEqual({ text: configMap('x', 'marked') })
  expect(outcome.changes.get('b/c/y.yaml')).toEqual(order === '' ? undefined : { text: configMap('y', 'marked') })
})
