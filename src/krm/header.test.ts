import { describe, expect, it } from 'vitest'
import type { ResourceForm } from './origin.ts'
import { Resource } from './resource.ts'

function read(text: string, form: ResourceForm = 'document'): unknown {
  const { apiVersion, kind, name, namespace, labels, annotations } = new Resource(text, form, { path: 'a.yaml', index: 0 })
  return { id: [apiVersion, kind, namespace, name], labels: [...labels], annotations: [...annotations] }
}

const PLAIN = `apiVersion: apps/v1
kind: "Deployment" # c
metadata:
  labels:
    app: upf
    'tier': ran
    empty:
    nested:
      a: b
  name: 'it''s'
  annotations:
    a/b: "true"
  namespace: core
spec:
  metadata:
    name: not this
`
const EXPECTED = {
  id: ['apps/v1', 'Deployment', 'core', "it's"],
  labels: [['app', 'upf'], ['tier', 'ran'], ['empty', ''], ['nested', '']],
  annotations: [['a/b', 'true']],
}

describe('the header', () => {
  it('is the same by scan and by tree', () => {
    expect(read(PLAIN)).toEqual(EXPECTED)
    // An anchor hands it to the tree.
    expect(read(PLAIN.replace('kind: "', 'kind: &k "'))).toEqual(EXPECTED)
    expect(read(`- ${PLAIN.trimEnd().replaceAll('\n', '\n  ')}\n`, 'item')).toEqual(EXPECTED)
  })

  it('is read from block scalars, JSON and aliases', () => {
    const expected = { id: ['v1', 'ConfigMap', '', 'a\n'], labels: [['x', 'l\n']], annotations: [] }
    expect(read('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: |\n    a\n  labels:\n    x: |\n      l\n')).toEqual(expected)
    expect(read('{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a\\n", "labels": {"x": "l\\n"}}}', 'flow')).toEqual(expected)
    expect(read('x: &n a\napiVersion: v1\nkind: C\nmetadata: &m\n  name: *n\n  labels: &l\n    k: *n\n  annotations: *l\n')).toEqual({
      id: ['v1', 'C', '', 'a'], labels: [['k', 'a']], annotations: [['k', 'a']],
    })
  })

  it('is empty where nothing is, or something else', () => {
    const nothing = { id: ['', '', '', ''], labels: [], annotations: [] }
    for (const text of ['a: 1\n', 'metadata: x\n', 'metadata:\n  name: {a: 1}\n  labels: [a]\n', '- a\n', 'a: [\n', 'metadata:\n']) expect(read(text)).toEqual(nothing)
  })

  it('follows an edit', () => {
    const resource = new Resource(PLAIN, 'document', { path: 'a.yaml', index: 0 })
    expect(resource.namespace).toBe('core')
    resource.field('metadata', 'namespace').set('edge')
    resource.field('metadata', 'labels', 'app').set('smf')
    expect([resource.namespace, resource.labels.get('app')]).toEqual(['edge', 'smf'])
  })
})
