/** GitRepository, OCIRepository and Kustomization of Flux as data: every value with the field that it was read from. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import { textAt, type Text } from './sync-object.ts'

export const FLUX_SOURCE_GROUP = 'source.toolkit.fluxcd.io'
export const FLUX_KUSTOMIZE_GROUP = 'kustomize.toolkit.fluxcd.io'

/** Where Flux reads from. */
export interface FluxSource {
  readonly resource: Resource
  readonly kind: 'GitRepository' | 'OCIRepository'
  readonly url: Text
  readonly interval: Text
  /** `spec.ref` of a GitRepository: branch, tag, semver, name or commit; of an OCIRepository: tag, semver or digest. */
  readonly ref: ReadonlyMap<string, Text>
  readonly secretRef: Text
}

/** What Flux applies from a source. */
export interface FluxKustomization {
  readonly resource: Resource
  readonly path: Text
  readonly interval: Text
  readonly sourceKind: Text
  readonly sourceName: Text
  /** Set where the management cluster applies to another one. */
  readonly kubeConfigSecret: Text
}

/** Whether a resource is a source of Flux that a Kustomization can apply from. */
export function isFluxSource(resource: Resource): boolean {
  return resource.group === FLUX_SOURCE_GROUP && (resource.kind === 'GitRepository' || resource.kind === 'OCIRepository')
}

/** Whether a resource is Flux's Kustomization (not kustomize's file of the same kind). */
export function isFluxKustomization(resource: Resource): boolean {
  return resource.group === FLUX_KUSTOMIZE_GROUP && resource.kind === 'Kustomization'
}

/** Reads a source. */
export function readFluxSource(resource: Resource): FluxSource {
  const spec: Field = resource.field('spec')
  return {
    resource,
    kind: resource.kind === 'OCIRepository' ? 'OCIRepository' : 'GitRepository',
    url: textAt(spec.child('url')),
    interval: textAt(spec.child('interval')),
    ref: new Map(spec.child('ref').children().map((field) => [String(field.path.at(-1)), textAt(field)])),
    secretRef: textAt(spec.child('secretRef', 'name')),
  }
}

/** Reads a Kustomization. */
export function readFluxKustomization(resource: Resource): FluxKustomization {
  const spec = resource.field('spec')
  return {
    resource,
    path: textAt(spec.child('path')),
    interval: textAt(spec.child('interval')),
    sourceKind: textAt(spec.child('sourceRef', 'kind')),
    sourceName: textAt(spec.child('sourceRef', 'name')),
    kubeConfigSecret: textAt(spec.child('kubeConfig', 'secretRef', 'name')),
  }
}
