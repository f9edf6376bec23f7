// action.yml against the code and its documentation. `npm run golden` writes the tables of docs/action.md.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { expect, it } from 'vitest'
import { INPUT_NAMES, readInputs } from '#action/inputs.ts'
import { root } from './processes.ts'

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
  readonly runs: { readonly using: string; readonly main: string }
}

const action = load(readFileSync(`${root}action.yml`, 'utf8')) as Action
const DOCUMENT = `${root}docs/action.md`

it('starts the bundle with Node 24', () => {
  expect(action.runs).toEqual({ using: 'node24', main: 'dist/action.cjs' })
  expect(existsSync(root + action.runs.main)).toBe(true)
})

it('has the inputs that the code reads, and the defaults that the code has', () => {
  expect(Object.keys(action.inputs)).toEqual([...INPUT_NAMES])
  const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [`INPUT_${name.toUpperCase()}`, input.default]))
  expect(readInputs({ ...defaults, INPUT_TOKEN: '' })).toEqual(readInputs({}))
})

it('has the outputs that the code writes', () => {
  const sources = ['publish', 'outputs', 'main'].map((name) => readFileSync(`${root}src/action/${name}.ts`, 'utf8')).join('')
  for (const name of Object.keys(action.outputs)) expect(sources.includes(`'${name}'`) || sources.includes(`'${name.replace('-file', '')}.`), name).toBe(true)
})

it('every description is a sentence', () => {
  for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)]) expect(description).toMatch(/^[A-Z0-9].*\.$/)
})

it('docs/action.md has its tables', () => {
  const cell = (text: string): string => text.replaceAll('|', '\\|')
  const inputs = Object.entries(action.inputs).map(([name, input]) => `| \`${name}\` | ${input.default === '' ? '' : `\`${input.default}\``} | ${cell(input.description)} |`)
  const outputs = Object.entries(action.outputs).map(([name, { description }]) => `| \`${name}\` | ${cell(description)} |`)
  const tables = new Map([
    ['inputs', ['| input | default | |', '|---|---|---|', ...inputs].join('\n')],
    ['outputs', ['| output | |', '|---|---|', ...outputs].join('\n')],
  ])
  const text = readFileSync(DOCUMENT, 'utf8')
  const fresh = text.replaceAll(/(<!-- generated: (\w+) -->\n)(?:(?!<!-- )[^])*(<!-- end -->)/g, (_, start: string, name: string, end: string) => `${start}${tables.get(name)!}\n${end}`)
  for (const name of tables.keys()) expect(text).toContain(`<!-- generated: ${name} -->`)
  if (process.env['KRM_FLEET_GOLDEN'] !== undefined) writeFileSync(DOCUMENT, fresh)
  else expect(text, 'npm run golden').toBe(fresh)
})
