/** What every way of asking says of a defect, in one form. */

import type { KptCall } from '../render/kpt-together.ts'

/** A finding without the way that it came. What is not known is absent. */
export interface Said {
  readonly code: string | undefined
  readonly severity: string
  readonly message: string
  readonly object: string | undefined
  readonly field: string | undefined
  readonly file: string | undefined
  readonly line: number | undefined
  readonly column: number | undefined
}

interface Named {
  readonly apiVersion?: string
  readonly kind?: string
  readonly namespace?: string
  readonly name?: string
}

/** One finding of `check -o json` and of the call of the library. */
export interface JsonFinding {
  readonly code?: string
  readonly severity: string
  readonly message: string
  readonly file?: string
  readonly start?: { readonly line: number; readonly column: number }
  readonly resource?: Named
  readonly field?: string
}

/** The findings of a JSON report. */
export function findingsOfJson(text: string): JsonFinding[] {
  return (JSON.parse(text) as { findings: JsonFinding[] }).findings
}

export function saidByCheck({ code, severity, message, file, start, resource, field }: JsonFinding): Said {
  return { code, severity, message, object: describe(resource), field, file, line: start?.line, column: start?.column }
}

interface WireResult {
  readonly message: string
  readonly severity?: string
  readonly resourceRef?: Named
  readonly field?: { readonly path?: string }
  readonly file?: { readonly path?: string }
  readonly tags?: Readonly<Record<string, string>>
}

/** The results of function calls, as kpt and `krm-fleet render` write them into results.yaml. */
export function saidByCalls(calls: readonly KptCall[]): Said[] {
  return calls.flatMap(({ results = [] }) => (results as readonly WireResult[]).map(({ message, severity = 'info', resourceRef, field, file, tags = {} }) => {
    const code = tags['code']
    return {
      code,
      severity,
      message: code !== undefined && message.startsWith(`${code}: `) ? message.slice(code.length + 2) : message,
      object: describe(resourceRef),
      field: field?.path,
      file: file?.path,
      line: tags['line'] === undefined ? undefined : Number(tags['line']),
      column: tags['column'] === undefined ? undefined : Number(tags['column']),
    }
  }))
}

function describe(resource: Named | undefined): string | undefined {
  if (resource === undefined) return undefined
  return [resource.apiVersion, resource.kind, resource.namespace, resource.name].map((part) => part ?? '').join('|')
}
