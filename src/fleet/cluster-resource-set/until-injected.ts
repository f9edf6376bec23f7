/** Errors of a package that still waits for its cluster: a validator that failed would keep Porch from ever injecting it. */

import type { ItemList } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import { Results, type Result } from '#krm/result.ts'
import { isClusterContext } from '#fleet/cluster-context.ts'
import { awaitsInjection } from '#fleet/cluster-name.ts'
import { report } from '#fleet/finding.ts'
import { readClusterContext } from '#fleet/read-cluster-context.ts'
import { CRS_LINT } from './lint-findings.ts'

/** What no injection can mend, and what a clone would publish. */
const SECRETS = /^SEC/

/** Adds what was found: errors at and below the directory of a context that awaits injection as warnings, which is said once. */
export function addUntilInjected(found: readonly Result[], items: ItemList, results: Results): void {
  const waiting = [...items].filter(isClusterContext).flatMap((resource) => {
    return awaitsInjection(readClusterContext(resource, new Results())) ? [{ resource, directory: resource.origin.path.replace(/[^/]*$/, '') }] : []
  })
  const lowered = new Set<Resource>()
  for (const result of found) {
    const isMendable = result.severity === 'error' && !SECRETS.test(result.code ?? '')
    const context = isMendable ? waiting.find(({ directory }) => (result.place?.file ?? '').startsWith(directory))?.resource : undefined
    if (context !== undefined) lowered.add(context)
    results.add(context === undefined ? result : { ...result, severity: 'warning' })
  }
  for (const context of lowered) report(results, CRS_LINT.awaitsInjection, `${context.describe()} is not injected yet: errors of its package are warnings until it is`, context)
}
