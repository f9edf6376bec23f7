/** `krm-fleet fleet merge`: one summary of the parts that several machines rendered. */

import { basename, dirname } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { mergeSummaries, readSummary, summaryText } from '#cli/fleet/fleet-summary.ts'
import { printSummary } from '#cli/fleet/summary-lines.ts'
import { writeReport } from '#cli/io/write-report.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'

/** Runs the command; see the table for its flags. */
export function fleetMergeCommand(invocation: Invocation, printer: Printer): 0 | 1 {
  const directories = invocation.positionals('DIR')
  const summaries = directories.map((directory) => {
    const summary = readSummary(directory)
    if (summary === undefined) throw new CliError('CLI002', `${directory} holds no summary of fleet render`, directory)
    return summary
  })
  const merged = mergeSummaries(summaries)
  const output = invocation.text('output')
  if (output !== undefined) writeReport(dirname(output), basename(output), summaryText(merged))
  printSummary(printer, merged, ` in ${directories.length} parts`, [])
  return merged.findings.some(({ result }) => result.severity === 'error') ? 1 : 0
}
