/** Inputs that decide what counts: what each does to a step, over a real repository. Comments and modes have files of their own. */

import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { configMap, kptfile } from './packages.ts'
import { Repository } from './repository.ts'

let repository: Repository
beforeEach(() => {
  repository = new Repository()
})
afterEach(() => repository.remove())

const WRONG = configMap('a', '  port: 8080\n')
const WIDGET = 'apiVersion: acme.example.com/v1\nkind: Widget\nmetadata:\n  name: w\nspec:\n  size: big\n'
const CRD = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: widgets.acme.example.com\nspec:\n  group: acme.example.com\n  names: {kind: Widget, plural: widgets}\n  scope: Namespaced\n  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}\n'

function findingsIn(file: string | undefined): string[] {
  const { findings } = JSON.parse(readFileSync(file!, 'utf8')) as { findings: { code: string; severity: string; file: string }[] }
  return findings.map(({ code, severity, file }) => `${severity} ${code} ${file}`)
}

describe('schemas', () => {
  beforeEach(() => repository.write({ 'p/Kptfile': kptfile('p'), 'p/w.yaml': WIDGET, 'ci/crds/w.yaml': CRD }))

  test('are read from the working directory; what a user types in is the command that does the same', async () => {
    const base = repository.commit('base')
    expect((await repository.run()).outputs.get('findings')).toBe('0')
    const step = await repository.run({ inputs: { 'working-directory': 'ci', path: '..', schemas: 'crds' } })
    expect(step).toMatchObject({ status: 1, stderr: '' })
    expect(step.summary).toContain('"big" is text and must be a whole number (the CRD in ci/crds/w.yaml)')
    expect(step.summary).toContain('`krm-fleet check . --schemas ci/crds`')
    expect((await repository.pullRequest(base, base, { inputs: { schemas: 'ci/crds' } })).outputs.get('findings'), 'nothing changed').toBe('0')
    repository.write({ 'ci/crds/w.yaml': CRD.replace('scope: Namespaced', 'scope: Cluster') })
    const head = repository.commit('another schema concerns all packages')
    expect((await repository.pullRequest(base, head, { inputs: { schemas: 'ci/crds' } })).outputs.get('findings')).not.toBe('0')
  })

  test('that cannot be used', async () => {
    const step = await repository.run({ inputs: { schemas: 'p\nnowhere' } })
    expect(step.status).toBe(2)
    for (const says of ['p holds no CustomResourceDefinition', 'nowhere cannot be read']) expect(step.log).toContain(says)
  })
})

test('strict: what could not be looked at is an error', async () => {
  repository.write({ 'p/Kptfile': `${kptfile('p')}pipeline:\n  mutators:\n  - image: docker.io/acme/own:v1.0.0\n`, 'p/w.yaml': WIDGET })
  const mild = await repository.run()
  expect([mild.status, ...findingsIn(mild.outputs.get('findings-file'))]).toEqual([0, 'info KPT304 p/Kptfile'])
  const strict = await repository.run({ inputs: { strict: 'true' } })
  expect([strict.status, ...findingsIn(strict.outputs.get('findings-file'))]).toEqual([1, 'error KPT304 p/Kptfile', 'error KRM107 p/w.yaml'])
  expect(strict.summary).toContain('`krm-fleet check . --strict`')
})

describe('ignore', () => {
  test('leaves out what its entries name; one that leaves nothing out is said, where everything was checked', async () => {
    repository.write({ 'p/Kptfile': kptfile('p') })
    const base = repository.commit('base')
    repository.write({ 'p/a.yaml': WRONG, 'p/b.yaml': WRONG.replace('name: a', 'name: b') })
    const head = repository.commit('head')
    const ignore = 'KRM102 p/a.yaml # reads numbers\n\nKRM104,KRM101 # gone\n'
    const step = await repository.run({ inputs: { ignore } })
    expect(findingsIn(step.outputs.get('findings-file'))).toEqual(['error KRM102 p/b.yaml'])
    expect(step.summary).toContain('\n- ignore KRM104, KRM101 leaves nothing out: remove it\n')
    expect(step.summary).toContain("krm-fleet check . --ignore 'KRM102 p/a.yaml # reads numbers' --ignore 'KRM104,KRM101 # gone'")
    expect((await repository.pullRequest(base, head, { inputs: { ignore } })).summary).not.toContain('leaves nothing out')
  })

  test('entries that are none', async () => {
    const step = await repository.run({ inputs: { ignore: 'KRM102\nKRM1002 # why\n::error::x', 'fail-on': 'bad' } })
    expect(step.status).toBe(2)
    for (const says of ['input ignore: "KRM102" gives no reason', 'input ignore: "KRM1002 # why" names no rule', '"::error::x" names no rule', 'input fail-on: "bad" is none of']) expect(step.log).toContain(says)
  })
})
