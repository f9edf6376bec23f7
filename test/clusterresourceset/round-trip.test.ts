// Objects out of the sets are the objects that went in, for every manifest and CRD of the corpus; sizes are measured as
// others measure them. The real controller does the same over Go: test/conformance/clusterresourceset.test.ts.

import { createHash } from 'node:crypto'
import { loadAll } from 'js-yaml'
import { expect, it } from 'vitest'
import type { FunctionOutcome } from '#krm/function.ts'
import { ItemList } from '#krm/item-list.ts'
import { formatResult } from '#krm/result.ts'
import { packageLedger } from '#fleet/cluster-resource-set/package-ledger.ts'
import validate from '#functions/validate-cluster-resource-set/function.ts'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'
import { applied, crds, manifests, pack, type Source } from './generate.ts'

interface KubernetesObject {
  apiVersion: string
  kind: string
  metadata: { name: string; namespace?: string; annotations?: Record<string, string>; creationTimestamp?: unknown }
  spec?: { resources: { kind: string; name: string }[] }
  data?: Record<string, string>
  status?: unknown
}

/** The objects of a text, read by another parser than ours, without what never travels: `status`, and what tools wrote. */
function objectsOf(text: string): KubernetesObject[] {
  return (loadAll(text) as (KubernetesObject | null)[]).filter((object) => object !== null).map((object) => {
    delete object.status
    delete object.metadata.creationTimestamp
    for (const key of Object.keys(object.metadata.annotations ?? {})) if (/^(?:internal\.)?(?:config\.kubernetes\.io|kpt\.dev)\//.test(key)) delete object.metadata.annotations![key]
    if (Object.keys(object.metadata.annotations ?? {}).length === 0) delete object.metadata.annotations
    return object
  })
}

const keyOf = ({ apiVersion, kind, metadata }: KubernetesObject): string => `${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`
const byKey = (a: KubernetesObject, b: KubernetesObject): number => (keyOf(a) < keyOf(b) ? -1 : 1)
const utf8 = (text: string): number => Buffer.byteLength(text)

/** encoding/json of Go, and the line break that kubectl's encoder puts behind it. */
function goJson(value: unknown): string {
  return `${JSON.stringify(value).replaceAll('<', String.raw`\u003c`).replaceAll('>', String.raw`\u003e`).replaceAll('&', String.raw`\u0026`).replaceAll('\u2028', String.raw`\u2028`).replaceAll('\u2029', String.raw`\u2029`)}\n`
}

function checkSizes(configMap: KubernetesObject, isAnnounced: boolean): void {
  const values = Object.values(configMap.data ?? {})
  expect(values).toHaveLength(1)
  const [value] = values as [string]
  expect(utf8(value)).toBeGreaterThanOrEqual(32)
  expect(utf8(value)).toBeLessThanOrEqual(1_000_000)
  const annotations = Object.entries(configMap.metadata.annotations ?? {}).reduce((sum, [key, text]) => sum + utf8(key) + utf8(text), 0)
  const clientSide = annotations + utf8('kubectl.kubernetes.io/last-applied-configuration') + utf8(goJson(configMap))
  expect(`${configMap.metadata.name} ${clientSide > 250_000}`).toBe(`${configMap.metadata.name} ${isAnnounced}`)
  expect(configMap.metadata.annotations?.['krm-fleet.dev/content-sha256']).toBe(`sha256:${createHash('sha256').update(value).digest('hex')}`)
}

/** Packs, unpacks, compares; answers with the ledger. */
function roundTrip(sources: readonly Source[], more = ''): FunctionOutcome {
  const outcome = pack(sources, more)
  expect(outcome.results.filter(({ severity }) => severity === 'error').map((result) => formatResult(result))).toEqual([])
  const resources = applied(outcome).flatMap((resource) => objectsOf(resource.documentText))
  const sets = resources.filter(({ kind }) => kind === 'ClusterResourceSet')
  const configMaps = new Map(resources.filter(({ kind }) => kind === 'ConfigMap').map((one) => [one.metadata.name, one]))
  const tooLarge = new Set(outcome.results.filter(({ code }) => code === 'CRS012').map(({ message }) => /ConfigMap (\S+)/.exec(message)?.[1]))
  for (const configMap of configMaps.values()) checkSizes(configMap, tooLarge.has(configMap.metadata.name))
  const references = sets.flatMap(({ spec }) => spec!.resources.map(({ name }) => name))
  expect(references.toSorted()).toEqual([...configMaps.keys()].toSorted())
  const out = references.flatMap((name) => Object.values(configMaps.get(name)!.data!).flatMap(objectsOf))
  const into = sources.flatMap(({ text }) => objectsOf(text))
  expect(out.toSorted(byKey)).toEqual(into.toSorted(byKey))
  expect(validate.invoke(outcome.items, undefined).results.filter(({ code }) => !['CRS012', 'CRS020', 'CRS021', 'SEC003'].includes(code ?? ''))).toEqual([])
  return outcome
}

function printLedger(title: string, { results }: FunctionOutcome): void {
  for (const { code, message } of results) if (code === 'CRS030' || code === 'CRS012') process.stdout.write(`${title}: ${message}\n`)
}

describeWith('round trip over the corpus', needs.corpus(), () => {
  const corpus = corpusDir()!

  for (const source of manifests(corpus)) {
    it(source.path, () => printLedger(source.path, roundTrip([source])))
  }

  it('every CRD of the catalog and of the other projects', () => {
    const sources = crds(corpus, 'crds', 'nephio-catalog')
    expect(sources.length).toBeGreaterThan(50)
    printLedger(`${sources.length} CRDs`, roundTrip(sources))
  })

  it('is the same when the files are read in another order, and when they are read again', () => {
    const sources = manifests(corpus, /^(calico-v3.32|flux|whereabouts|multus)/)
    const textsOf = (outcome: FunctionOutcome): string[] => applied(outcome).filter(({ kind }) => kind !== 'Cluster').map(({ documentText, origin }) => `${origin.path}\n${documentText}`)
    expect(textsOf(pack(sources.toReversed()))).toEqual(textsOf(pack(sources)))
  })

  it('has the ledger that the package itself shows', () => {
    const outcome = pack(manifests(corpus, /^(calico-v3.32|tigera)/).slice(1))
    const rows = packageLedger(new ItemList(outcome.items))
    const shown = rows.map(({ configMap, objects, valueBytes, clientSideBytes }) => `${configMap.slice('my-ran-all-'.length)} ${objects} in ${valueBytes} (kubectl ${clientSideBytes})`)
    const { message } = outcome.results.find(({ code }) => code === 'CRS030')!
    for (const row of shown) expect(message).toContain(row)
    expect(rows.reduce((sum, { forms }) => sum + forms.compact, 0)).toBe(3)
  })

  it('refuses a manifest whose images were never filled in', () => {
    const [source] = manifests(corpus, /^configsync/)
    const { results, items } = pack([{ path: source!.path, text: source!.text.replaceAll('registry.example.com/image:v1', 'RECONCILER_MANAGER_IMAGE_NAME') }])
    expect(results.filter(({ code }) => code === 'CRS024').length).toBeGreaterThan(2)
    expect(items.every(({ kind }) => kind !== 'ClusterResourceSet')).toBe(true)
  })

  it('drops descriptions on request, and then every ConfigMap of the largest CRDs can be applied by kubectl', () => {
    const outcome = pack(manifests(corpus, /^tigera/), 'oversize: strip-descriptions\n')
    expect(outcome.results.map(({ code }) => code)).not.toContain('CRS012')
    printLedger('tigera without descriptions', outcome)
  })
})
