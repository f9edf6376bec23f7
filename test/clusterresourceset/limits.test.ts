// Inputs that are too many, too large or spelt oddly: a clear result naming object and size, and nothing half-written.

import { describe, expect, it } from 'vitest'
import type { FunctionOutcome } from '#krm/function.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import validate from '#functions/validate-cluster-resource-set/function.ts'
import { applied, pack, type Source } from './generate.ts'

const configMap = (name: string, size: number): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: default\ndata:\n  text: ${'x'.repeat(size)}\n`
const file = (...documents: string[]): Source[] => [{ path: 'a.yaml', text: documents.join('---\n') }]
const codes = ({ results }: FunctionOutcome): (string | undefined)[] => results.filter(({ severity }) => severity !== 'info').map(({ code }) => code)
const message = ({ results }: FunctionOutcome, code: string): string => results.find((result) => result.code === code)?.message ?? ''

function expectUntouched(outcome: FunctionOutcome): void {
  expect(outcome.ok).toBe(false)
  expect(outcome.items.some(({ changed }) => changed)).toBe(false)
  expect(applied(outcome).map(({ kind }) => kind)).not.toContain('ClusterResourceSet')
}

describe('limits', () => {
  it('refuses a set of more than 100 ConfigMaps and takes one of 100', () => {
    const objects = Array.from({ length: 101 }, (_, at) => configMap(`a-${at}`, 600))
    const refused = pack(file(...objects), 'clientSideBytes: 1500\n')
    expect(message(refused, 'CRS013')).toContain('needs 101 ConfigMaps and 0 Secrets, the limit is 100 together')
    expectUntouched(refused)
    expect(codes(pack(file(...objects.slice(1)), 'clientSideBytes: 1500\n'))).toEqual([])
  })

  it('refuses an object beyond the hard budget, naming it and its size', () => {
    const refused = pack(file(configMap('large', 1_100_000)))
    expect(message(refused, 'CRS011')).toMatch(/^ConfigMap default\/large has 11\d{5} bytes as compact JSON, a ConfigMap of the set all may hold 1000000/)
    expectUntouched(refused)
  })

  it('takes a CRD of 3 MB when its descriptions may go', () => {
    const property = (at: number): string => `              p${at}:\n                type: string\n                description: ${'very long '.repeat(400)}\n`
    const crd = `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: things.example.com\nspec:\n  group: example.com\n  names: {kind: Thing, plural: things}\n  scope: Namespaced\n  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n        type: object\n        properties:\n          spec:\n            type: object\n            properties:\n${Array.from({ length: 750 }, (_, at) => property(at)).join('')}`
    expect(crd.length).toBeGreaterThan(3_000_000)
    const refused = pack(file(crd))
    expect(message(refused, 'CRS011')).toContain('set oversize: strip-descriptions')
    expectUntouched(refused)
    expect(codes(pack(file(crd), 'oversize: strip-descriptions\n'))).toEqual([])
  })

  it('warns of a package that Porch cannot send', () => {
    const outcome = pack(file(...Array.from({ length: 14 }, (_, at) => configMap(`a-${at}`, 240_000))))
    expect(codes(outcome)).toEqual(['CRS025'])
    expect(message(outcome, 'CRS025')).toMatch(/about 67\d{5} bytes as a ResourceList, Porch's function runner takes 6291456/)
  })

  it('refuses an object whose aliases unfold without end', () => {
    const bomb = ['apiVersion: v1', 'kind: ConfigMap', 'metadata: {name: a, namespace: default}', 'a0: &a0 [x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 8 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}x]`), ''].join('\n')
    expect(() => pack(file(bomb))).toThrow(/payload\/a\.yaml:\d+:\d+: error: YML003 its aliases unfold into more than 100000 nodes/)
  })
})

describe('hand-written sets', () => {
  const set = (...names: string[]): string =>
    `apiVersion: addons.cluster.x-k8s.io/v1beta2\nkind: ClusterResourceSet\nmetadata:\n  name: cni\n  namespace: default\nspec:\n  strategy: ApplyOnce\n  clusterSelector: {matchLabels: {cni: flannel}}\n  resources:\n${names.map((name) => `  - {kind: ConfigMap, name: ${name}}\n`).join('')}`
  const holder = (size: number): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: default\ndata:\n  a.yaml: |\n    apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: b, namespace: default}\n    data: {text: ${'x'.repeat(size)}}\n`
  const lint = (...texts: string[]): FunctionOutcome => validate.invoke(texts.flatMap((text, at) => readKrmFile(`${at}.yaml`, text).resources), undefined)

  it('are held against what the API server takes', () => {
    expect(codes(lint(set('a'), holder(1_048_400)))).toEqual(['CRS012'])
    expect(codes(lint(set('a'), holder(1_048_600)))).toEqual(['CRS053'])
    expect(codes(lint(set('a'), holder(261_000)))).toEqual([])
  })

  it('may refer to 100 resources and no more', () => {
    const names = Array.from({ length: 101 }, (_, at) => `a-${at}`)
    const maps = names.map((name) => holder(1).replace('name: a\n', `name: ${name}\n`).replace('name: b', `name: b-${name}`))
    expect(codes(lint(set(...names), ...maps))).toEqual(['CRS013'])
    expect(codes(lint(set(...names.slice(1)), ...maps))).toEqual([])
  })
})

describe('spelling', () => {
  const plain = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: default\ndata:\n  text: |\n    one\n    two\n  list: "1"\n'
  const others = {
    'flow and JSON': '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "namespace": "default"}, "data": {"text": "one\\ntwo\\n", "list": "1"}}\n',
    'comments, blanks and other indents': "# about this\napiVersion: v1\nkind: ConfigMap   # what\n\nmetadata:\n    name: a\n    namespace: 'default'\ndata:\n    text: \"one\\ntwo\\n\"\n\n    list: '1'\n",
    CRLF: plain.replaceAll('\n', '\r\n'),
    'what servers and tools add': plain.replace('  namespace: default\n', '  namespace: default\n  uid: 1234\n  resourceVersion: "7"\n  creationTimestamp: null\n  annotations:\n    config.kubernetes.io/index: "0"\n    internal.kpt.dev/upstream-identifier: x\n').concat('status: {}\n'),
  }
  const payload = (outcome: FunctionOutcome): unknown => applied(outcome).find(({ kind }) => kind === 'ConfigMap')!.field('data').value

  for (const [name, text] of Object.entries(others)) {
    it(`does not matter: ${name}`, () => expect(payload(pack(file(text)))).toEqual(payload(pack(file(plain)))))
  }
})
