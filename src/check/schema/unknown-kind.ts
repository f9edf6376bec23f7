/** Kinds and versions that a known API group does not have. */

import { nearestName } from '#krm/nearest-name.ts'
import { replacingFix } from '#krm/replacing-fix.ts'
import { placeOf, type Result } from '#krm/result.ts'
import type { Resource } from '#krm/resource.ts'
import { SCHEMA_RULES } from '#check/rules/schema-rules.ts'
import { groupOf, type SchemaSet } from './schema.ts'

/** Kinds that no schema describes although their group is known: lists, and what is only ever sent to an API server. */
const NEVER_DESCRIBED = /List$|^(?:Scale|Eviction|Binding|DeleteOptions|Status|TokenRequest)$/

/**
 * One finding when the group is known and the kind or version is not; none for groups that nothing is known of. `fits` tells
 * whether a resource is right as it is.
 */
export function unknownKind(resource: Resource, schemas: SchemaSet, fits: (resource: Resource) => boolean): Result[] {
  const { apiVersion, kind } = resource
  const group = groupOf(apiVersion)
  if (NEVER_DESCRIBED.test(kind) || (group === '' && apiVersion !== 'v1')) return []
  const origin = group === REMOVED_GROUP ? schemas.find('v1', 'Pod')?.bundle.origin : schemas.originOfGroup(group)
  if (origin === undefined) return []
  const others = schemas.apiVersionsOf(kind).filter((other) => groupOf(other) === group || isBuiltIn(other))
  const sameGroup = others.filter((other) => groupOf(other) === group)
  const candidates = sameGroup.length > 0 ? sameGroup : isBuiltIn(apiVersion) ? others : []
  if (candidates.length > 0) {
    const fitting = candidates.filter((candidate) => fits(atVersion(resource, candidate)))
    const fix = fitting.length === 1 && !hasOtherMeaning(resource) ? replacingFix(resource.field('apiVersion'), apiVersion, fitting[0]!) : undefined
    return [{ ...finding(resource, 'apiVersion', `${origin} has no ${kind} of ${apiVersion}; it is in ${candidates.join(', ')}`), ...(fix !== undefined && { fix }) }]
  }
  // Groups of other people have kinds that are not bundled here: only a name that is nearly a known one is a mistake.
  const near = nearestName(kind, schemas.kindsOf(apiVersion))
  if (near !== undefined) return [finding(resource, 'kind', `${apiVersion} of ${origin} has no kind ${kind}; did you mean ${near}?`)]
  return isBuiltIn(apiVersion) ? [finding(resource, 'kind', `${origin} has no ${kind} of ${apiVersion}`)] : []
}

/** The same resource, called otherwise. */
export function atVersion(resource: Resource, apiVersion: string): Resource {
  const copy = resource.clone()
  copy.field('apiVersion').set(apiVersion)
  return copy
}

/** An empty selector of policy/v1beta1 selected no pod, that of policy/v1 selects all of the namespace. */
function hasOtherMeaning(resource: Resource): boolean {
  const selector = resource.field('spec', 'selector')
  return resource.kind === 'PodDisruptionBudget' && [...selector.children()].every((part) => part.children().length === 0)
}

/** The group that Kubernetes once had for what is apps, networking.k8s.io and policy today. */
const REMOVED_GROUP = 'extensions'

/** Kubernetes' own groups: without a dot, or of k8s.io but for those that CRDs of its projects take. */
function isBuiltIn(apiVersion: string): boolean {
  const group = groupOf(apiVersion)
  return group === '' || !group.includes('.') || BUILT_IN.has(group)
}

const BUILT_IN: ReadonlySet<string> = new Set([
  'admissionregistration.k8s.io', 'apiextensions.k8s.io', 'apiregistration.k8s.io', 'authentication.k8s.io', 'authorization.k8s.io', 'certificates.k8s.io',
  'coordination.k8s.io', 'discovery.k8s.io', 'events.k8s.io', 'flowcontrol.apiserver.k8s.io', 'networking.k8s.io', 'node.k8s.io', 'rbac.authorization.k8s.io',
  'resource.k8s.io', 'scheduling.k8s.io', 'storage.k8s.io', 'storagemigration.k8s.io',
])

function finding(resource: Resource, key: string, message: string): Result {
  const { code, severity } = SCHEMA_RULES.unknownKind
  return { code, severity, message, place: placeOf(resource.field(key)) }
}
