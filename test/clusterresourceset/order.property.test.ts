// The order in which files are read changes no byte, and a package that was rendered in another order is not rendered anew.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import generate from '#functions/generate-cluster-resource-set/function.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import { Resource } from '#krm/resource.ts'
import { CLUSTER } from './generate.ts'

const KINDS = ['Namespace', 'ConfigMap', 'Deployment', 'ValidatingWebhookConfiguration', 'CustomResourceDefinition', 'Thing'] as const

function documentOf(kind: (typeof KINDS)[number], name: string, size: number): string {
  const text = `  text: ${'x'.repeat(size)}\n`
  const head = (apiVersion: string, namespace: boolean): string => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace ? '  namespace: default\n' : ''}`
  switch (kind) {
    case 'Namespace':
      return head('v1', false)
    case 'ConfigMap':
      return `${head('v1', true)}data:\n${text}`
    case 'Deployment':
      return `${head('apps/v1', true)}spec:\n${text}`
    case 'ValidatingWebhookConfiguration':
      return `${head('admissionregistration.k8s.io/v1', false)}webhooks: []\n`
    case 'CustomResourceDefinition':
      return `${head('apiextensions.k8s.io/v1', false)}spec:\n  group: example.com\n  names: {kind: ${name.toUpperCase()}}\n  scope: Cluster\n${text}`
    case 'Thing':
      return `${head('example.com/v1', true)}spec:\n${text}`
  }
}

const CONFIG = `apiVersion: fn.krm-fleet.dev/v1alpha1
kind: GenerateClusterResourceSet
metadata:
  name: c
clientSideBytes: 2000
customKinds: [{group: example.com, kind: Thing, scope: Namespaced}]
sets:
- name: all
  strategy: ApplyOnce
  select: {paths: [payload/]}
`

/** Objects in files; the number in a name makes it the only one. */
const packages = fc
  .array(fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.integer({ min: 0, max: 1200 })), { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 6 })
  .map((files) => files.map((objects, file) => ({ path: `payload/${file % 2 === 0 ? 'a/' : ''}f${file}.yaml`, text: objects.map(([kind, size], at) => documentOf(kind, `n${file}-${at}`, size)).join('---\n') })))

function render(files: readonly { path: string; text: string }[]): Map<string, string> {
  const read = [{ path: 'cluster.yaml', text: CLUSTER }, ...files].flatMap(({ path, text }) => readKrmFile(path, text).resources)
  const { items, ok } = generate.invoke(read, new Resource(CONFIG, 'document', { path: '', index: 0 }))
  expect(ok).toBe(true)
  const texts = items.filter(({ origin }) => !origin.path.startsWith('payload/')).map(({ origin, documentText }) => [origin.path, documentText] as const)
  return new Map(texts.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

it('files in any order give the same bytes', () => {
  let largest = 0
  fc.assert(
    fc.property(packages.chain((files) => fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length }))), ([files, shuffled]) => {
      const once = render(files)
      largest = Math.max(largest, once.size)
      expect([...render(shuffled)]).toEqual([...once])
    }),
    { numRuns: 80, seed: 5 },
  )
  expect(largest, 'some packages need several ConfigMaps').toBeGreaterThan(6)
})
