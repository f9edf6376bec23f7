// The committed schemas are made here from the real documents: `npm run golden` writes them anew.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { bundleOfCrds, bundleOfOpenApi } from '#check/schema/read-bundles.ts'
import { groupOf, type SchemaBundle } from '#check/schema/schema.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import { corpusDir } from '../oracles/oracles.ts'
import { compactBundle } from './compact-schemas.ts'

const DATA = fileURLToPath(new URL('../../src/check/schema/data/', import.meta.url))
const corpus = corpusDir()

/** CRDs of the field. Contexts are read by src/fleet, in more shapes than their CRDs have; Tigera's CRDs are three megabytes. */
const CRD_FILES = ['crds', 'manifests/calico-v3.32.1.yaml', 'manifests/configsync-1.24.3.yaml', 'manifests/flux-2.9.4.yaml', 'manifests/multus-thick.yaml', 'manifests/whereabouts.yaml']
/** What a finding calls the schemas of a group: the project and the version that ../shared/real/README.md states. */
const ORIGINS: readonly (readonly [RegExp, string])[] = [
  [/porch\.kpt\.dev$/, 'the CRD of Porch 74d82d5'],
  [/nephio\.org$/, 'the CRD of Nephio, api 7710e08'],
  [/cluster\.x-k8s\.io$/, 'the CRD of Cluster API, August 2026'],
  [/^(?:configsync|configmanagement)\.gke\.io$|^kpt\.dev$|^clusterregistry\.k8s\.io$/, 'the CRD of Config Sync 1.24.3'],
  [/fluxcd\.io$/, 'the CRD of Flux 2.9.4'],
  [/projectcalico\.org$|^policy\.networking\.k8s\.io$/, 'the CRD of Calico 3.32.1'],
  [/kubestellar\.io$|kcp\.io$/, 'the CRD of KubeStellar'],
  [/^k8s\.cni\.cncf\.io$/, 'the CRD of Multus'],
  [/^whereabouts\.cni/, 'the CRD of Whereabouts'],
  [/open-cluster-management\.io$/, 'the CRD of Open Cluster Management'],
  [/^external-secrets\.io$/, 'the CRD of External Secrets'],
]
const LEFT_OUT = /ClusterContext|WorkloadCluster\b|ClusterAccess$/

function crdsOfTheField(): SchemaBundle {
  const files = CRD_FILES.flatMap((path) => {
    if (path.endsWith('.yaml')) return [`${corpus}/${path}`]
    return readdirSync(`${corpus}/${path}`, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml')).toSorted().map((name) => `${corpus}/${path}/${name}`)
  })
  const crds = files.flatMap((file): readonly Resource[] => readKrmFile(file, readFileSync(file, 'utf8')).resources)
  const kept = crds.filter((crd) => crd.kind === 'CustomResourceDefinition' && !LEFT_OUT.test(String(crd.field('spec', 'names', 'kind').string)))
  const bundle = bundleOfCrds(kept, () => 'the CRD of its project')!
  const groups = [...new Set(Object.keys(bundle.kinds).map(groupOf))].toSorted()
  const origins = Object.fromEntries(groups.map((group) => [group, ORIGINS.find(([pattern]) => pattern.test(group))?.[1] ?? '']))
  expect(Object.entries(origins).filter(([, origin]) => origin === '')).toEqual([])
  return compactBundle({ ...bundle, origins, trusted: true })
}

function kubernetes(): SchemaBundle {
  const document = JSON.parse(readFileSync(`${corpus}/schemas/kubernetes-1.36-openapi-v2.json`, 'utf8')) as PlainValue
  return compactBundle(bundleOfOpenApi(document, 'Kubernetes 1.36')!)
}

/** A module that parses its text when it is asked: the build makes a bundle of its own of it. */
function moduleText(name: string, bundle: SchemaBundle): string {
  const lines = JSON.stringify(bundle).match(/.{1,150}/gs)!.map((line) => `    '${line.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}',\n`)
  const says = `/** ${bundle.origin}: derived from the documents that CONTRIBUTING.md names, by \`npm run golden\`. */`
  return `import type { SchemaBundle } from '#check/schema/schema.ts'\n\n${says}\nexport function ${name}Schemas(): SchemaBundle {\n  return JSON.parse([\n${lines.join('')}  ].join(''))\n}\n`
}

test.skipIf(corpus === undefined).each([['kubernetes', kubernetes], ['crds', crdsOfTheField]])('%s is what the documents say (skipped without the real inputs)', (name, make) => {
  const text = moduleText(name, make())
  const file = `${DATA}${name}.ts`
  if (process.env['KRM_FLEET_GOLDEN'] !== undefined) writeFileSync(file, text)
  expect(existsSync(file) && readFileSync(file, 'utf8') === text, `${name} is stale: npm run golden`).toBe(true)
})
