/** Results of npm `kpt-functions` as ours. */

import type { Result as KptResult } from 'kpt-functions'
import type { Place, Result, Severity } from '#krm/result.ts'

/** The same finding. It has no code; values that are no text are given as JSON. */
export function mapResult(result: KptResult): Result {
  const { message, tags, field } = result
  const severity = severityOf(result.severity)
  const place = placeIn(result)
  return {
    message: String(message),
    ...(severity !== undefined && { severity }),
    ...(place !== undefined && { place }),
    ...(field?.currentValue !== undefined && { currentValue: textOf(field.currentValue) }),
    ...(field?.suggestedValue !== undefined && { proposedValue: textOf(field.suggestedValue) }),
    ...(tags !== undefined && { tags: Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, String(value)])) }),
  }
}

function severityOf(severity: string | undefined): Severity | undefined {
  if (severity === 'warn' || severity === 'warning') return 'warning'
  return severity === 'error' || severity === 'info' ? severity : undefined
}

function placeIn({ resourceRef, file, field }: KptResult): Place | undefined {
  const place: Place = {
    ...(file?.path !== undefined && { file: file.path }),
    ...(file?.index !== undefined && { index: file.index }),
    ...(resourceRef !== undefined && {
      resource: {
        apiVersion: resourceRef.apiVersion ?? '',
        kind: resourceRef.kind ?? '',
        name: resourceRef.name ?? '',
        namespace: resourceRef.namespace ?? '',
      },
    }),
    ...(field?.path !== undefined && { field: field.path }),
  }
  return Object.keys(place).length === 0 ? undefined : place
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
