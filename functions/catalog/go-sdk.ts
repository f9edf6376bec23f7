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

const GO_ESCAPES = new Map([['\u0007', '\\a'], ['\b', '\\b'], ['\f', '\\f'], ['\n', '\\n'], ['\r', '\\r'], ['\t', '\\t'], ['\u000b', '\\v'], ['\\', '\\\\'], ['"', '\\"']])

/** Go's %q for printable text and the usual escapes. */
export function quoteAsGo(text: string): string {
  const quoted = text.replaceAll(/[\u0000-\u001f"\\\u007f]/g, (c) => GO_ESCAPES.get(c) ?? `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return `"${quoted}"`
}
