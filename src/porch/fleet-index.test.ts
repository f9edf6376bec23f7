import { expect, it } from 'vitest'
import { readFleet } from '#fleet/model/read-fleet.ts'
import { Fleet } from './fleet-index.ts'

const object = (kind: string, apiVersion: string, metadata: string): string => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {${metadata}}\n`
const fleetOf = (...documents: string[]): Fleet => new Fleet(readFleet([{ files: [{ path: 'f.yaml', text: documents.join('---\n') }], packageDirs: [] }]))
const WORKLOAD = ['WorkloadCluster', 'infra.nephio.org/v1alpha1'] as const

it('injection and selectors find objects of the namespace of the variant only, by exact group, version and kind', () => {
  const fleet = fleetOf(object(...WORKLOAD, 'name: b'), object(...WORKLOAD, 'name: a, namespace: default'), object(...WORKLOAD, 'name: c, namespace: other'), object('WorkloadCluster', 'infra.nephio.org/v1', 'name: d'), object('WorkloadCluster', 'example.com/v1alpha1', 'name: e'))
  const names = (apiVersion: string, namespace: string): string[] => [...fleet.objectsByName(apiVersion, 'WorkloadCluster', namespace).keys()]
  expect(names('infra.nephio.org/v1alpha1', 'default')).toEqual(['a', 'b'])
  expect(names('infra.nephio.org/v1alpha1', 'other')).toEqual(['c'])
  expect(names('infra.nephio.org/v1', 'default')).toEqual(['d'])
  expect(names('infra.nephio.org/v1', 'other')).toEqual([])
  expect(fleet.object({ group: 'infra.nephio.org', version: 'v1alpha1', kind: 'WorkloadCluster', namespace: 'other', name: 'a' })).toBeUndefined()
})

it('kinds without a namespace are found from every one', () => {
  const fleet = fleetOf(object('ManagedCluster', 'cluster.open-cluster-management.io/v1', 'name: edge'))
  expect(fleet.objects('cluster.open-cluster-management.io/v1', 'ManagedCluster', 'any').map(({ name }) => name)).toEqual(['edge'])
})

it('a repository is that of the namespace', () => {
  const repository = (name: string, namespace: string): string => object('Repository', 'config.porch.kpt.dev/v1alpha1', `name: ${name}, namespace: ${namespace}`)
  const fleet = fleetOf(repository('r', 'one'), repository('r', 'two'))
  expect([fleet.repository('one', 'r')?.resource.namespace, fleet.repository('two', 'r')?.resource.namespace, fleet.repository('default', 'r')]).toEqual(['one', 'two', undefined])
})
