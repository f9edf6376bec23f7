// What is generated fits the CRD schemas of Cluster API and the External Secrets Operator.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { expect, it } from 'vitest'
import { parseCase } from '../cases/case-file.ts'
import { functionNamed, runOnFiles } from '../cases/run-case.ts'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'
import { validators } from './crd-schemas.ts'

const FILES = ['crds/cluster-api/addons.cluster.x-k8s.io_clusterresourcesets.yaml', 'crds/cluster-api/cluster.x-k8s.io_clusters.yaml', 'crds/external-secrets/external-secrets.io_externalsecrets.yaml']
const CASES = fileURLToPath(new URL('../../functions/generate-cluster-resource-set/cases/', import.meta.url))

describeWith('generated resources and the CRDs of the corpus', needs.corpus(), () => {
  it('fit in every case', () => {
    const known = validators(corpusDir()!, FILES)
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
    const validate = validators(corpusDir()!, FILES).get('addons.cluster.x-k8s.io/v1beta2 ClusterResourceSet')!
    const set = { apiVersion: 'addons.cluster.x-k8s.io/v1beta2', kind: 'ClusterResourceSet', spec: { clusterSelector: {}, resources: [{ kind: 'ConfigMap', name: 'a', namespace: 'b' }] } }
    expect(validate(set)).toBe(false)
  })
})
