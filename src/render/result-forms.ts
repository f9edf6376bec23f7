/** Results in the forms that events and files have. */

import type { Result } from '#krm/result.ts'
import type { EventResult } from './events.ts'

/** Results as the console shows them; a code opens the message, as on the wire. */
export function eventResults(results: readonly Result[]): EventResult[] {
  return results.map((result) => {
    const { code, message, severity, place } = result
    return {
      message: code === undefined ? message : `${code}: ${message}`,
      ...(severity !== undefined && { severity }),
      ...(place?.resource !== undefined && { resourceRef: place.resource }),
      ...(place?.field !== undefined && { field: { path: place.field } }),
      ...(place?.file !== undefined && { file: { path: place.file, ...(place.index !== undefined && { index: place.index }) } }),
    }
  })
}

