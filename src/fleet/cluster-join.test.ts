import { describe, expect, it } from 'vitest'
import { Resource } from '#krm/resource.ts'
import { formatResult, Results } from '#krm/result.ts'
import { ClusterJoin } from './cluster-join.ts'

function at(path: string, text: string): Resource {
  return new Resource(text, 'document', { path, index: 0, linesBefore: 0 })
}

const kptfile = (folder: string): Resource => at(`${folder}Kptfile`, 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\n')
const context = (path: string, name: string, kind = 'ClusterContext', annotation = ''): Resource =>
  at(path, `apiVersion: infra.nephio.org/v1alpha1\nkind: ${kind}\nmetadata:\n  name: object\n${annotation}spec:\n  clusterName: ${name}\n`)
const object = (path: string): Resource => at(path, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n')
const packageContext = (path: string, data: string): Resource =>
  at(path, `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: kptfile.kpt.dev\ndata:\n  ${data}\n`)
const repository = (name: string, deployment: boolean): Resource =>
  at(`${name}.yaml`, `apiVersion: config.porch.kpt.dev/v1alpha1\nkind: Repository\nmetadata:\n  name: ${name}\nspec:\n  deployment: ${deployment}\n  git:\n    repo: https://git.example.com/${name}.git\n`)

/** `cluster (basis)` of an object at a path among items, and the assumptions that are printed. */
function join(path: string, items: Resource[], name?: string): [string, string[]] {
  const asked = object(path)
  const joined = new ClusterJoin([...items, asked], new Results(), name)
  const { cluster, basis } = joined.clusterOf(asked)
  const results = new Results()
  joined.reportAssumptions(results)
  return [`${cluster} (${basis})`, results.list.map((result) => formatResult(result))]
}

describe('ClusterJoin', () => {
  it('takes the nearest context at or above the package', () => {
    const items = [context('ran/context.yaml', 'my-ran'), context('ran/core/context.yaml', 'my-core', 'WorkloadCluster'), kptfile('ran/'), kptfile('ran/core/')]
    expect(join('ran/core/deep/x.yaml', items)).toEqual(['my-core (context)', []])
    expect(join('ran/other/x.yaml', items)).toEqual(['my-ran (context)', []])
  })

  it('gives a package the context of any of its folders, and a sibling none of it', () => {
    const items = [kptfile('ran/'), context('ran/contexts/context.yaml', 'my-ran'), kptfile('core/')]
    expect(join('ran/apps/x.yaml', items)[0]).toBe('my-ran (context)')
    expect(join('core/x.yaml', items)[0]).toBe('undefined (none)')
  })

  it('without a Kptfile goes by folders', () => {
    expect(join('a/b/x.yaml', [context('a/c.yaml', 'one'), context('a/d/c.yaml', 'two')])[0]).toBe('one (context)')
  })

  it('merges two kinds that name one cluster', () => {
    expect(join('x.yaml', [context('a.yaml', 'my-ran'), context('b.yaml', 'my-ran', 'WorkloadCluster')])).toEqual(['my-ran (context)', []])
  })

  it('says which of several contexts it assumes', () => {
    const [found, said] = join('x.yaml', [context('b.yaml', 'two'), context('a.yaml', 'one')])
    expect(found).toBe('one (several)')
    expect(said).toEqual([
      'a.yaml:6:16: warning: FLT009 several clusters are stated for the root package: one, two; assumed one (spec.clusterName of ClusterContext object, a.yaml:6:16); keep one, or put each into a package of its own (ClusterContext object spec.clusterName)',
    ])
  })

  it('falls back to the package context, and says so with the line', () => {
    const [found, said] = join('pkg/x.yaml', [packageContext('package-context.yaml', 'cluster-name: my-ran'), repository('nephio-my-core', true)])
    expect(found).toBe('my-ran (package-context)')
    expect(said[0]).toContain('info: FLT008 pkg is assumed to belong to cluster my-ran, from the package context (data.cluster-name of ConfigMap kptfile.kpt.dev, package-context.yaml:6:17)')
  })

  it('does not believe a placeholder or a context that waits for its injection', () => {
    const items = [packageContext('package-context.yaml', 'cluster-name: example'), context('c.yaml', 'example', 'WorkloadCluster', '  annotations:\n    kpt.dev/config-injection: required\n')]
    expect(join('x.yaml', items)[0]).toBe('undefined (none)')
  })

  it('falls back to the only deployment repository, or the one that the caller knows', () => {
    const items = [repository('blueprints', false), repository('nephio-my-ran', true)]
    const [found, said] = join('x.yaml', items)
    expect(found).toBe('nephio-my-ran (repository)')
    expect(said[0]).toContain('add a ClusterContext or "cluster-name: nephio-my-ran" below data of package-context.yaml')
    expect(join('x.yaml', items, 'my-core')[0]).toBe('my-core (repository)')
    expect(join('x.yaml', [...items, repository('nephio-my-core', true)])[0]).toBe('undefined (none)')
  })

  it('says what to add when nothing is known, once per package', () => {
    const [found, said] = join('pkg/x.yaml', [])
    expect(found).toBe('undefined (none)')
    expect(said).toEqual([
      'pkg/x.yaml:1:1: warning: FLT009 nothing says which cluster pkg belongs to; add a ClusterContext, or "cluster-name: <cluster>" below data of package-context.yaml (ConfigMap x)',
    ])
  })
})
