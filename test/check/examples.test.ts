// Examples of rule pages are true: in a whole object the wrong fragment has the finding, and the right one has not.

import { dump, load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { ROOT_SYNC_EXAMPLES } from '#check/rules/sync-examples.ts'
import { SET_OBJECT_EXAMPLES } from '#check/rules/set-examples.ts'
import validate from '#functions/validate-cluster-resource-set/function.ts'
import { checkSyncObject } from '#fleet/sync/check-sync-object.ts'
import { checkSecrets } from '#fleet/sync/check-secrets.ts'
import { readSyncObject } from '#fleet/sync/sync-object.ts'
import { Resource } from '#krm/resource.ts'
import { Results } from '#krm/result.ts'

type Plain = Record<string, unknown>

/** The fragment's fields of metadata, spec and data in the place of those of a whole object. */
function completed(base: Plain, fragment: string): Resource {
  const part = load(fragment) as Plain
  const merged: Plain = { ...base }
  for (const [key, value] of Object.entries(part)) {
    const isMap = typeof value === 'object' && value !== null && ['metadata', 'spec'].includes(key)
    merged[key] = isMap ? { ...(base[key] as Plain), ...(value as Plain) } : value
  }
  return new Resource(dump(merged, { lineWidth: -1 }), 'document', { path: 'a.yaml', index: 0 })
}

const ROOT_SYNC = {
  apiVersion: 'configsync.gke.io/v1beta1',
  kind: 'RootSync',
  metadata: { name: 'root-sync', namespace: 'config-management-system' },
  spec: { sourceFormat: 'unstructured', git: { repo: 'https://git.example.com/my-ran.git', branch: 'main', auth: 'none' } },
}

describe('of a RootSync', () => {
  const codesOf = (fragment: string): (string | undefined)[] => {
    const results = new Results()
    const sync = readSyncObject(completed(ROOT_SYNC, fragment))
    checkSyncObject(sync, results)
    checkSecrets(sync, [], results)
    return results.list.map(({ code }) => code)
  }
  it.each(Object.entries(ROOT_SYNC_EXAMPLES))('%s', (code, [bad, good]) => {
    expect(codesOf(bad), bad).toContain(code)
    expect(codesOf(good), good).toEqual([])
  })
})

const SET = {
  apiVersion: 'addons.cluster.x-k8s.io/v1beta2',
  kind: 'ClusterResourceSet',
  metadata: { name: 'cni', namespace: 'default' },
  spec: { strategy: 'ApplyOnce', clusterSelector: { matchLabels: { cni: 'flannel' } }, resources: [{ kind: 'ConfigMap', name: 'cni' }] },
}
const CONFIG_MAP = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'cni', namespace: 'default' },
  data: { 'cni.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: kube-flannel\n' },
}

describe('of a set and its ConfigMap', () => {
  const codesOf = (fragment: string): (string | undefined)[] => {
    const isSet = /^(?:apiVersion|spec):/.test(fragment)
    const items = [completed(SET, isSet ? fragment : '{}'), completed(CONFIG_MAP, isSet ? '{}' : fragment)]
    return validate.invoke(items, undefined).results.map(({ code }) => code)
  }
  it.each(Object.entries(SET_OBJECT_EXAMPLES))('%s', (code, [bad, good]) => {
    expect(codesOf(bad), bad).toContain(code)
    expect(codesOf(good), good).not.toContain(code)
  })
})
