/** `krm-fleet check`: finds packages, checks them, and reports in the form that was asked for. */

import { checkAll, findWork, hasNothing, notEntered } from '#cli/check/check-paths.ts'
import { withoutDecided } from '#cli/check/decisions.ts'
import { flagsOf } from '#cli/check/decision-flags.ts'
import { reportFindings } from '#cli/check/report-findings.ts'
import { writeFixes } from '#cli/check/write-fixes.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { formatReport, REPORT_FORMATS } from '#check/report/formats.ts'
import { counted } from '#check/report/report.ts'
import { RULES } from '#check/rules/registry.ts'
import { TOOL } from '#krm/names.ts'
import { limitsOf } from '../limit-flags.ts'

declare const KRM_FLEET_VERSION: string

/** Runs the command; see the table for its flags. */
export async function checkCommand(invocation: Invocation, printer: Printer): Promise<0 | 1> {
  const paths = invocation.positionals('PATH').length === 0 ? ['.'] : invocation.positionals('PATH')
  const task = findWork({ paths, flags: flagsOf(invocation), changedSince: invocation.text('changed-since'), limits: limitsOf(invocation) })
  for (const directory of task.found.repositories) printer.line({ style: 'note', text: notEntered(directory) })
  if (hasNothing(task.found)) return nothingToCheck(invocation, paths, printer)
  let tree = await checkAll(task)
  if (invocation.on('fix')) {
    const mended = writeFixes(task.roots, { findings: withoutDecided(tree, task.decisions).findings, texts: tree.texts }, printer)
    if (mended > 0) tree = await checkAll(task)
  }
  return reportFindings(invocation, { ...tree, mayBeUnused: task.mayBeUnused }, task.decisions, printer, `Checked ${counted(tree.packages, 'package')} in ${counted(tree.texts.size, 'file')}.`)
}

/** No package is no mistake: the command may run in every repository. */
function nothingToCheck(invocation: Invocation, paths: readonly string[], printer: Printer): 0 {
  printer.line(`There is no Kptfile below ${paths.join(', ')}: nothing to check.`)
  const format = REPORT_FORMATS.find((name) => name === invocation.text('output')) ?? 'text'
  if (format !== 'text') printer.payload(formatReport(format, { findings: [], rules: RULES, source: () => undefined, tool: { name: TOOL, version: KRM_FLEET_VERSION } }))
  return 0
}
