/** `krm-fleet fn list`. */

import { functions } from '#functions/index.ts'
import { IMAGE_PREFIX } from '#krm/names.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'

declare const KRM_FLEET_VERSION: string

/** Prints one line per function: image, type, what it does. */
export function listFunctions(_invocation: Invocation, printer: Printer): 0 {
  const rows = functions.map(({ name, type, summary }) => `${IMAGE_PREFIX}/${name}:v${KRM_FLEET_VERSION}  ${type}  ${summary}\n`)
  printer.payload(rows.join(''))
  return 0
}
