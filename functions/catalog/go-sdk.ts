/** What catalog functions have from the Go SDK that they were built with (kpt-functions-sdk/go/fn of May 2022). */

import type { FunctionOutcome } from '#krm/function.ts'
import type { Resource } from '#krm/resource.ts'

/** The SDK writes items sorted by apiVersion, kind, namespace and name; ties keep their order. */
export function sortedAsSdk(items: readonly Resource[]): Resource[] {
  const keyed = items.map((item) => ({ item, key: `${item.apiVersion} ${item.kind} ${item.namespace} ${item.name}` }))
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item)
}

/** A run that ended with an error: one result, exit code 1. */
export function failed(items: readonly Resource[], message: string): FunctionOutcome {
  return { items, ok: false, results: [{ severity: 'error', message }] }
}
