/** `krm-fleet completion SHELL`. */

import { CliError } from '#cli/cli-error.ts'
import { completionScript, SHELLS } from '#cli/term/completion.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { COMMANDS } from './table.ts'

/** Prints the script for a shell. */
export function completionCommand(invocation: Invocation, printer: Printer): 0 {
  const given = invocation.positional('SHELL')
  const shell = SHELLS.find((name) => name === given)
  if (shell === undefined) throw new CliError('CLI002', `there is no completion for ${given ?? 'nothing'}; name one of ${SHELLS.join(', ')}`)
  printer.payload(completionScript(COMMANDS, shell))
  return 0
}
