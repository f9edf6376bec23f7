// What the cases of the sync functions end with, against the schemas of the CRDs that Config Sync 1.24.3 and Flux 2.9.4 install.

import { Ajv, type ValidateFunction } from 'ajv'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isFluxKustomization, isFluxSource } from '#fleet/sync/flux-object.ts'
import { isSyncObject } from '#fleet/sync/sync-object.ts'
import injectFluxSync from '#functions/inject-flux-sync/function.ts'
import injectRootSync from '#functions/inject-root-sync/function.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { PlainValue } from '#krm/print.ts'
import { Resource } from '#krm/resource.ts'
import { parseCase } from '../cases/case-file.ts'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const FOLDERS = [['functions/inject-root-sync/cases', injectRootSync], ['functions/inject-flux-sync/cases', injectFluxSync], ['test/sync/trees', injectFluxSync]] as const

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

function json(value: PlainValue | undefined): Json {
  if (value === undefined || value === null || typeof value !== 'object') return typeof value === 'bigint' ? Number(value) : (value as Json)
  if (Array.isArray(value)) return value.map(json)
  return Object.fromEntries([...(value as ReadonlyMap<string, PlainValue>)].map(([key, inner]) => [key, json(inner)]))
}

/** The schema as the API server uses it, but for fields that it would prune: those are errors here. */
function strict(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(strict)
  if (schema === null || typeof schema !== 'object') return schema
  const all = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, key === 'enum' || key === 'default' ? value : strict(value)]))
  const isClosed = schema['type'] === 'object' && schema['properties'] !== undefined && schema['x-kubernetes-preserve-unknown-fields'] !== true && schema['additionalProperties'] === undefined
  return isClosed ? { ...all, additionalProperties: false } : all
}

/** Validators by `kind apiVersion`. */
function validators(): Map<string, ValidateFunction> {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
  const found = new Map<string, ValidateFunction>()
  for (const manifest of ['configsync-1.24.3.yaml', 'flux-2.9.4.yaml']) {
    const { resources } = readKrmFile(manifest, readFileSync(join(corpusDir()!, 'manifests', manifest), 'utf8'))
    for (const crd of resources.filter(({ kind, name }) => kind === 'CustomResourceDefinition' && /^(?:rootsyncs|reposyncs|gitrepositories|ocirepositories|kustomizations)\./.test(name))) {
      const kind = crd.field('spec', 'names', 'kind').string
      for (const version of crd.field('spec', 'versions').children()) {
        const spec = strict(json(version.child('schema', 'openAPIV3Schema', 'properties', 'spec').value))
        found.set(`${kind} ${crd.field('spec', 'group').string}/${version.child('name').string}`, ajv.compile({ type: 'object', properties: { spec }, required: ['spec'] }))
      }
    }
  }
  return found
}

describeWith('objects of the cases against the schemas of the CRDs', needs.corpus(), () => {
  const schemas = validators()

  it('has the schemas', () => expect([...schemas.keys()]).toEqual(expect.arrayContaining(['RootSync configsync.gke.io/v1beta1', 'RepoSync configsync.gke.io/v1beta1', 'GitRepository source.toolkit.fluxcd.io/v1', 'OCIRepository source.toolkit.fluxcd.io/v1', 'Kustomization kustomize.toolkit.fluxcd.io/v1'])))

  it('refuses what it should', () => {
    const validate = schemas.get('RootSync configsync.gke.io/v1beta1')!
    expect(validate({ spec: { git: { repo: 'x', auth: 'none' } } })).toBe(true)
    expect(validate({ spec: { git: { repo: 'x', auth: 'None' } } })).toBe(false)
    expect(validate({ spec: { git: { repo: 'x', auth: 'none', brnch: 'x' } } })).toBe(false)
  })

  it.each(FOLDERS)('%s', (folder, fn) => {
    let compared = 0
    for (const file of readdirSync(ROOT + folder)) {
      const { files, config } = parseCase(readFileSync(join(ROOT, folder, file), 'utf8'))
      const items = files.flatMap(({ path, text }) => readKrmFile(path, text).resources)
      const outcome = fn.invoke(items, config === undefined ? undefined : new Resource(config, 'document', { path: '', index: 0 }))
      if (!outcome.ok) continue
      for (const item of outcome.items.filter((one) => isSyncObject(one) || isFluxSource(one) || isFluxKustomization(one))) {
        const validate = schemas.get(`${item.kind} ${item.apiVersion}`)!
        validate({ spec: json(item.field('spec').value) })
        expect(validate.errors, `${file}: ${item.describe()}`).toBeNull()
        compared++
      }
    }
    expect(compared).toBeGreaterThan(10)
  })
})
