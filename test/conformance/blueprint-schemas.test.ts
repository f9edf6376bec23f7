// Everything in the blueprints, payload in ConfigMaps too, fits the CRDs of Cluster API, the External Secrets Operator,
// Calico's operator, Config Sync, Flux and Porch, and our ClusterContext, without a field that an API server would drop.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import { expect, it } from 'vitest'
import { validators } from '../clusterresourceset/crd-schemas.ts'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'

const BLUEPRINTS = new URL('../../blueprints/', import.meta.url).pathname
const FILES = [
  'crds/cluster-api/addons.cluster.x-k8s.io_clusterresourcesets.yaml',
  'crds/cluster-api/cluster.x-k8s.io_clusters.yaml',
  'crds/external-secrets/external-secrets.io_externalsecrets.yaml',
  'crds/porch/config.porch.kpt.dev_functionconfigs.yaml',
  'crds/porch/config.porch.kpt.dev_packagevariants.yaml',
  'crds/porch/config.porch.kpt.dev_packagevariantsets.yaml',
  'crds/porch/config.porch.kpt.dev_repositories.yaml',
  'manifests/tigera-operator-crds-v3.32.1.yaml',
  'manifests/configsync-1.24.3.yaml',
  'manifests/flux-2.9.4.yaml',
  `${BLUEPRINTS}management/cluster-context-crd/clustercontexts.yaml`,
]

interface KubernetesObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> }
  readonly data?: Readonly<Record<string, string>>
}

/** The objects of a text, and those that generated ConfigMaps carry. */
function objectsOf(text: string): KubernetesObject[] {
  return (loadAll(text) as KubernetesObject[]).flatMap((object) => {
    const carries = object.kind === 'ConfigMap' && object.metadata?.labels?.['krm-fleet.dev/generated-by'] !== undefined
    return [object, ...(carries ? Object.entries(object.data ?? {}).filter(([key]) => key.endsWith('.yaml')).flatMap(([, value]) => objectsOf(value)) : [])]
  })
}

describeWith('blueprints and the CRDs of what they use', needs.corpus(), () => {
  it('fit', () => {
    const known = validators(corpusDir()!, FILES)
    const seen = new Map<string, number>()
    for (const file of readdirSync(BLUEPRINTS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))) {
      for (const object of objectsOf(readFileSync(join(BLUEPRINTS, file), 'utf8'))) {
        const type = `${object.apiVersion} ${object.kind}`
        const validate = known.get(type)
        if (validate === undefined) continue
        expect(validate(object), `${file} ${type}: ${JSON.stringify(validate.errors)}`).toBe(true)
        seen.set(type, (seen.get(type) ?? 0) + 1)
      }
    }
    expect([...seen.keys()].toSorted()).toEqual([
      'addons.cluster.x-k8s.io/v1beta2 ClusterResourceSet',
      'cluster.x-k8s.io/v1beta2 Cluster',
      'config.porch.kpt.dev/v1alpha1 FunctionConfig',
      'config.porch.kpt.dev/v1alpha1 PackageVariant',
      'config.porch.kpt.dev/v1alpha1 Repository',
      'config.porch.kpt.dev/v1alpha2 PackageVariantSet',
      'configsync.gke.io/v1beta1 RootSync',
      'external-secrets.io/v1 ExternalSecret',
      'infra.nephio.org/v1alpha1 ClusterContext',
      'kustomize.toolkit.fluxcd.io/v1 Kustomization',
      'operator.tigera.io/v1 Installation',
      'source.toolkit.fluxcd.io/v1 GitRepository',
    ])
    expect(seen.get('configsync.gke.io/v1beta1 RootSync'), 'in files and in ConfigMaps').toBeGreaterThan(4)
  })
})
