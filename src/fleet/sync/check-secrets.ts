/** Whether the Secrets and ConfigMaps that a sync object names, where the package holds them, have what it reads. */

import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import { syncKeyProblem } from './auth.ts'
import { PLACEMENT_FINDINGS } from './placement-findings.ts'
import { REJECTIONS } from './rejection-findings.ts'
import { textAt, type SyncObject } from './sync-object.ts'

/** Reports Secrets without the keys of the authentication, CA Secrets without `cert`, and values files that are not there. */
export function checkSecrets({ source, namespace }: SyncObject, items: Iterable<Resource>, results: Results): void {
  if (source === undefined) return
  const all = [...items]
  const { auth, secretRef, caCertSecretRef } = source
  if (auth !== undefined && secretRef !== undefined) {
    const secret = secretNamed(secretRef.value, namespace, all)
    const problem = secret === undefined ? undefined : syncKeyProblem(auth.value, secret.keys)
    if (problem !== undefined) report(results, PLACEMENT_FINDINGS.secretKeys, `${secret!.resource.describe()} ${problem}, which auth ${auth.value} reads`, secretRef.from)
  }
  if (caCertSecretRef !== undefined) {
    const secret = secretNamed(caCertSecretRef.value, namespace, all)
    if (secret?.keys.has('cert') === false) report(results, PLACEMENT_FINDINGS.secretKeys, `${secret.resource.describe()} lacks cert, which caCertSecretRef reads`, caCertSecretRef.from)
  }
  for (const ref of source.type === 'helm' ? source.at.child('valuesFileRefs').children() : []) {
    const name = textAt(ref.child('name'))
    const map = all.find((item) => item.kind === 'ConfigMap' && item.group === '' && item.name === name?.value && item.namespace === namespace)
    if (map === undefined) continue
    const key = textAt(ref.child('dataKey'))?.value ?? 'values.yaml'
    if (map.field('immutable').value !== true) report(results, REJECTIONS.valuesFile, `${map.describe()} has to be immutable: true to be a values file`, ref)
    if (!map.field('data', key).exists) report(results, REJECTIONS.valuesFile, `${map.describe()} has no key ${key}`, ref)
  }
}

/** A Secret of the package, or the ExternalSecret that makes it, and the keys that it will have; undefined when they are not known. */
export function secretNamed(name: string, namespace: string, items: Iterable<Resource>): { readonly resource: Resource; readonly keys: ReadonlySet<string> } | undefined {
  for (const resource of items) {
    if (resource.namespace !== namespace) continue
    if (resource.kind === 'Secret' && resource.group === '' && resource.name === name) {
      return { resource, keys: keysBelow(resource, ['data'], ['stringData']) }
    }
    if (resource.kind === 'ExternalSecret' && (textAt(resource.field('spec', 'target', 'name'))?.value ?? resource.name) === name) {
      const keys = keysOfExternal(resource)
      if (keys !== undefined) return { resource, keys }
    }
  }
  return undefined
}

/** Undefined where the keys come from the store (`dataFrom`): nobody can know them here. */
function keysOfExternal(resource: Resource): ReadonlySet<string> | undefined {
  if (resource.field('spec', 'dataFrom').exists || resource.field('spec', 'target', 'template', 'templateFrom').exists) return undefined
  const template = keysBelow(resource, ['spec', 'target', 'template', 'data'])
  const merge = resource.field('spec', 'target', 'template', 'mergePolicy').string === 'Merge'
  if (template.size > 0 && !merge) return template
  const listed = resource.field('spec', 'data').children().flatMap((entry) => entry.child('secretKey').string ?? [])
  return new Set([...template, ...listed])
}

function keysBelow(resource: Resource, ...paths: string[][]): Set<string> {
  return new Set(paths.flatMap((path) => resource.field(...path).children().map((field) => String(field.path.at(-1)))))
}
