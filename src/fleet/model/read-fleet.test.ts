import { describe, expect, it } from 'vitest'
import { formatResult } from '#krm/result.ts'
import { readFleet } from './read-fleet.ts'

function fleetOf(files: Readonly<Record<string, string>>, packageDirs: readonly string[] = []) {
  const model = readFleet([{ files: Object.entries(files).map(([path, text]) => ({ path, text })), packageDirs }])
  return { model, said: model.results.filter(({ severity }) => severity !== 'info').map((result) => formatResult(result)) }
}

const object = (kind: string, apiVersion: string, name: string, spec = '{}', metadata = ''): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}${metadata}}\nspec: ${spec}\n`
const context = (name: string, spec: string, metadata = ''): string => object('ClusterContext', 'infra.nephio.org/v1alpha1', name, spec, metadata)
const workload = (name: string, spec: string): string => object('WorkloadCluster', 'infra.nephio.org/v1alpha1', name, spec)
const repository = (name: string, metadata = ''): string =>
  object('Repository', 'config.porch.kpt.dev/v1alpha1', name, `{deployment: true, git: {repo: https://git.example.com/${name}.git}}`, metadata)

describe('readFleet', () => {
  it('joins every kind that speaks of a cluster by its name', () => {
    const { model, said } = fleetOf({
      'a.yaml': context('ran', '{siteCode: s1, provider: baremetal}', ', labels: {site: a}'),
      'b.yaml': workload('ran', '{clusterName: ran, cnis: [calico], masterInterface: eth0}'),
      'c.yaml': object('Location', 'edge.kubestellar.io/v2alpha1', 'ran', '{}', ', labels: {zone: z}'),
      'd.yaml': object('SyncTarget', 'edge.kubestellar.io/v2alpha1', 'ran'),
      'e.yaml': object('ManagedCluster', 'cluster.open-cluster-management.io/v1', 'ran', '{}', ', annotations: {vendor: x}'),
      'f.yaml': object('Cluster', 'cluster.x-k8s.io/v1beta1', 'ran'),
      'g.yaml': repository('nephio-ran'),
      'h.yaml': object('Location', 'example.com/v1', 'elsewhere'),
    })
    expect(said).toEqual([])
    const [cluster, ...others] = model.clusters
    expect(others).toEqual([])
    expect(cluster!.sources.map(({ kind }) => kind)).toEqual(['ClusterContext', 'WorkloadCluster', 'Location', 'SyncTarget', 'ManagedCluster', 'Cluster'])
    expect(cluster!.repositories.map(({ name }) => name)).toEqual(['nephio-ran'])
    expect(Object.fromEntries([...cluster!.labels].map(([key, { value }]) => [key, value]))).toEqual({ site: 'a', zone: 'z' })
    expect(Object.fromEntries([...cluster!.parameters].map(([key, { value }]) => [key, value]))).toMatchObject({ vendor: 'x', siteCode: 's1', provider: 'baremetal', cnis: 'calico' })
  })

  it('reports two clusters of one name, and one object written twice', () => {
    const { said } = fleetOf({ 'a.yaml': context('one', '{clusterName: ran}'), 'b.yaml': context('two', '{clusterName: ran}'), 'c.yaml': repository('r'), 'd.yaml': repository('r') })
    expect(said).toEqual([
      'd.yaml:1:1: error: FLT011 Repository r is already there, c.yaml:1: whichever is applied last wins; remove or rename one (Repository r)',
      'b.yaml:4:21: error: FLT012 two ClusterContext objects state cluster ran: spec.clusterName of ClusterContext one, a.yaml:4:21, and this; keep one, or give it a cluster name of its own (ClusterContext two spec.clusterName)',
      'a.yaml:4:21: warning: FLT013 the object is called one and states cluster ran: injectors and selectors know it as one; give both one name (ClusterContext one spec.clusterName)',
    ])
  })

  it('reports contradictions between sources with both places', () => {
    const { said } = fleetOf({
      'a.yaml': context('ran', '{masterInterface: eth0}', ', labels: {zone: a}'),
      'b.yaml': object('Location', 'edge.kubestellar.io/v2alpha1', 'ran', '{}', ', labels: {zone: b}'),
    })
    expect(said).toEqual([
      'b.yaml:3:38: error: FLT004 two values for label zone: "a" (metadata.labels.zone of ClusterContext ran, a.yaml:3:38) and "b" (metadata.labels.zone of Location ran, b.yaml:3:38); keep one (Location ran metadata.labels.zone)',
    ])
  })

  it('reports site codes that were copied, and names within names where a bootstrap looks Secrets up', () => {
    const cluster = object('Cluster', 'cluster.x-k8s.io/v1beta1', 'edge1')
    const { said } = fleetOf({ 'a.yaml': context('edge1', '{siteCode: s}'), 'b.yaml': context('edge10', '{siteCode: s}'), 'c.yaml': cluster })
    expect(said.map((line) => /FLT\d+ .*?[:;]/.exec(line)![0])).toEqual([
      'FLT014 clusters edge1 and edge10 both have site code s (spec.siteCode of ClusterContext edge1, a.yaml:',
      'FLT015 cluster name edge1 is part of edge10:',
    ])
    expect(fleetOf({ 'a.yaml': context('edge1', '{}'), 'b.yaml': context('edge10', '{}') }).said).toEqual([])
  })

  it('gives a repository to the longest cluster name that it ends with, or to the one that it names', () => {
    const { model } = fleetOf({
      'a.yaml': context('ran', '{}'), 'b.yaml': context('my-ran', '{}'), 'c.yaml': repository('nephio-my-ran'),
      'd.yaml': repository('other', ', labels: {nephio.org/cluster-name: ran}'), 'e.yaml': repository('foran'),
    })
    expect(model.clusters.map(({ name, repositories }) => [name, repositories.map((each) => each.name)])).toEqual([['my-ran', ['nephio-my-ran']], ['ran', ['other']]])
  })

  it('leaves what is inside a package to that package, and says when variants are hidden there', () => {
    const variant = object('PackageVariant', 'config.porch.kpt.dev/v1alpha1', 'v')
    const { model } = fleetOf({ 'pkg/Kptfile': 'kind: Kptfile\n', 'pkg/sub/v.yaml': variant, 'pkg/c.yaml': context('example', '{}'), 'v.yaml': variant }, ['pkg'])
    expect(model.variants.map(({ resource }) => resource.origin.path)).toEqual(['v.yaml'])
    expect(model.clusters).toEqual([])
    expect(model.results.map((result) => formatResult(result))).toEqual([
      'pkg/sub/v.yaml:1:1: info: FLT010 pkg is a package, so PackageVariant v in it is no part of the fleet; give pkg as a PATH of its own (PackageVariant v)',
    ])
  })

  it('says when contexts are hidden in a package, but for samples, injection points and what stays in the package', () => {
    const local = context('my-ran', '{}').replace('metadata: {', 'metadata: {annotations: {config.kubernetes.io/local-config: "true"}, ')
    const point = context('my-ran', '{}').replace('metadata: {', 'metadata: {annotations: {kpt.dev/config-injection: required}, ')
    const { model } = fleetOf({ 'contexts/a.yaml': context('edge1', '{}'), 'contexts/b.yaml': context('edge2', '{}'), 'contexts/c.yaml': repository('r'), 'bp/a.yaml': local, 'bp2/a.yaml': point, 'bp3/a.yaml': context('example', '{}') }, ['contexts', 'bp', 'bp2', 'bp3'])
    expect(model.results.map((result) => formatResult(result))).toEqual(['contexts/a.yaml:1:1: info: FLT010 contexts is a package, so ClusterContext edge1 and 2 more in it are no part of the fleet; give contexts as a PATH of its own (ClusterContext edge1)'])
  })

  it('reports what cannot be read and goes on', () => {
    const { model, said } = fleetOf({ 'a.yaml': 'a: [1\n', 'b.yaml': context('ran', '{}') })
    expect(model.clusters.map(({ name }) => name)).toEqual(['ran'])
    expect(said[0]).toContain('a.yaml:')
    expect(said[0]).toContain('YML001')
  })
})
