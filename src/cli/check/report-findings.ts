/** The end of every check: decisions of the repository, the report in its form, the verdict. */

import { basename, dirname, resolve } from 'node:path'
import { writeReport } from '#cli/io/write-report.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { baselineText } from '#check/baseline.ts'
import { fails } from '#check/policy.ts'
import { formatReport, REPORT_FORMATS } from '#check/report/formats.ts'
import { counted } from '#check/report/report.ts'
import { textReport } from '#check/report/text.ts'
import { RULES } from '#check/rules/registry.ts'
import { TOOL } from '#krm/names.ts'
import { compareResults } from '#krm/result-wire.ts'
import { withoutDecided, type Decided, type Decisions, type Undecided } from './decisions.ts'

declare const KRM_FLEET_VERSION: string

/** Prints the findings that are left, or writes them as the new baseline; `done` is the last line for people. */
export function reportFindings(invocation: Invocation, checked: Undecided, decisions: Decisions, printer: Printer, done: string): 0 | 1 {
  return reportDecided(invocation, { ...withoutDecided(checked, decisions), texts: checked.texts }, decisions, printer, done)
}

/** What is left of findings after the decisions of the repository, and the texts that they stand in. */
export interface DecidedFindings extends Decided {
  readonly texts: ReadonlyMap<string, string>
}

/** The same for findings that have been decided about. */
export function reportDecided(invocation: Invocation, { findings, notes, unused, texts }: DecidedFindings, decisions: Decisions, printer: Printer, done: string): 0 | 1 {
  const sorted = findings.toSorted(compareResults)
  const baseline = invocation.text('write-baseline')
  if (baseline !== undefined) {
    writeReport(dirname(resolve(baseline)), basename(baseline), baselineText(sorted))
    printer.line(`Wrote ${counted(sorted.length, 'finding')} to ${baseline}.`)
    return 0
  }
  const format = REPORT_FORMATS.find((name) => name === invocation.text('output')) ?? 'text'
  const data = { findings: sorted, rules: RULES, source: (file: string) => texts.get(file), tool: { name: TOOL, version: KRM_FLEET_VERSION } }
  printer.payload(format === 'text' ? textReport(data, printer.payloadPaint) : formatReport(format, data))
  for (const note of [...notes, ...unused]) printer.line({ style: 'note', text: note })
  printer.line(done)
  return fails(sorted, decisions.failOn) ? 1 : 0
}
