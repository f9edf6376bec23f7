/** `krm-fleet explain` as a user calls it, on the fleet of the seeded check and on the example. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLEAN, layOut } from '../fleet-check/clean-fleet.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** One package that everything that can write a value writes to. */
const WRITERS = new Map([
  ['writers/all.yaml', `apiVersion: infra.nephio.org/v1alpha1
kind: ClusterContext
metadata: {name: core-b}
spec:
  clusterName: core-b
  networkContexts: [{name: user, ipRange: 10.1.0.0/24}]
  siteCode: site-b
  provider: baremetal
---
apiVersion: config.porch.kpt.dev/v1alpha1
kind: PackageVariant
metadata: {name: all}
spec:
  upstream: {repo: blueprints, package: all, workspaceName: v1}
  downstream: {repo: nephio-core-b, package: all}
  packageContext: {data: {mine: given}, removeKeys: [package-name]}
  injectors: [{kind: ClusterContext, name: core-b}]
  pipeline:
    mutators:
    - image: ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0
      name: setters
      configMap:
        rank: variant
---
apiVersion: config.porch.kpt.dev/v1alpha1
kind: Repository
metadata: {name: blueprints}
spec: {type: git, git: {repo: https://git.example.com/blueprints.git}}
---
apiVersion: config.porch.kpt.dev/v1alpha1
kind: Repository
metadata: {name: nephio-core-b}
spec: {type: git, deployment: true, git: {repo: https://git.example.com/core-b.git}}
`],
  ['writers-blueprints/all/Kptfile', `apiVersion: kpt.dev/v1
kind: Kptfile
metadata: {name: all}
upstream:
  type: git
  git: {repo: https://git.example.com/upstream.git, directory: /all, ref: v7}
pipeline:
  mutators:
  - image: ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0
    configPath: setters.yaml
  - image: ghcr.io/krm-fleet/inject-root-sync:v0.1.0
    configMap: {repo: "https://git.example.com/\${cluster-name}.git", secretRef: git}
  - image: ghcr.io/krm-fleet/apply-cluster-context:v0.1.0
    configPath: values-config.yaml
`],
  ['writers-blueprints/all/setters.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: setters\n  annotations: {config.kubernetes.io/local-config: "true"}\ndata:\n  rank: package\n'],
  ['writers-blueprints/all/values-config.yaml', 'apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: ApplyClusterContext\nmetadata:\n  name: config\n  annotations: {config.kubernetes.io/local-config: "true"}\ndefaults: {tier: low}\n'],
  ['writers-blueprints/all/context.yaml', 'apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata:\n  name: context\n  annotations:\n    config.kubernetes.io/local-config: "true"\n    kpt.dev/config-injection: required\nspec: {siteCode: example}\n'],
  ['writers-blueprints/all/values.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: values, namespace: apps}\ndata:\n  site: none # kpt-set: ${site-code}\n  both: none # kpt-set: ${cluster-name} at ${site-code}\n  range: 10.0.0.0/24 # kpt-set: ${user-range}\n  rank: blueprint # kpt-set: ${rank}\n  tier: none # kpt-set: ${tier}\n'],
])

let work = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'explain-'))
  const variants = CLEAN.get('fleet/variants.yaml')!.replace('namespace: apps-b', 'namespace: apps-b\n        quota: "50"')
  layOut(work, new Map([...CLEAN, ['fleet/variants.yaml', variants], ...WRITERS]))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

function run(cwd: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync('node', [join(ROOT, 'build/krm-fleet.cjs'), 'explain', ...args], { cwd, encoding: 'utf8' })
  return { status, stdout, stderr }
}

const explain = (question: string, ...args: string[]) => run(work, question, 'fleet', '--repo', 'blueprints=blueprints', '--working-tree', '--cluster', 'core-b', ...args)

