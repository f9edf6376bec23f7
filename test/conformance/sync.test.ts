// The sync functions beside the scripts that they replace: the packages of Nephio's catalog through the catalog's starlark
// and through ours, and through the real kpt with ours in place of the script.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import injectFluxSync from '#functions/inject-flux-sync/function.ts'
import injectRootSync from '#functions/inject-root-sync/function.ts'
import type { KrmFunction } from '#krm/function.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { PlainValue } from '#krm/print.ts'
import { Resource } from '#krm/resource.ts'
import { printResourceList, readResourceList } from '#krm/resource-list.ts'
import { configKindOf, FN_API_VERSION } from '#krm/names.ts'
import { corpusDir, describeWith, goFunction, kptEnv, kptPath, kptVersion, needs } from '../oracles/oracles.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const CONFIG = 'name: cluster\ngit:\n  repo: http://172.18.0.200:3000/nephio/${cluster-name}.git\n'
const PACKAGES: [string, KrmFunction][] = [['rootsync', injectRootSync], ['flux-gitrepo-kustomize', injectFluxSync]]
const CLUSTERS = ['my-ran', 'edge-01', 'c', 'a'.repeat(38)]

const folderOf = (name: string): string => join(corpusDir()!, 'nephio-catalog/nephio/optional', name)
const configText = (fn: KrmFunction): string => `apiVersion: ${FN_API_VERSION}\nkind: ${configKindOf(fn.name)}\nmetadata:\n  name: config\n${CONFIG}`

/** The package after Porch put a cluster into its WorkloadCluster. */
function injected(name: string, cluster: string): { items: Resource[]; script: Resource } {
  const files = readdirSync(folderOf(name)).filter((file) => file.endsWith('.yaml'))
  const items = files.flatMap((file) => readKrmFile(file, readFileSync(join(folderOf(name), file), 'utf8')).resources)
  const context = items.find(({ kind }) => kind === 'WorkloadCluster')!
  inject(context, cluster)
  return { items, script: items.find(({ kind }) => kind === 'StarlarkRun')! }
}

function inject(context: Resource, cluster: string): void {
  context.field('metadata', 'annotations', 'kpt.dev/injected-resource').set(cluster)
  context.field('spec').set(new Map<string, PlainValue>([['clusterName', cluster], ['cnis', ['calico']], ['masterInterface', 'eth0']]))
}

function runStarlark(items: readonly Resource[], script: Resource): PlainValue[] {
  const input = printResourceList({ apiVersion: 'config.kubernetes.io/v1', items, functionConfig: script, results: [] })
  const ran = spawnSync(goFunction('starlark', 'v0.4.3')!, [], { input, encoding: 'utf8', timeout: 60_000 })
  const read = readResourceList(ran.stdout)
  if ('problems' in read || ran.status !== 0) throw new Error(`starlark: ${ran.stderr}`)
  return read.list.items.map(valueOf)
}

/** Starlark sorts the items; the order says nothing. */
function sorted(values: readonly PlainValue[]): PlainValue[] {
  const kindOf = (value: PlainValue): string => (value instanceof Map ? String(value.get('kind')) : '')
  return values.toSorted((a, b) => (kindOf(a) < kindOf(b) ? -1 : 1))
}

function valueOf(resource: Resource): PlainValue {
  return resource.field().value ?? null
}

const starlark = [needs.corpus(), needs.goFunction('starlark', 'v0.4.3')]

