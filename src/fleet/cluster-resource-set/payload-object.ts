/** From a resource of the package to the objects that travel: lists unpacked, what belongs to tools and servers left out. */

import { FieldError } from '#krm/field.ts'
import { entriesOf, isList, isScalar, valueOf } from '#krm/plain-value.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import { CRS_FINDINGS } from './findings.ts'
import { SET_ANNOTATION } from './names.ts'

/** Who an object is; version apart, the API server knows it by these. */
export interface ObjectIdentity {
  readonly apiVersion: string
  readonly group: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** An object to deliver. `from` holds it, alone or in a list. */
export interface PayloadObject extends ObjectIdentity {
  readonly from: Resource
  readonly value: PlainMap
}

/** The objects of a resource. What is missing or cannot be read goes to the results. */
export function readPayload(from: Resource, results: Results): PayloadObject[] {
  const root = valueOfClone(from, results)
  if (root === undefined) return []
  return unpacked(root).flatMap((value) => {
    const identity = identityIn(value)
    const missing = (['apiVersion', 'kind', 'name'] as const).filter((key) => identity[key] === '')
    if (missing.length === 0) return [{ ...identity, from, value: deliverable(value) }]
    report(results, CRS_FINDINGS.noIdentity, `${describeIdentity(identity)} has no ${missing.join(', ')}; write it, or annotate the object with ${SET_ANNOTATION}: none`, from)
    return []
  })
}

/** Reads through a clone: the tree of a large object is not kept. */
function valueOfClone(from: Resource, results: Results): PlainMap | undefined {
  try {
    const value = from.clone().field().value
    return isMap(value) ? value : undefined
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    report(results, CRS_FINDINGS.unreadable, `${error.message}; write it without anchors`, from)
    return undefined
  }
}

/** Who an object says it is; what it does not say is empty. */
export function identityIn(value: PlainValue): ObjectIdentity {
  const metadata = valueOf(value, 'metadata')
  const apiVersion = textOf(valueOf(value, 'apiVersion'))
  const slash = apiVersion.indexOf('/')
  return {
    apiVersion,
    group: slash === -1 ? '' : apiVersion.slice(0, slash),
    kind: textOf(valueOf(value, 'kind')),
    namespace: textOf(valueOf(metadata, 'namespace')),
    name: textOf(valueOf(metadata, 'name')),
  }
}

/** How messages name an object: `Deployment kube-system/web`. */
export function describeIdentity({ kind, namespace, name }: ObjectIdentity): string {
  return `${kind === '' ? 'an object' : kind} ${namespace === '' ? '' : `${namespace}/`}${name === '' ? '(no name)' : name}`
}

/** One object for the API server, whatever the version. */
export function identityKey({ group, kind, namespace, name }: ObjectIdentity): string {
  return `${kind}.${group}|${namespace}|${name}`
}

/** Whether an object is a list of objects: `List`, or `RoleBindingList` and the like without a name of its own. */
export function isListKind(value: PlainValue): boolean {
  const items = valueOf(value, 'items')
  return items !== undefined && isList(items) && textOf(valueOf(value, 'kind')).endsWith('List') && valueOf(valueOf(value, 'metadata'), 'name') === undefined
}

/** The objects in a list, and in the lists in it. The items of a typed list need not say what they are. */
function unpacked(value: PlainMap): PlainMap[] {
  const items = valueOf(value, 'items')
  if (!isListKind(value) || items === undefined || !isList(items)) return [value]
  const kind = textOf(valueOf(value, 'kind')).replace(/List$/, '')
  const apiVersion = textOf(valueOf(value, 'apiVersion'))
  return items.filter(isMap).flatMap((item) => {
    const typed = kind === '' || valueOf(item, 'kind') !== undefined ? item : new Map<string, PlainValue>([['apiVersion', apiVersion], ['kind', kind], ...entriesOf(item)])
    return unpacked(typed)
  })
}

/** What the API server of another cluster wrote, or would overwrite. */
const SERVER_METADATA = new Set([
  'creationTimestamp', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'generation', 'managedFields', 'ownerReferences', 'resourceVersion', 'selfLink', 'uid',
])
const TOOL_ANNOTATION =
  /^(?:internal\.)?config\.kubernetes\.io\/|^config\.k8s\.io\/|^internal\.kpt\.dev\/|^kubectl\.kubernetes\.io\/last-applied-configuration$/

/** An object without `status`, without what servers write into metadata and without the annotations of tools. */
export function deliverable(value: PlainMap): PlainMap {
  const kept: [string, PlainValue][] = []
  for (const [key, child] of entriesOf(value)) {
    if (key === 'status') continue
    kept.push([key, key === 'metadata' && isMap(child) ? deliverableMetadata(child) : child])
  }
  return new Map(kept)
}

function deliverableMetadata(metadata: PlainMap): PlainMap {
  const kept: [string, PlainValue][] = []
  for (const [key, child] of entriesOf(metadata)) {
    if (SERVER_METADATA.has(key)) continue
    if (key !== 'annotations' || !isMap(child)) {
      kept.push([key, child])
      continue
    }
    const annotations = entriesOf(child).filter(([name]) => name !== SET_ANNOTATION && !TOOL_ANNOTATION.test(name))
    if (annotations.length > 0) kept.push([key, new Map(annotations)])
  }
  return new Map(kept)
}

function isMap(value: PlainValue | undefined): value is PlainMap {
  return value !== undefined && !isScalar(value) && !isList(value)
}

function textOf(value: PlainValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
