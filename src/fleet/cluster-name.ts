/** Whether a context names its cluster well enough to be used. */

import type { Results } from '#krm/result.ts'
import type { ClusterContext } from './cluster-context.ts'
import { CONTEXT_FINDINGS } from './context-findings.ts'
import { report } from './finding.ts'
import { isPlaceholder } from './placeholder.ts'

const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Whether the context is an injection point that holds nothing but a placeholder yet. */
export function awaitsInjection({ injection, clusterName }: ClusterContext): boolean {
  return injection === 'awaiting' && (clusterName === undefined || clusterName.from.path[0] === 'metadata' || isEmptyOrPlaceholder(clusterName.value))
}

/** Reports a name that no cluster can have; an injected object must no longer hold the placeholder (RFC 1123 labels). */
export function checkClusterName({ clusterName, injection }: ClusterContext, results: Results): void {
  if (clusterName === undefined) return
  const { value, from } = clusterName
  if (injection === 'injected' && isEmptyOrPlaceholder(value)) {
    report(results, CONTEXT_FINDINGS.badClusterName, `${from.name} is "${value}" although the object was injected; set it on the object that is injected`, from)
  } else if (!isPlaceholder(value) && !DNS_LABEL.test(value)) {
    const what = value === '' ? 'is empty' : `"${value}" is no DNS label (lower case letters, digits and -, at most 63)`
    report(results, CONTEXT_FINDINGS.badClusterName, `${from.name} ${what}; write the cluster's name`, from)
  }
}

function isEmptyOrPlaceholder(value: string): boolean {
  return value === '' || isPlaceholder(value)
}