describeWith('the packages of the catalog, through starlark v0.4.3 and through ours', starlark, () => {
  describe.each(PACKAGES)('%s', (name, fn) => {
    it.each(CLUSTERS)('the same objects for %s', (cluster) => {
      const theirs = injected(name, cluster)
      const made = runStarlark(theirs.items, theirs.script)
      const { items } = injected(name, cluster)
      const before = items.map(valueOf)
      const ours = fn.invoke(items, new Resource(configText(fn), 'document', { path: '', index: 0 }))
      expect(ours.results.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(sorted(ours.items.map(valueOf))).toEqual(sorted(made))
      expect(sorted(made), 'the script did something').not.toEqual(sorted(before))
    })
  })

  it('keeps a name that Config Sync takes where the script makes one that it refuses', () => {
    const cluster = 'a-cluster-with-a-name-that-is-much-too-long'
    const theirs = injected('rootsync', cluster)
    const names = runStarlark(theirs.items, theirs.script).flatMap((value) => (value instanceof Map && value.get('kind') === 'RootSync' ? [(value.get('metadata') as Map<string, PlainValue>).get('name')] : []))
    const ours = injectRootSync.invoke(injected('rootsync', cluster).items, new Resource(configText(injectRootSync), 'document', { path: '', index: 0 }))
    expect(names).toEqual([cluster])
    expect(ours.items.find(({ kind }) => kind === 'RootSync')!.name).toBe('a-cluster-with-a-name-that-is-d73ecc63')
  })
})

describeWith(`the packages of the catalog, rendered by kpt ${kptVersion() ?? '(absent)'} with ours in place of the script`, [needs.corpus(), needs.kpt()], () => {
  let work = ''
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'sync-'))
  })
  afterAll(() => rmSync(work, { recursive: true, force: true }))

  /** The package with our step; `without`: files that are left out. */
  function prepare(name: string, fn: KrmFunction, label: string, without: readonly string[] = []): string {
    const dir = join(work, label)
    cpSync(folderOf(name), dir, { recursive: true })
    for (const file of ['set-values.yaml', ...without]) rmSync(join(dir, file))
    const path = join(dir, 'workload-cluster.yaml')
    const context = new Resource(readFileSync(path, 'utf8'), 'document', { path, index: 0 })
    inject(context, 'my-ran')
    writeFileSync(path, context.text)
    writeFileSync(join(dir, 'config.yaml'), configText(fn).replace('  name: config\n', '  name: config\n  annotations:\n    config.kubernetes.io/local-config: "true"\n'))
    const kptfile = readFileSync(join(dir, 'Kptfile'), 'utf8').replace(/pipeline:[^]*$/, '')
    writeFileSync(join(dir, 'Kptfile'), `${kptfile}pipeline:\n  mutators:\n  - exec: node ${ROOT}build/krm-fleet.cjs fn ${fn.name}\n    configPath: config.yaml\n`)
    return dir
  }

  function render(dir: string): Record<string, string> {
    const ran = spawnSync(kptPath()!, ['fn', 'render', dir, '--allow-exec'], { env: kptEnv(), encoding: 'utf8', timeout: 60_000 })
    if (ran.status !== 0) throw new Error(ran.stderr)
    const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(dir, file)).isFile() && file !== 'Kptfile')
    return Object.fromEntries(files.toSorted().map((file) => [file, readFileSync(join(dir, file), 'utf8')]))
  }

  it.each(PACKAGES)('%s: a second render changes nothing', (name, fn) => {
    const dir = prepare(name, fn, name)
    const once = render(dir)
    expect(Object.values(once).join('')).toContain('my-ran.git')
    expect(render(dir)).toEqual(once)
  })

  it('a new object goes to the file that is named, and stays the only one', () => {
    const dir = prepare('rootsync', injectRootSync, 'new', ['rootsync.yaml'])
    const once = render(dir)
    expect(Object.keys(once)).toContain('root-sync.yaml')
    expect(once['root-sync.yaml']).not.toContain('kubernetes.io/')
    expect(render(dir)).toEqual(once)
  })

  it('a temporary management cluster holds the objects of Flux as they were installed, and stays as it is', () => {
    const dir = join(work, 'temporary')
    mkdirSync(join(dir, 'vendor'), { recursive: true })
    cpSync(join(corpusDir()!, 'manifests/flux-2.9.4.yaml'), join(dir, 'vendor/flux.yaml'))
    const local = '  annotations:\n    config.kubernetes.io/local-config: "true"\n'
    const head = (apiVersion: string, kind: string, name: string): string => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${local}`
    writeFileSync(join(dir, 'context.yaml'), `${head('infra.nephio.org/v1alpha1', 'ClusterContext', 'mgmt')}    nephio.org/environment: development\nspec:\n  clusterName: mgmt\n`)
    writeFileSync(join(dir, 'config.yaml'), `${head(FN_API_VERSION, 'InjectFluxSync', 'config')}management: temporary\ngit:\n  repo: https://git.example.com/fleet.git\n`)
    writeFileSync(join(dir, 'Kptfile'), `${head('kpt.dev/v1', 'Kptfile', 'mgmt')}pipeline:\n  mutators:\n  - exec: node ${ROOT}build/krm-fleet.cjs fn inject-flux-sync\n    configPath: config.yaml\n`)
    const once = render(dir)
    const flux = 'clusters/tmp-mgmt/flux-system'
    expect(Object.keys(once)).toEqual(['clusters/tmp-mgmt/infrastructure.yaml', `${flux}/gotk-components.yaml`, `${flux}/gotk-sync.yaml`, `${flux}/kustomization.yaml`, 'config.yaml', 'context.yaml', 'vendor/flux.yaml'].toSorted())
    const objects = (file: string): PlainValue[] => readKrmFile(file, once[file]!).resources.map(valueOf)
    expect(objects(`${flux}/gotk-components.yaml`)).toEqual(objects('vendor/flux.yaml'))
    expect(objects('vendor/flux.yaml').length).toBeGreaterThan(20)
    expect(render(dir)).toEqual(once)
  })
})
