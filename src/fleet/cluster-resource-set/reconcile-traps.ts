/**
 * What goes wrong with an object under the strategy Reconcile. The controller patches the live object until it equals the
 * payload: what the cluster, its controllers or its webhooks wrote is taken out again at every change of the payload.
 */

import { entriesOf, isList, isScalar, valueOf } from '#krm/plain-value.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import type { ObjectIdentity } from './payload-object.ts'

/** `fails`: the patch is refused for ever. `strips`: it succeeds and does harm. `why` goes on behind the object's name. */
export interface Trap {
  readonly effect: 'fails' | 'strips'
  readonly why: string
}

/** Namespaces that every cluster has and that others label as well. */
const SYSTEM_NAMESPACES = new Set(['default', 'kube-node-lease', 'kube-public', 'kube-system'])

const ADMISSION_CONFIGURATIONS = new Set(['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'])
const CONFIG_SYNC_KINDS = new Set(['RepoSync', 'RootSync'])
const DELETION_POLICY = 'configsync.gke.io/deletion-propagation-policy'

/** The traps of one object by itself. */
export function trapsOf({ group, kind, name }: ObjectIdentity, value: PlainMap): Trap[] {
  const spec = valueOf(value, 'spec')
  switch (`${kind}.${group}`) {
    case 'Job.batch':
      return [fails('its selector and the labels of its pods are made by the cluster and immutable')]
    case 'PersistentVolumeClaim.':
      return [fails('spec.volumeName is written by the cluster and immutable')]
    case 'PersistentVolume.':
      return [strips('spec.claimRef, by which the volume is bound')]
    case 'Namespace.':
      return SYSTEM_NAMESPACES.has(name) ? [strips('the labels and annotations that others gave this namespace')] : []
    case 'ServiceAccount.':
      return valueOf(value, 'secrets') === undefined ? [] : [strips('the secrets that the cluster added to the list')]
    case 'CustomResourceDefinition.apiextensions.k8s.io':
      return lacksBundle(valueOf(valueOf(spec, 'conversion'), 'webhook')) ? [strips('the caBundle of its conversion webhook')] : []
    case 'APIService.apiregistration.k8s.io':
      return lacksServiceBundle(spec) ? [strips('its caBundle')] : []
  }
  if (group === 'admissionregistration.k8s.io' && ADMISSION_CONFIGURATIONS.has(kind)) {
    return itemsOf(valueOf(value, 'webhooks')).some(lacksBundle) ? [strips('the caBundle of its webhooks')] : []
  }
  const annotations = valueOf(valueOf(value, 'metadata'), 'annotations')
  const adds = group === 'configsync.gke.io' && CONFIG_SYNC_KINDS.has(kind) && valueOf(annotations, DELETION_POLICY) === 'Foreground'
  return adds ? [strips('the finalizer that Config Sync adds for its deletion policy')] : []
}

/** What an autoscaler scales, as kind and name; undefined for any other object. */
export function scaledBy({ group, kind }: ObjectIdentity, value: PlainMap): string | undefined {
  if (group !== 'autoscaling' || kind !== 'HorizontalPodAutoscaler') return undefined
  const target = valueOf(valueOf(value, 'spec'), 'scaleTargetRef')
  return `${String(valueOf(target, 'kind'))} ${String(valueOf(target, 'name'))}`
}

/** The trap of what an autoscaler in the same set scales. */
export const SCALED: Trap = { effect: 'strips', why: 'spec.replicas as its autoscaler set it' }

function fails(why: string): Trap {
  return { effect: 'fails', why }
}

function strips(why: string): Trap {
  return { effect: 'strips', why }
}

function lacksBundle(webhook: PlainValue | undefined): boolean {
  if (webhook === undefined || isScalar(webhook)) return false
  return isEmptyText(valueOf(valueOf(webhook, 'clientConfig'), 'caBundle'))
}

function lacksServiceBundle(spec: PlainValue | undefined): boolean {
  const service = valueOf(spec, 'service')
  return service !== undefined && service !== null && isEmptyText(valueOf(spec, 'caBundle')) && valueOf(spec, 'insecureSkipTLSVerify') !== true
}

/** Absent, empty, or the line break in base64 by which people mark a bundle that is filled in later. */
function isEmptyText(value: PlainValue | undefined): boolean {
  return value === undefined || value === null || value === '' || value === 'Cg=='
}

function itemsOf(value: PlainValue | undefined): readonly PlainValue[] {
  return value !== undefined && isList(value) ? value : []
}

/** An upper case name where a build puts an image (Config Sync's manifests from source), or an unfilled template. */
const LEFTOVER = /^[A-Z0-9_]*_IMAGE_NAME$|^\$\{|^\{\{|^<|^[A-Z][A-Z0-9_]*$/
const LEFTOVER_IN_TEXT = /\bimage:[ \t]*["']?([A-Z0-9_]+_IMAGE_NAME)\b/g

/** Images that are placeholders, in fields called `image` and in manifests that a ConfigMap holds as text. */
export function leftoverImages(value: PlainValue): string[] {
  const found = new Set<string>()
  collectImages(value, found)
  return [...found]
}

function collectImages(value: PlainValue, found: Set<string>): void {
  if (isScalar(value)) {
    if (typeof value === 'string' && value.includes('_IMAGE_NAME')) for (const [, name] of value.matchAll(LEFTOVER_IN_TEXT)) found.add(name!)
  } else if (isList(value)) for (const item of value) collectImages(item, found)
  else {
    for (const [key, child] of entriesOf(value)) {
      if (key === 'image' && typeof child === 'string' && LEFTOVER.test(child)) found.add(child)
      else collectImages(child, found)
    }
  }
}
