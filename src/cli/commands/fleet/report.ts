/** `krm-fleet fleet report`: everything that is known of a fleet as one page. */

import { basename, dirname, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { flagsOf } from '#cli/check/decision-flags.ts'
import { decisionsOf, withoutDecided } from '#cli/check/decisions.ts'
import { findConfigFile } from '#cli/config/config-file.ts'
import { checkMadeFleet } from '#cli/fleet/checked-fleet.ts'
import { checkedPackages } from '#cli/fleet/checked-packages.ts'
import { compareWithBase, compareWithStored } from '#cli/fleet/fleet-comparison.ts'
import { namedRepositories, readFleetInput } from '#cli/fleet/fleet-input.ts'
import { PackageCache } from '#cli/fleet/package-cache.ts'
import { shownPath } from '#cli/fleet/read-management.ts'
import { writeReport } from '#cli/io/write-report.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { fleetContent } from '#check/fleet-report/fleet-content.ts'
import { htmlReport } from '#check/html-report/html-report.ts'
import { fails } from '#check/policy.ts'
import { counted, countBySeverity, describeCounts } from '#check/report/report.ts'
import { RULES } from '#check/rules/registry.ts'
import { TOOL } from '#krm/names.ts'
import { limitsOf } from '../limit-flags.ts'

declare const KRM_FLEET_VERSION: string

/** Runs the command; see the table for its flags. */
export async function fleetReportCommand(invocation: Invocation, printer: Printer): Promise<0 | 1> {
  const given = invocation.positionals('PATH')
  const paths = given.length === 0 ? ['.'] : given
  const decisions = decisionsOf(flagsOf(invocation), findConfigFile(paths[0]!) ?? findConfigFile(dirname(resolve(paths[0]!))))
  const [base, against] = [invocation.text('base'), invocation.text('against')]
  if (base !== undefined && against !== undefined) throw new CliError('CLI003', 'fleet report compares with one state: give --base REF or --against DIR')
  const local = namedRepositories(invocation.list('repo'), invocation.on('working-tree'))
  const input = readFleetInput(paths, local, limitsOf(invocation))
  const cache = invocation.text('cache')
  const made = await checkedPackages(input, printer, { cache: cache === undefined ? undefined : PackageCache.at(cache) })
  const { checked, rendered, texts, undecided } = checkMadeFleet(input, made, decisions)
  const { findings, notes, unused } = withoutDecided(undecided, decisions)
  const { packages } = made
  const changes = against !== undefined ? { base: `what lies in ${against}`, ...compareWithStored(against, made) } : base === undefined ? undefined : { base, ...(await compareWithBase(paths, base, local, packages)) }
  const page = htmlReport({
    title: 'Fleet report',
    subject: paths.map((path) => shownPath(resolve(path)) || basename(resolve(path))).join(', '),
    report: { findings, rules: RULES, source: (file) => texts.get(file), tool: { name: TOOL, version: KRM_FLEET_VERSION } },
    notes: [...input.notes.map(({ path, message }) => `${path}: ${message}`), ...notes],
    fleet: fleetContent(checked, { rendered, findings, functions: made.functions, network: decisions.network }),
    ...(changes !== undefined && { changes }),
  })
  const file = invocation.text('output')
  if (file === undefined || file === '-') printer.payload(page)
  else writeReport(dirname(resolve(file)), basename(file), page)
  const where = file === undefined || file === '-' ? '' : ` Wrote ${file}.`
  for (const note of unused) printer.line({ style: 'note', text: note })
  printer.line(`${counted(input.model.clusters.length, 'cluster')}, ${counted(packages.length, 'package')}: ${describeCounts(countBySeverity(findings))}.${where}`)
  return fails(findings, decisions.failOn) ? 1 : 0
}
