/** Writes what is wanted into a source and a Kustomization of Flux; what nobody speaks of stays. */

import { FLUX_KUSTOMIZE_GROUP, FLUX_SOURCE_GROUP } from '#fleet/sync/flux-object.ts'
import { FieldSetter } from '#fleet/sync/set-fields.ts'
import { valueOf } from '#krm/plain-value.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import type { FluxSettings } from './settings.ts'

/** A new source that `fillSource` completes. */
export function newSource({ sourceKind, namespace }: FluxSettings, name: string): PlainMap {
  return { apiVersion: `${FLUX_SOURCE_GROUP}/v1`, kind: sourceKind, metadata: { name, namespace } }
}

/** A new Kustomization that `fillKustomization` completes. */
export function newKustomization({ namespace }: FluxSettings, name: string): PlainMap {
  return { apiVersion: `${FLUX_KUSTOMIZE_GROUP}/v1`, kind: 'Kustomization', metadata: { name, namespace } }
}

/** Brings a source to what is wanted. A Secret is written only when there is one: a missing Secret stalls the source. */
export function fillSource(resource: Resource, name: string, settings: FluxSettings, isNew: boolean, results: Results): void {
  const fields = new FieldSetter(resource, results)
  const { source, ref, branch, convention } = settings
  fields.set(['metadata', 'name'], name)
  fields.setMissing(['metadata', 'namespace'], settings.namespace)
  fields.metadata(settings)
  if (!source.has('interval')) fields.setMissing(['spec', 'interval'], '1m')
  for (const key of ['interval', 'timeout', 'provider', 'url']) if (source.has(key)) fields.set(['spec', key], source.get(key)!)
  for (const [key, value] of ref) fields.set(['spec', 'ref', key], value)
  const isGit = settings.sourceKind === 'GitRepository'
  if (isGit && resource.field('spec', 'ref').children().length === 0) fields.set(['spec', 'ref', 'branch'], branch)
  const secret = valueOf(source.get('secretRef'), 'name')
  if (secret === '') fields.remove(['spec', 'secretRef'])
  else if (typeof secret === 'string') fields.set(['spec', 'secretRef'], source.get('secretRef')!)
  else if (convention !== undefined && (isNew || resource.field('spec', 'secretRef').exists)) fields.set(['spec', 'secretRef', 'name'], convention.secret)
}

/** Brings a Kustomization to what is wanted. */
export function fillKustomization(resource: Resource, name: string, sourceName: string, settings: FluxSettings, isNew: boolean, results: Results): void {
  const fields = new FieldSetter(resource, results)
  const { kustomization, convention } = settings
  fields.set(['metadata', 'name'], name)
  fields.setMissing(['metadata', 'namespace'], settings.namespace)
  fields.metadata(settings)
  const defaults: readonly (readonly [string, () => PlainValue])[] = [['interval', () => '10m'], ['path', settings.defaultPath], ['prune', () => true]]
  for (const [key, value] of defaults) {
    if (kustomization.has(key)) fields.set(['spec', key], kustomization.get(key)!)
    else if (!resource.field('spec', key).exists) fields.set(['spec', key], value())
  }
  for (const [key, value] of kustomization) fields.set(['spec', key], value)
  fields.set(['spec', 'sourceRef', 'kind'], settings.sourceKind)
  fields.set(['spec', 'sourceRef', 'name'], sourceName)
  if (convention !== undefined && !kustomization.has('kubeConfig') && (isNew || resource.field('spec', 'kubeConfig').exists)) {
    fields.set(['spec', 'kubeConfig', 'secretRef', 'name'], convention.kubeConfig)
  }
}
