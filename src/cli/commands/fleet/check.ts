/** `krm-fleet fleet check`: everything that is wrong with a management repository, its variants and what they make. */

import { dirname, resolve } from 'node:path'
import { flagsOf } from '#cli/check/decision-flags.ts'
import { decisionsOf } from '#cli/check/decisions.ts'
import { reportFindings } from '#cli/check/report-findings.ts'
import { findConfigFile } from '#cli/config/config-file.ts'
import { checkMadeFleet } from '#cli/fleet/checked-fleet.ts'
import { checkedPackages } from '#cli/fleet/checked-packages.ts'
import { namedRepositories, readFleetInput } from '#cli/fleet/fleet-input.ts'
import { defaultFleetMaker } from '#cli/fleet/new-fleet-maker.ts'
import { PackageCache } from '#cli/fleet/package-cache.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { counted } from '#check/report/report.ts'
import { limitsOf } from '../limit-flags.ts'

/** Runs the command; see the table for its flags. */
export async function fleetCheckCommand(invocation: Invocation, printer: Printer): Promise<0 | 1> {
  const given = invocation.positionals('PATH')
  const paths = given.length === 0 ? ['.'] : given
  const decisions = decisionsOf(flagsOf(invocation), findConfigFile(paths[0]!) ?? findConfigFile(dirname(resolve(paths[0]!))))
  const input = readFleetInput(paths, namedRepositories(invocation.list('repo'), invocation.on('working-tree')), limitsOf(invocation))
  for (const note of input.notes) printer.line({ style: 'warning', text: '[WARN]' }, ` ${note.message}`)
  const cache = invocation.text('cache')
  const kept = cache === undefined ? undefined : PackageCache.at(cache)
  const maker = kept && defaultFleetMaker(input, kept)
  const made = await checkedPackages(input, printer, { cache: kept, rendered: maker && ((planned, blueprint) => maker.cached(planned, blueprint)) })
  const { undecided } = checkMadeFleet(input, made, decisions)
  const { packages } = made
  const count = packages.filter(({ files }) => files !== undefined).length
  if (packages.length + input.model.objects.length === 0) printer.line(`There is no object of a fleet (ClusterContext, Repository, PackageVariant) in ${paths.join(', ')}.`)
  const rendered = packages.length === 0 ? '' : count === packages.length ? `, all of them rendered` : `, ${count} of them rendered`
  return reportFindings(invocation, undecided, decisions, printer, `Checked ${counted(input.model.clusters.length, 'cluster')} and ${counted(packages.length, 'package')}${rendered}.`)
}
