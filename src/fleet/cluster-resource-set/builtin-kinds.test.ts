import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { corpusDir, describeWith, needs } from '../../../test/oracles/oracles.ts'
import { builtinScope } from './builtin-kinds.ts'

/** Kinds that a server answers and does not store. */
const QUESTIONS = /Review$/

interface Operation {
  readonly 'x-kubernetes-action'?: string
  readonly 'x-kubernetes-group-version-kind'?: { readonly group: string; readonly kind: string }
}

describeWith('the Kubernetes 1.36 OpenAPI document', needs.corpus(), () => {
  it('has the same kinds with the same scopes', () => {
    const text = readFileSync(join(corpusDir()!, 'schemas/kubernetes-1.36-openapi-v2.json'), 'utf8')
    const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, Operation>> }
    let kinds = 0
    for (const [path, operations] of Object.entries(paths)) {
      const gvk = operations['post']?.['x-kubernetes-group-version-kind']
      if (gvk === undefined || path.includes('{name}') || QUESTIONS.test(gvk.kind)) continue
      kinds++
      const scope = path.includes('/namespaces/{namespace}/') ? 'Namespaced' : 'Cluster'
      expect(`${gvk.kind} ${builtinScope(gvk.group, gvk.kind)}`).toBe(`${gvk.kind} ${scope}`)
    }
    expect(kinds).toBeGreaterThan(60)
  })
})

it('tells groups apart', () => {
  expect(builtinScope('networking.k8s.io', 'Ingress')).toBe('Namespaced')
  expect(builtinScope('gateway.networking.k8s.io', 'Gateway')).toBeUndefined()
  expect(builtinScope('', 'Deployment')).toBeUndefined()
})
