import { expect, it } from 'vitest'
import { placeOf } from '#krm/result.ts'
import { configMap, kptfile, program, renderText } from './package-text.ts'

const TREE = `-- Kptfile --\n${kptfile('p', 'validators:\n- exec: fn')}-- sub/Kptfile --\n${kptfile('sub')}-- sub/a.yaml --\n# head\n${configMap('first')}---\n${configMap('second')}`

it.each([
  ['the field\'s line', { field: { path: 'data.a' }, file: { path: 'a.yaml', index: 1 } }, { line: 14, column: 6 }],
  ['the nearest line of a field that is not there', { field: { path: 'metadata.labels[app]' }, resourceRef: { kind: 'ConfigMap', name: 'first' }, file: { path: 'a.yaml' } }, { line: 5, column: 3 }],
  ['the resource\'s line', { file: { path: 'a.yaml', index: 1 } }, { line: 9, column: 1 }],
  ['the line that the function knows', { file: { path: 'a.yaml', index: 1 }, tags: { line: '2', column: '3' } }, { line: 2, column: 3 }],
])('results of a program get the file from the root and %s', async (_, result, position) => {
  const outcome = await renderText(TREE, { fn: program((list) => {
    list.results = [{ message: 'm', ...result }]
  }) })
  const [run] = outcome.functions
  expect(run!.results[0]!.place?.file).toBe('a.yaml')
  expect(run!.located[0]!.place).toMatchObject({ file: 'sub/a.yaml', position })
})

it('leaves a place alone that may mean two resources, or none', async () => {
  const outcome = await renderText(TREE, { fn: program((list) => {
    list.results = [{ message: 'm', file: { path: 'a.yaml' } }, { message: 'm', file: { path: 'none.yaml' } }, { message: 'm' }]
  }) })
  expect(outcome.functions[0]!.located).toEqual(outcome.functions[0]!.results)
})

it('results of a function in our process know their lines', async () => {
  const outcome = await renderText(TREE, { fn: ({ items }) => {
    const field = items.find(({ name }) => name === 'second')!.field('data', 'a')
    return { items, results: [{ message: 'm', place: placeOf(field) }], ok: true }
  } })
  expect(outcome.functions[0]!.located[0]!.place).toMatchObject({ file: 'sub/a.yaml', position: { line: 14, column: 6 }, field: 'data.a' })
})