describe('explain', () => {
  it('lists every writer of a value in order, the winner last', () => {
    expect(explain('ResourceQuota/apps-b/pods#spec.hard.pods').stdout.split('\n').slice(3)).toEqual([
      '  upstream blueprints/baseline@v1  blueprints/baseline/namespace.yaml:6:1',
      '  spec.hard.pods',
      '     10  the blueprint  blueprints/baseline/namespace.yaml:13:11',
      '     50  ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0 (function of the variant)  fleet/variants.yaml:30:16',
      "  => 10  ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0 (the package's own function)  blueprints/baseline/Kptfile:8:14",
      '',
    ])
  })

  it('follows an object that is renamed, and what is injected', () => {
    expect(explain('Namespace/apps-b#metadata.name').stdout).toContain('  => apps-b  ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0 (function of the variant)  fleet/variants.yaml:29:20\n')
    expect(explain('ClusterContext/context#spec.siteCode').stdout).toContain('  => site-b   injection of ClusterContext core-b  fleet/contexts.yaml:16:13\n')
  })

  it('names package, variant and upstream of an object, for programs too', () => {
    const [first, ...others] = JSON.parse(explain('Namespace/apps-b', '-o', 'json').stdout) as object[]
    expect(others).toEqual([])
    expect(first).toMatchObject({ cluster: 'core-b', repository: 'nephio-core-b', package: 'baseline', path: 'namespace.yaml', variant: { name: 'baseline-core-b', file: 'fleet/variants.yaml', line: 16 }, upstream: { file: 'blueprints/baseline/namespace.yaml', line: 1 } })
  })

  it('says from which field of the context a value was taken', () => {
    const { stdout } = run(ROOT, 'Namespace/apps#metadata.labels[nephio.org/site-code]', 'examples/fleet', '--cluster', 'my-ran')
    expect(stdout).toMatch(/=> site-ran-01 {2}\S+apply-cluster-context:\S+ \(the package's own function\) {2}blueprints\/cluster-baseline\/Kptfile:\d+:\d+, from examples\/fleet\/cluster-contexts\/my-ran.yaml:\d+:\d+/)
  })

  const FUNCTION = 'ghcr.io/krm-fleet/apply-cluster-context:v0.1.0'
  const SETTERS = 'ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0'
  it.each([
    ['the context, through a setter', 'ConfigMap/values#data.site', ['none the blueprint writers-blueprints/all/values.yaml:5:9', `=> site-b ${FUNCTION} (the package's own function) writers-blueprints/all/Kptfile:13:5, from writers/all.yaml:7:13`]],
    ['two fields of it', 'ConfigMap/values#data.both', ['none the blueprint writers-blueprints/all/values.yaml:6:9', `=> core-b at site-b ${FUNCTION} (the package's own function) writers-blueprints/all/Kptfile:13:5, from writers/all.yaml:5:16 and writers/all.yaml:7:13`]],
    ['a network of it', 'ConfigMap/values#data.range', ['10.0.0.0/24 the blueprint writers-blueprints/all/values.yaml:7:10', `=> 10.1.0.0/24 ${FUNCTION} (the package's own function) writers-blueprints/all/Kptfile:13:5, from writers/all.yaml:6:43`]],
    ['a default of the config', 'ConfigMap/values#data.tier', ['none the blueprint writers-blueprints/all/values.yaml:9:9', `=> low ${FUNCTION} (the package's own function) writers-blueprints/all/values-config.yaml:6:18`]],
    ['a function of the variant, and the own pipeline that overwrites it', 'ConfigMap/values#data.rank', [
      'blueprint the blueprint writers-blueprints/all/values.yaml:8:9',
      `package ${SETTERS} (the package's own function, at the first render) writers-blueprints/all/setters.yaml:7:9`,
      `variant ${SETTERS} (function of the variant) writers/all.yaml:23:15`,
      `=> package ${SETTERS} (the package's own function) writers-blueprints/all/setters.yaml:7:9`,
    ]],
    ['the package context', 'ConfigMap/kptfile.kpt.dev#data.mine', ['=> given packageContext of the variant writers/all.yaml:16:33']],
    ['the clone', 'ConfigMap/kptfile.kpt.dev#data.name', ['=> all Porch, when it cloned the package']],
    ['injection', 'ClusterContext/context#spec.siteCode', ['example the blueprint writers-blueprints/all/context.yaml:8:18', '=> site-b injection of ClusterContext core-b writers/all.yaml:7:13']],
    ['the condition of an injection', 'Kptfile/all#status.conditions[0].status', ['=> True Porch, for the injection points']],
    ['the pipeline', 'Kptfile/all#pipeline.mutators[0].name', ['=> PackageVariant.all.setters.0 Porch, which puts the functions of the variant first writers/all.yaml:10:1']],
    ['the upstream of the blueprint', 'Kptfile/all#upstream.git.ref', ['v7 the blueprint writers-blueprints/all/Kptfile:6:75', '=> all/v1 Porch, when it cloned the package']],
    ['a function that makes an object', 'RootSync/root-sync#spec.git.repo', ["=> https://git.example.com/core-b.git ghcr.io/krm-fleet/inject-root-sync:v0.1.0 (the package's own function) writers-blueprints/all/Kptfile:11:5"]],
  ])('shows as a writer %s', (_, question, writers) => {
    const { stdout } = run(work, question, 'writers', '--repo', 'blueprints=writers-blueprints', '--working-tree', '--cluster', 'core-b')
    const lines = stdout.trimEnd().split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' '))
    expect(lines.slice(lines.indexOf(question.slice(question.indexOf('#') + 1)) + 1)).toEqual(writers)
  })

  it('says of an object which upstream the blueprint has, which function made it, and which variant made the upstream', () => {
    const chained = 'apiVersion: config.porch.kpt.dev/v1alpha1\nkind: PackageVariant\nmetadata: {name: second}\nspec:\n  upstream: {repo: nephio-core-b, package: all, workspaceName: v1}\n  downstream: {repo: nephio-core-b, package: again}\n  injectors: [{kind: ClusterContext, name: core-b}]\n'
    layOut(work, new Map([['chained/second.yaml', chained]]))
    const { stdout } = run(work, 'RootSync/root-sync', 'writers', 'chained', '--repo', 'blueprints=writers-blueprints', '--repo', 'nephio-core-b=writers-blueprints', '--working-tree')
    expect(stdout).toBe(`RootSync config-management-system/root-sync of core-b
  in       nephio-core-b/again/root-sync.yaml
  variant  second  chained/second.yaml:1:1
  upstream nephio-core-b/all@v1
           cloned from https://git.example.com/upstream/all@v7  writers-blueprints/all/Kptfile:6:8
           made by variant all  writers/all.yaml:10:1
  made by  ghcr.io/krm-fleet/inject-root-sync:v0.1.0 (the package's own function)  writers-blueprints/all/Kptfile:11:5

RootSync config-management-system/root-sync of core-b
  in       nephio-core-b/all/root-sync.yaml
  variant  all  writers/all.yaml:10:1
  upstream blueprints/all@v1
           cloned from https://git.example.com/upstream/all@v7  writers-blueprints/all/Kptfile:6:8
  made by  ghcr.io/krm-fleet/inject-root-sync:v0.1.0 (the package's own function)  writers-blueprints/all/Kptfile:11:5
`)
  })

  it('says what is not there, and what is no question', () => {
    expect(explain('Namespace/nope')).toMatchObject({ status: 1, stderr: 'No package of core-b makes Namespace nope.\n' })
    expect(explain('Namespace')).toMatchObject({ status: 2 })
    expect(explain('Namespace/a#[')).toMatchObject({ status: 2 })
    expect(run(work, 'Namespace/apps-b', 'fleet', '--cluster', 'core-c').stderr).toContain('did you mean core-b?')
  })
})
