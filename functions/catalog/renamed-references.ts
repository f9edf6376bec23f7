/** Follows renamed resources: names in other resources become the new ones, as kustomize decides which resource is meant. */

import type { Field } from '#krm/field.ts'
import { entriesOf, isList, isScalar } from '#krm/plain-value.ts'
import type { Resource } from '#krm/resource.ts'
import { FieldSpecError, fitsSpec, visitFields, type FieldSpec } from './field-spec.ts'
import { isNamespacedForGoSdk } from './go-sdk-scopes.ts'
import { kustomizeId } from './kustomize-items.ts'
import { NAME_REFERENCES } from './name-references.ts'

/** What each renamed resource was called before. */
export type OldNames = ReadonlyMap<Resource, string>

/** Writes the new names into all fields that name a renamed resource. Throws a FieldSpecError where several may be meant. */
export function followNames(items: readonly Resource[], renamed: OldNames): void {
  for (const item of items) {
    const candidates = candidatesOf(item, items).filter((candidate) => renamed.has(candidate))
    if (candidates.length === 0) continue
    for (const { target, fields } of NAME_REFERENCES) {
      const targets = candidates.filter((candidate) => fitsSpec(candidate, { ...target, path: '' }))
      for (const spec of fields) if (targets.length > 0) follow({ item, spec, targets, renamed })
    }
  }
}

interface Reference {
  readonly item: Resource
  readonly spec: FieldSpec
  readonly targets: readonly Resource[]
  readonly renamed: OldNames
}

function follow(reference: Reference): void {
  visitFields(reference.item, reference.spec, false, (field) => {
    const kind = field.node()?.kind
    for (const each of kind === 'seq' ? field.children() : [field]) followOne(reference, each)
  })
}

function followOne(reference: Reference, field: Field): void {
  const { targets } = reference
  const { value } = field
  if (value === undefined || value === null) return
  if (isList(value)) throw new FieldSpecError(`${field.name} is expected to be either a string or a map of string`)
  if (isScalar(value)) {
    const found = select(reference, field.scalarText ?? '', targets)
    if (found !== undefined) field.set(found.name)
    return
  }
  const name = entriesOf(value).find(([key]) => key === 'name')
  if (name === undefined) throw new FieldSpecError("path config error; no 'name' field in node")
  const given = field.child('namespace')
  const found = select(reference, field.child('name').scalarText ?? '', given.exists ? inNamespace(targets, given.scalarText ?? '') : targets)
  if (found === undefined) return
  field.child('name').set(found.name)
  if (found.namespace !== '') given.set(found.namespace)
}

/** The one that a name means. */
function select({ item, spec, renamed }: Reference, oldName: string, targets: readonly Resource[]): Resource | undefined {
  const named = targets.filter((target) => renamed.get(target) === oldName && fitsRoleRef(item, spec, target) && canMeet(item, target))
  if (named.length === 1) return named[0]
  // All were given the same name part: an equal one counts only where the referrer was given it as well.
  const alike = renamed.has(item) ? named : []
  if (alike.every(({ name }) => name === alike[0]?.name)) return alike[0]
  throw new FieldSpecError(`updating name reference in '${spec.path}' field of '${kustomizeId(item)}': found multiple possible referrals: ${alike.map(kustomizeId).join(', ')}`)
}

/** A role reference names the kind and group of its role too. */
function fitsRoleRef(item: Resource, { path }: FieldSpec, target: Resource): boolean {
  if (!path.endsWith('roleRef/name')) return true
  const [group, kind] = ['apiGroup', 'kind'].map((key) => item.field('roleRef', key))
  return !group!.exists || !kind!.exists || fitsSpec(target, { group: group!.scalarText ?? '', kind: kind!.scalarText ?? '', path: '' })
}

/** Resources that another one may name: of its namespace, cluster-wide ones, and the accounts that a RoleBinding names. */
function candidatesOf(item: Resource, items: readonly Resource[]): Resource[] {
  if (isClusterScoped(item)) return [...items]
  const accounts = new Set(item.kind !== 'RoleBinding' ? [] : item.field('subjects').children().flatMap((subject) => (subject.child('kind').string === 'ServiceAccount' ? (subject.child('namespace').string ?? []) : [])))
  return items.filter((other) => isClusterScoped(other) || namespaceOf(other) === namespaceOf(item) || accounts.has(other.namespace))
}

function canMeet(item: Resource, target: Resource): boolean {
  return isClusterScoped(item) || isClusterScoped(target) || target.kind === 'ServiceAccount' || namespaceOf(item) === namespaceOf(target)
}

function inNamespace(targets: readonly Resource[], namespace: string): Resource[] {
  return targets.filter((target) => namespaceOf(target) === namespace)
}

/** kustomize's: no namespace is `default`, and cluster-wide resources have one of their own. */
function namespaceOf(resource: Resource): string {
  return isClusterScoped(resource) ? '_non_namespaceable_' : resource.namespace || 'default'
}

function isClusterScoped({ apiVersion, kind }: Resource): boolean {
  return isNamespacedForGoSdk(apiVersion, kind) === false
}

