// The packages of blueprints/networking: rendered for the clusters of the examples (`blueprints/<cluster>.tree` holds what
// differs from the blueprint; `npm run golden` rewrites it), and compared with the upstream manifests by value.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readKrmFile } from '#krm/krm-file.ts'
import { entriesOf, isList, isScalar } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import { lineDiff } from '../cases/line-diff.ts'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'
import { check, resourcesOf } from './resources.ts'

const golden = process.env['KRM_FLEET_GOLDEN'] !== undefined
const ROOT = new URL('../../', import.meta.url).pathname
const BLUEPRINTS = join(ROOT, 'blueprints/networking')
const CONTEXTS = join(ROOT, 'examples/fleet/cluster-contexts')
const PACKAGES = readdirSync(BLUEPRINTS).toSorted()
const CLUSTERS = readdirSync(CONTEXTS).map((file) => file.replace(/\.yaml$/, '')).toSorted()

const work = mkdtempSync(join(tmpdir(), 'networking-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

function filesOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).toSorted().map((file) => [file, readFileSync(join(folder, file), 'utf8')]))
}

/** The package as it is for a cluster, and what its functions said. */
function rendered(name: string, cluster: string): { readonly files: Record<string, string>; readonly said: string[] } {
  const out = join(work, cluster, name)
  const args = [join(ROOT, 'build/krm-fleet.cjs'), 'render', join(BLUEPRINTS, name), '--for', join(CONTEXTS, `${cluster}.yaml`), '-o', out]
  const { status, stderr } = spawnSync('node', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return { files: filesOf(out), said: stderr.split('\n').filter((line) => line.startsWith('    [')).map((line) => line.trim()) }
}

const trees = new Map(CLUSTERS.map((cluster) => [cluster, new Map(PACKAGES.map((name) => [name, rendered(name, cluster)]))]))

describe.each(CLUSTERS)('for %s', (cluster) => {
  it('gives the tree that is known', () => {
    const blocks = [...trees.get(cluster)!].map(([name, { files, said }]) => {
      const blueprint = filesOf(join(BLUEPRINTS, name))
      const diffs = Object.entries(files).map(([file, text]) => `+++ ${name}/${file}\n${lineDiff(blueprint[file] ?? '', text) || ' (as in the blueprint)'}\n`)
      return [...diffs, `results of ${name}:\n${said.map((line) => `${line}\n`).join('')}`].join('')
    })
    const text = blocks.join('\n')
    const file = new URL(`blueprints/${cluster}.tree`, import.meta.url)
    if (golden) writeFileSync(file, text)
    else expect(text).toBe(readFileSync(file, 'utf8'))
  })
})

it('all clusters together have a network without a finding', () => {
  const files = [...trees].flatMap(([cluster, packages]) => [...packages].flatMap(([name, tree]) => Object.entries(tree.files).map(([file, text]) => [`${cluster}/${name}/${file}`, text] as const)))
  expect(check(resourcesOf(Object.fromEntries(files)))).toEqual([])
})

it.each(PACKAGES)('%s holds what rendering it gives', (name) => {
  const { status, stderr } = spawnSync('node', [join(ROOT, 'build/krm-fleet.cjs'), 'render', join(BLUEPRINTS, name), '--check'], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('Successfully executed') })
})

/** Every scalar of some objects by the object and its path; texts for people are left out. */
function valuesOf(files: readonly string[]): Map<string, string> {
  const values = new Map<string, string>()
  const visit = (path: string, value: PlainValue): void => {
    if (isScalar(value)) values.set(path, String(value))
    else if (isList(value)) for (const [index, item] of value.entries()) visit(`${path}[${nameOf(item) ?? index}]`, item)
    else for (const [key, child] of entriesOf(value)) if (key !== 'description') visit(`${path}.${key}`, child)
  }
  for (const file of files) {
    for (const resource of readKrmFile(file, readFileSync(file, 'utf8')).resources) {
      if (resource.kind !== '' && resource.annotations.get('config.kubernetes.io/local-config') === undefined) visit(resource.describe(), resource.field().value ?? null)
    }
  }
  return values
}

/** Lists of named things have no order. */
function nameOf(item: PlainValue): string | undefined {
  if (isScalar(item) || isList(item)) return undefined
  const name = entriesOf(item).find(([key]) => key === 'name')?.[1]
  const mount = entriesOf(item).find(([key]) => key === 'mountPath')?.[1]
  return name === undefined ? undefined : `${String(name)}${mount === undefined ? '' : ` at ${String(mount)}`}`
}

/** JSON in a text counts by its value. */
function normal(text: string | undefined): string | undefined {
  return text?.startsWith('{') === true ? JSON.stringify(Object.entries(JSON.parse(text) as object).toSorted()) : text
}

function differences(ours: string, upstream: readonly string[]): string[] {
  const [own, their] = [valuesOf(readdirSync(join(BLUEPRINTS, ours)).map((file) => join(BLUEPRINTS, ours, file))), valuesOf(upstream)]
  const paths = [...new Set([...own.keys(), ...their.keys()])].filter((path) => normal(own.get(path)) !== normal(their.get(path)))
  return paths.map((path) => `${path}: ${own.get(path) ?? '(none)'} <- ${their.get(path)?.split('\n')[0] ?? '(none)'}`).toSorted()
}

describeWith('upstream manifests', needs.corpus(), () => {
  const manifests = (): string => join(corpusDir()!, 'manifests')

  it('Multus is upstream’s, with a release and room for its memory', () => {
    expect(differences('multus-cni', [join(manifests(), 'multus-thick.yaml')])).toEqual([
      'DaemonSet kube-system/kube-multus-ds.spec.template.spec.containers[kube-multus].image: ghcr.io/k8snetworkplumbingwg/multus-cni:v4.2.4-thick <- ghcr.io/k8snetworkplumbingwg/multus-cni:snapshot-thick',
      'DaemonSet kube-system/kube-multus-ds.spec.template.spec.containers[kube-multus].resources.limits.memory: 256Mi <- 50Mi',
      'DaemonSet kube-system/kube-multus-ds.spec.template.spec.initContainers[install-multus-binary].image: ghcr.io/k8snetworkplumbingwg/multus-cni:v4.2.4-thick <- ghcr.io/k8snetworkplumbingwg/multus-cni:snapshot-thick',
    ])
  })

  it('Whereabouts is upstream’s, with a release', () => {
    const upstream = [join(manifests(), 'whereabouts.yaml'), join(corpusDir()!, 'crds/whereabouts/whereabouts.cni.cncf.io_nodeslicepools.yaml')]
    expect(differences('whereabouts', upstream).filter((line) => !line.includes('.annotations.'))).toEqual([
      'DaemonSet kube-system/whereabouts.spec.template.spec.containers[whereabouts].image: ghcr.io/k8snetworkplumbingwg/whereabouts:v0.9.4 <- ghcr.io/k8snetworkplumbingwg/whereabouts:latest',
    ])
  })
})
