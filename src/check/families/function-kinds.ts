/** Kinds that exist for functions only. */

import { FN_GROUP } from '#krm/names.ts'
import type { Resource } from '#krm/resource.ts'

/** Groups of function configs: kpt's catalog, Google's older one, this suite. */
const GROUPS: ReadonlySet<string> = new Set(['fn.kpt.dev', 'fn.kptdev.dev', FN_GROUP])

/** Whether no cluster has the kind of a resource. */
export function isLocalFunctionKind(resource: Resource): boolean {
  return GROUPS.has(resource.group)
}
