// Whatever people write, the sync functions answer with results: they never throw, and nothing is written beside an error.

import fc from 'fast-check'
import injectFluxSync from '#functions/inject-flux-sync/function.ts'
import injectRootSync from '#functions/inject-root-sync/function.ts'
import type { KrmFunction } from '#krm/function.ts'
import { configKindOf, FN_API_VERSION } from '#krm/names.ts'
import { Resource } from '#krm/resource.ts'
import { expect, it } from 'vitest'

const KEYS = ['git', 'oci', 'helm', 'repo', 'url', 'branch', 'revision', 'dir', 'path', 'auth', 'secretRef', 'name', 'period', 'interval', 'ref', 'tag', 'sourceRef', 'kind', 'sourceType', 'sourceFormat', 'override', 'roleRefs', 'resources', 'valuesFileRefs', 'kubeConfig', '__proto__', 'constructor']
const TEXTS = ['git', 'helm', 'main', '-x', '', 'none', 'token', 'ssh', 'https://git.example.com/${cluster-name}.git', 'git@git.example.com:a', '${}', '${nothing}', '../..', '15s', 'Role', 'my-ran', 'cluster', '\u202e', 'a\nb']

/** An address with a password, where an address stands. */
const SECRET = fc.tuple(fc.constantFrom('repo', 'url', 'image'), fc.constantFrom('https://me:hunter2@git.example.com/a', 'ssh://me:hunter2@h/a b', 'me:hunter2@host:x', 'ext::https://me:hunter2@h'))

const value = fc.letrec((tie) => ({
  any: fc.oneof({ depthSize: 'small' }, fc.constantFrom(...TEXTS), fc.constant(null), fc.boolean(), fc.integer(), fc.array(tie('any'), { maxLength: 2 }), fc.array(fc.oneof({ weight: 9, arbitrary: fc.tuple(fc.constantFrom(...KEYS), tie('any')) }, SECRET), { maxLength: 4 }).map(mapOf)),
})).any

/** `__proto__` as an own key, as a parser reads it. */
function mapOf(entries: readonly (readonly [string, unknown])[]): unknown {
  return JSON.parse(`{${[...new Map(entries)].map(([key, inner]) => `${JSON.stringify(key)}:${JSON.stringify(inner)}`).join(',')}}`)
}

const document = (object: unknown, path: string): Resource => new Resource(JSON.stringify(object), 'document', { path, index: 0 })

/** Configs that are fine, or have one wild field; git is there for the others to be reached. */
const GIT = { repo: 'https://git.example.com/${cluster-name}.git' }
const configOf = (fields: readonly string[]): fc.Arbitrary<object> =>
  fc.oneof(
    fc.constant({ git: GIT }),
    fc.tuple(fc.constantFrom(...fields), value).map(([key, inner]) => ({ git: GIT, [key]: inner })),
    fc.tuple(fc.constantFrom('branch', 'dir', 'auth', 'period', 'interval', 'secretRef', 'tag'), fc.constantFrom(...TEXTS)).map(([key, inner]) => ({ git: { ...GIT, [key]: inner } })),
  )

const context = { apiVersion: 'infra.nephio.org/v1alpha1', kind: 'WorkloadCluster', metadata: { name: 'my-ran', annotations: { 'nephio.org/environment': 'dev' } }, spec: { clusterName: 'my-ran' } }

const functions: [string, KrmFunction, readonly (readonly [string, string])[], readonly string[]][] = [
  ['inject-root-sync', injectRootSync, [['configsync.gke.io/v1beta1', 'RootSync'], ['configsync.gke.io/v1beta1', 'RepoSync']], ['git', 'oci', 'helm', 'name', 'perPackage', 'repoSyncs', 'override', 'labels', 'deployedTo', 'path']],
  ['inject-flux-sync', injectFluxSync, [['source.toolkit.fluxcd.io/v1', 'GitRepository'], ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization']], ['git', 'oci', 'name', 'kustomization', 'siblings', 'management', 'labels', 'path']],
]

it.each(functions)('%s', (name, fn, kinds, fields) => {
  let written = 0
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...kinds), value, fc.constantFrom('root-sync', 'flux-system', 'Bad_Name', '')), { maxLength: 3 }), configOf(fields), (objects, config) => {
      const items = [document(context, 'context.yaml'), ...objects.map(([[apiVersion, kind], spec, objectName], index) => document({ apiVersion, kind, metadata: { name: objectName, namespace: 'config-management-system' }, spec }, `${index}.yaml`))]
      const before = items.map(({ text }) => text)
      const functionConfig = document({ apiVersion: FN_API_VERSION, kind: configKindOf(name), metadata: { name: 'config' }, ...config }, '')
      const { ok, items: after, results } = fn.invoke(items, functionConfig)
      expect(JSON.stringify(results)).not.toContain('hunter2')
      if (!ok) expect(after.map(({ text }) => text)).toEqual(before)
      else {
        if (after.length > items.length) written++
        const once = after.map(({ text }) => text)
        expect(fn.invoke(after, functionConfig).items.map(({ text }) => text), 'a second run changes nothing').toEqual(once)
      }
    }),
    { numRuns: 3000, seed: 11 },
  )
  expect(written, 'some of them are written').toBeGreaterThan(0)
})
