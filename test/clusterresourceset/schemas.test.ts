// What is generated fits the CRD schemas of Cluster API and the External Secrets Operator.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Ajv from 'ajv'
import { load } from 'js-yaml'
import { expect, it } from 'vitest'
import { parseCase } from '../cases/case-file.ts'
import { functionNamed, runOnFiles } from '../cases/run-case.ts'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'

const CASES = fileURLToPath(new URL('../../functions/generate-cluster-resource-set/cases/', import.meta.url))

interface Crd {
  readonly spec: { readonly group: string; readonly names: { readonly kind: string }; readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: object } }[] }
}

type Validate = ReturnType<InstanceType<typeof Ajv.default>['compile']>

/** A validator per apiVersion and kind. Formats and Kubernetes' own keywords say nothing here. */
function validators(corpus: string): Map<string, Validate> {
  const ajv = new Ajv.default({ strict: false, validateFormats: false, allErrors: true })
  const files = ['cluster-api/addons.cluster.x-k8s.io_clusterresourcesets.yaml', 'cluster-api/cluster.x-k8s.io_clusters.yaml', 'external-secrets/external-secrets.io_externalsecrets.yaml']
  const found = new Map<string, Validate>()
  for (const file of files) {
    const { spec } = load(readFileSync(join(corpus, 'crds', file), 'utf8')) as Crd
    for (const { name, schema } of spec.versions) found.set(`${spec.group}/${name} ${spec.names.kind}`, ajv.compile(closed(schema.openAPIV3Schema)))
  }
  return found
}

/** The schema with unknown fields forbidden: an API server would drop them without a word. */
function closed(schema: object): object {
  const copy: Record<string, unknown> = { ...(schema as Record<string, unknown>) }
  for (const [key, value] of Object.entries(copy)) {
    if (key === 'properties') copy[key] = Object.fromEntries(Object.entries(value as Record<string, object>).map(([name, child]) => [name, name === 'metadata' ? {} : closed(child)]))
    else if (key === 'items' || key === 'additionalProperties') copy[key] = typeof value === 'object' && value !== null ? closed(value) : value
  }
  if ('properties' in copy && !('x-kubernetes-preserve-unknown-fields' in copy) && !('additionalProperties' in copy)) copy['additionalProperties'] = false
  return copy
}

describeWith('generated resources and the CRDs of the corpus', needs.corpus(), () => {
  it('fit in every case', () => {
    const known = validators(corpusDir()!)
    const seen = new Set<string>()
    for (const name of readdirSync(CASES)) {
      const { files, config } = parseCase(readFileSync(join(CASES, name), 'utf8'))
      const before = new Set(files.map(({ path }) => path))
      for (const { path, text } of runOnFiles(functionNamed('generate-cluster-resource-set'), files, config).files) {
        if (before.has(path) || text === '') continue
        const object = load(text) as { apiVersion: string; kind: string }
        const type = `${object.apiVersion} ${object.kind}`
        const validate = known.get(type)
        if (validate === undefined) {
          expect(type).toBe('v1 ConfigMap')
          continue
        }
        seen.add(type)
        expect(validate(object), `${name} ${path}: ${JSON.stringify(validate.errors)}`).toBe(true)
      }
    }
    expect([...seen].toSorted()).toEqual(['addons.cluster.x-k8s.io/v1beta1 ClusterResourceSet', 'addons.cluster.x-k8s.io/v1beta2 ClusterResourceSet', 'external-secrets.io/v1 ExternalSecret'])
  })

  it('notice a field that is not known', () => {
    const validate = validators(corpusDir()!).get('addons.cluster.x-k8s.io/v1beta2 ClusterResourceSet')!
    const set = { apiVersion: 'addons.cluster.x-k8s.io/v1beta2', kind: 'ClusterResourceSet', spec: { clusterSelector: {}, resources: [{ kind: 'ConfigMap', name: 'a', namespace: 'b' }] } }
    expect(validate(set)).toBe(false)
  })
})
