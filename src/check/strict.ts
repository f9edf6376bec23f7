/** With `strict`, what could not be looked at is an error: findings that say so become errors, and what is silent otherwise is said. */

import { isClusterContext } from '#fleet/cluster-context.ts'
import { FLEET_FINDINGS } from '#fleet/model/fleet-findings.ts'
import { META_RULES } from '#fleet/network/rules/meta-rules.ts'
import { isLocal } from '#fleet/sync/local-config.ts'
import { placeOf, type Result } from '#krm/result.ts'
import type { Resource } from '#krm/resource.ts'
import { MAKE_FINDINGS } from '#porch/make-findings.ts'
import { isLocalFunctionKind } from './families/function-kinds.ts'
import { PACKAGE_RULES } from './rules/package-rules.ts'
import { SCHEMA_RULES } from './rules/schema-rules.ts'
import type { SchemaSet } from './schema/schema.ts'

/** Findings of a lower severity that mean: this was passed over, or something else was looked at in its place. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  PACKAGE_RULES.notRun.code, SCHEMA_RULES.unknownKind.code, FLEET_FINDINGS.hiddenObjects.code, MAKE_FINDINGS.assumedRevision.code, META_RULES.unknownCluster.code,
])

/** The finding as it counts with `strict`. */
export function strictly(result: Result): Result {
  return PASSED_OVER.has(result.code ?? '') ? { ...result, severity: 'error' } : result
}

/**
 * A finding for an object that no schema describes and that no schema said anything of. What kpt itself
 * reads, contexts of clusters, which have a reader of their own, and what is never deployed need none.
 */
export function withoutSchema(resource: Resource, schemas: SchemaSet, said: readonly Result[]): Result[] {
  const { apiVersion, kind, group } = resource
  if (kind === '' || group === 'kpt.dev' || isClusterContext(resource) || isLocal(resource) || isLocalFunctionKind(resource) || said.length > 0 || schemas.find(apiVersion, kind) !== undefined) return []
  const { code, severity } = SCHEMA_RULES.noSchema
  return [{ code, severity, message: `no schema of ${apiVersion} ${kind} is known, so nothing of the object was checked: name its CustomResourceDefinition with schemas`, place: placeOf(resource.field('kind')) }]
}

/** A finding for a file or directory that was not read. */
export function notRead(file: string, message: string): Result {
  const { code, severity } = PACKAGE_RULES.notRead
  return { code, severity, message, place: { file } }
}
