/** What is wrong with the objects of a set: namespaces, kinds, duplicates, placeholders, and the traps of Reconcile. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import { formatPlace, placeOf, type Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import { CRS_FINDINGS } from './findings.ts'
import type { Packable } from './packable.ts'
import { describeIdentity, identityKey, type ObjectIdentity } from './payload-object.ts'
import { SCALED, type Trap } from './reconcile-traps.ts'
import type { SetInstance, SetRequest } from './request.ts'
import type { Scopes } from './scopes.ts'

/** An object of a set, about to be packed or already in a ConfigMap. */
export interface CheckedObject extends ObjectIdentity {
  readonly at: Resource | Field
  readonly traps: readonly Trap[]
  readonly scales: string | undefined
  readonly leftoverImages: readonly string[]
}

/** `isOwn`: the set is made here, so that nothing about its objects may stay open. */
export interface CheckedSet {
  readonly name: string
  readonly strategy: string
  readonly isOwn: boolean
}

/** Checks the objects of one set. */
export function checkObjects(set: CheckedSet, objects: readonly CheckedObject[], scopes: Scopes, results: Results): void {
  checkDuplicates(set, objects, results)
  const scaled = new Set(objects.flatMap(({ scales, namespace }) => (scales === undefined ? [] : [`${namespace} ${scales}`])))
  for (const object of objects) {
    checkScope(object, set, scopes, results)
    for (const image of object.leftoverImages) {
      report(results, CRS_FINDINGS.leftoverImage, `${describeIdentity(object)} has the image "${image}", which is a placeholder; take the manifest of a release`, object.at)
    }
    if (set.strategy !== 'Reconcile') continue
    const isScaled = scaled.has(`${object.namespace} ${object.kind} ${object.name}`)
    for (const trap of isScaled ? [...object.traps, SCALED] : object.traps) reportTrap(object, trap, results)
  }
  reportMissingCrds(set, objects, scopes, results)
  reportMissingNamespaces(set, objects, scopes, results)
}

/** One finding per namespace, at its first object. */
function reportMissingNamespaces({ name }: CheckedSet, objects: readonly CheckedObject[], scopes: Scopes, results: Results): void {
  const seen = new Set<string>()
  for (const object of objects) {
    const { namespace } = object
    if (namespace === '' || scopes.hasNamespace(namespace) || scopes.of(object.group, object.kind) === 'Cluster' || seen.has(namespace)) continue
    seen.add(namespace)
    report(results, CRS_FINDINGS.namespaceMissing, `${describeIdentity(object)} in the set ${name}: no set brings the Namespace ${namespace}; add it, unless something else makes it`, object.at)
  }
}

function reportTrap(object: CheckedObject, { effect, why }: Trap, results: Results): void {
  const name = describeIdentity(object)
  if (effect === 'fails') report(results, CRS_FINDINGS.reconcileFails, `${name} cannot be updated under Reconcile: ${why}; use ApplyOnce for it`, object.at)
  else report(results, CRS_FINDINGS.reconcileStrips, `${name} loses under Reconcile, whenever its ConfigMap changes: ${why}`, object.at)
}

function checkScope(object: CheckedObject, { isOwn }: CheckedSet, scopes: Scopes, results: Results): void {
  if (object.namespace !== '') return
  const scope = scopes.of(object.group, object.kind)
  if (scope === 'Namespaced') report(results, CRS_FINDINGS.noNamespace, `${describeIdentity(object)} has no namespace; the controller fills none in: write metadata.namespace`, object.at)
  else if (scope === undefined && isOwn) {
    const kind = `{group: ${object.group}, kind: ${object.kind}, scope: Cluster}`
    report(results, CRS_FINDINGS.unknownScope, `${describeIdentity(object)} has no namespace and nothing says whether it needs one; write it, add the CRD, or list ${kind} under customKinds`, object.at)
  }
}

/** One finding per kind, at its first object. A kind that is only said to be there is told of where the set is made. */
function reportMissingCrds({ name, isOwn }: CheckedSet, objects: readonly CheckedObject[], scopes: Scopes, results: Results): void {
  const missing = new Map<string, CheckedObject[]>()
  const assumed = new Set<string>()
  for (const object of objects) {
    const kind = `${object.kind} (${object.apiVersion})`
    if (!scopes.isDelivered(object.group, object.kind)) missing.set(kind, [...(missing.get(kind) ?? []), object])
    else if (isOwn && scopes.isAssumed(object.group, object.kind) && !assumed.has(kind)) {
      assumed.add(kind)
      report(results, CRS_FINDINGS.assumedKind, `no set brings the CRD of ${kind} and what runs it: customKinds says that the cluster has them from elsewhere`, object.at)
    }
  }
  for (const [kind, [first, ...others]] of missing) {
    if (first === undefined) continue
    const more = others.length === 0 ? '' : ` and ${others.length} more of its kind`
    report(results, CRS_FINDINGS.crdMissing, `${describeIdentity(first)}${more} in the set ${name}: no set brings the CRD of ${kind}; add it, or list the kind under customKinds`, first.at)
  }
}

function checkDuplicates({ name }: CheckedSet, objects: readonly CheckedObject[], results: Results): void {
  const seen = new Map<string, CheckedObject>()
  for (const object of objects) {
    const key = identityKey(object)
    const first = seen.get(key)
    if (first === undefined) seen.set(key, object)
    else report(results, CRS_FINDINGS.duplicateObject, `${describeIdentity(object)} stands twice in the set ${name}${otherPlace(first)}; remove one`, object.at)
  }
}

interface PackedSet {
  readonly request: SetRequest
  readonly objects: readonly Packable[]
}

/** One object in two sets that one cluster may get must be the same in both. */
export function checkOverlaps(sets: readonly PackedSet[], results: Results): void {
  const seen = new Map<string, { readonly set: SetRequest; readonly object: Packable }[]>()
  for (const { request, objects } of sets) {
    for (const object of objects) {
      const key = identityKey(object)
      const others = seen.get(key) ?? []
      const other = others.find(({ set, object: first }) => set !== request && first.text !== object.text && mayMeet(set, request))
      if (other !== undefined) {
        const message = `${describeIdentity(object)} differs between the sets ${other.set.name}${otherPlace(other.object)} and ${request.name}, and one cluster may get both; leave it in one`
        report(results, CRS_FINDINGS.duplicateObject, message, object.at)
      }
      seen.set(key, [...others, { set: request, object }])
    }
  }
}

function mayMeet(a: SetRequest, b: SetRequest): boolean {
  return a.instances.some((left) => b.instances.some((right) => selectorsMayMeet(left, right)))
}

/** Two selectors exclude each other when they want different values of one label. */
function selectorsMayMeet(a: SetInstance, b: SetInstance): boolean {
  return [...a.selector].every(([key, value]) => !b.selector.has(key) || b.selector.get(key) === value)
}

function otherPlace({ at }: CheckedObject): string {
  const where = formatPlace(placeOf(at))
  return where === '' ? '' : ` (the other: ${where})`
}
