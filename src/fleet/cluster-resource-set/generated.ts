/** The resources that a set is made of, as values: ConfigMaps, the ClusterResourceSet, ExternalSecrets, the inventory. */

import { printDocument, type PlainMap, type PlainValue } from '#krm/print.ts'
import { contentHash } from './content-hash.ts'
import { ADDONS_GROUP, CONTENT_HASH, GENERATED_BY, GENERATED_FROM, GENERATOR, LOCAL_CONFIG, RESOURCE_SET_SECRET } from './names.ts'
import type { ExternalSecretRequest, SecretRequest, SetInstance, SetRequest, Stamp } from './request.ts'

/** A resource to write: its value and its file. */
export interface Generated {
  readonly value: PlainMap
  readonly path: string
}

/** A reference in spec.resources. */
export interface ResourceReference {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
}

/** One ConfigMap with one key. */
export function configMap(set: SetRequest, instance: SetInstance, stamp: Stamp, name: string, key: string, text: string): Generated {
  const data = new Map([[key, text]])
  const value = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(set, instance, stamp, name, [[CONTENT_HASH, contentHash(data)]]),
    data,
  }
  return { value, path: pathOf(stamp, name) }
}

/** The set itself. Its resources are applied in this order. */
export function clusterResourceSet(set: SetRequest, instance: SetInstance, stamp: Stamp, resources: readonly ResourceReference[]): Generated {
  const value = {
    apiVersion: `${ADDONS_GROUP}/${stamp.version}`,
    kind: 'ClusterResourceSet',
    metadata: metadata(set, instance, stamp, instance.fullName),
    spec: {
      strategy: set.strategy,
      clusterSelector: { matchLabels: instance.selector },
      resources: resources.map(({ kind, name }) => ({ kind, name })),
    },
  }
  return { value, path: pathOf(stamp, instance.fullName) }
}

/**
 * Makes a Secret of the type that the controller applies: its value is the manifest of the Secret for the cluster, filled
 * in by the External Secrets Operator from a store. No value is ever in git.
 */
export function externalSecret(set: SetRequest, instance: SetInstance, stamp: Stamp, secret: SecretRequest): Generated | undefined {
  const { external, name } = secret
  if (external === undefined) return undefined
  const value = {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: metadata(set, instance, stamp, name),
    spec: {
      refreshInterval: external.refreshInterval,
      secretStoreRef: { name: external.store.name, kind: external.store.kind },
      target: {
        name,
        template: {
          engineVersion: 'v2',
          type: RESOURCE_SET_SECRET,
          data: new Map([['secret.yaml', wrappedSecret(external.secret, [...external.keys.keys()])]]),
        },
      },
      data: [...external.keys].map(([secretKey, property]) => ({ secretKey, remoteRef: { key: external.remoteKey, property } })),
    },
  }
  return { value, path: pathOf(stamp, `${name}-external-secret`) }
}

/** The manifest of the Secret for the cluster, as a template of the operator: `data`, so that a patch equals what is there. */
function wrappedSecret({ name, namespace, type }: ExternalSecretRequest['secret'], keys: readonly string[]): string {
  const data = new Map(keys.map((key) => [key, `{{ index . "${key}" | b64enc }}`]))
  return printDocument({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type, data })
}

/** What a set holds and held. A local file of the package: no cluster ever gets it. */
export function inventory(set: SetRequest, instance: SetInstance, stamp: Stamp, objects: readonly string[], vanished: readonly string[]): Generated {
  const name = inventoryName(instance)
  const lines = (list: readonly string[]): string => list.map((line) => `${line}\n`).join('')
  const value = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(set, instance, stamp, name, [[LOCAL_CONFIG, 'true']]),
    data: { ...(objects.length > 0 && { objects: lines(objects) }), ...(vanished.length > 0 && { vanished: lines(vanished) }) },
  }
  return { value, path: pathOf(stamp, name) }
}

export function inventoryName({ fullName }: SetInstance): string {
  return `${fullName}-inventory`
}

function metadata(set: SetRequest, instance: SetInstance, stamp: Stamp, name: string, more: readonly (readonly [string, string])[] = []): PlainMap {
  const belongs = [stamp.generatedFrom, set.name, ...(instance.cluster === undefined ? [] : [instance.cluster])].join('/')
  const entries: [string, PlainValue][] = [['name', name]]
  if (instance.namespace !== '') entries.push(['namespace', instance.namespace])
  entries.push(['labels', new Map([[GENERATED_BY, GENERATOR], ...stamp.labels])], ['annotations', new Map([[GENERATED_FROM, belongs], ...more])])
  return new Map(entries)
}

function pathOf({ directory }: Stamp, name: string): string {
  return `${directory === '' ? '' : `${directory}/`}${name}.yaml`
}
