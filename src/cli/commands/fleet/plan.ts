/** `krm-fleet fleet plan`: what Porch would make of a management repository. */

import { readManagement, type Management } from '#cli/fleet/read-management.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer, Style } from '#cli/term/printer.ts'
import { findingListEntries } from '#check/report/data.ts'
import { counted, countBySeverity, describeCounts, severityOf } from '#check/report/report.ts'
import { DOMAIN, TOOL } from '#krm/names.ts'
import { printable } from '#krm/printable.ts'
import { printJson } from '#krm/print.ts'
import { formatResult, type Result, type Severity } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { planData, planText } from '#porch/describe-plan.ts'
import { planFleet } from '#porch/plan-fleet.ts'
import type { FleetPlan } from '#porch/planned-package.ts'
import { limitsOf } from '../limit-flags.ts'

declare const KRM_FLEET_VERSION: string

/** Runs the command; 1 when a variant is refused or anything else is an error. */
export function fleetPlanCommand(invocation: Invocation, printer: Printer): 0 | 1 {
  const management = managementOf(invocation, printer)
  const plan = planFleet(management.model)
  const findings = [...management.model.results, ...plan.results].sort(compareResults)
  if (invocation.text('output') === 'json') printer.payload(planJson(plan, findings, management))
  else {
    printer.payload(planText(plan.packages).map((line) => `${printable(line, 'tabs')}\n`).join(''))
    printFindings(findings, printer)
  }
  printer.line(summaryOf(plan, findings))
  return findings.some((finding) => severityOf(finding) === 'error') ? 1 : 0
}

/** The management repository that an invocation names; notes of reading are printed. */
export function managementOf(invocation: Invocation, printer: Printer): Management {
  const given = invocation.positionals('PATH')
  const management = readManagement(given.length === 0 ? ['.'] : given, limitsOf(invocation))
  for (const note of management.notes) printer.line({ style: 'warning', text: '[WARN]' }, ` ${note.message}`)
  return management
}

const STYLES: Readonly<Record<Severity, Style>> = { error: 'bad', warning: 'warning', info: 'note' }

function printFindings(findings: readonly Result[], printer: Printer): void {
  for (const finding of findings) printer.line({ style: STYLES[severityOf(finding)], text: formatResult(finding) })
}

function planJson(plan: FleetPlan, findings: readonly Result[], { texts }: Management): string {
  const report = { findings, rules: new Map(), source: (file: string) => texts.get(file), tool: { name: TOOL, version: KRM_FLEET_VERSION } }
  return printJson(new Map([['apiVersion', `${DOMAIN}/v1alpha1`], ['kind', 'FleetPlan'], ['packages', planData(plan.packages)], ...findingListEntries(report)]))
}

function summaryOf({ packages }: FleetPlan, findings: readonly Result[]): string {
  const repositories = new Set(packages.map(({ downstream }) => downstream.repo.value)).size
  const clusters = new Set(packages.flatMap(({ cluster }) => cluster?.name ?? [])).size
  const where = `${repositories} deployment repositor${repositories === 1 ? 'y' : 'ies'}`
  return `${counted(packages.length, 'package')} for ${counted(clusters, 'cluster')} in ${where}: ${describeCounts(countBySeverity(findings))}.`
}
