/** All that the Action finds out, before anything of it is said. */

import { dirname, resolve } from 'node:path'
import { builtinRunner } from '#cli/run/builtin-runner.ts'
import { decisionsOf } from '#cli/check/decisions.ts'
import { findConfigFile } from '#cli/config/config-file.ts'
import { shownPath } from '#cli/fleet/read-management.ts'
import { CHECK_RULES } from '#check/rules/package-rules.ts'
import { formatResult, type Result } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { checkFleetOf, type CheckedFleet } from './check-fleet.ts'
import { checkRepository, configOf, flagsOf, type Checked } from './check-repository.ts'
import type { Event } from './event.ts'
import type { Inputs } from './inputs.ts'
import { packageChanges } from './package-changes.ts'
import { compareWith, directoriesOf, type Comparison, type Workplace } from './place.ts'
import type { Outcome } from './summary.ts'

/** Checks and compares; the working directory is the root of the repository. */
export async function findOut(inputs: Inputs, event: Event, workplace: Workplace): Promise<Outcome> {
  const comparison = compareWith(inputs, event, workplace)
  const base = inputs.diff && 'base' in comparison ? comparison.base : undefined
  const checked = await checkRepository(inputs, workplace, comparison)
  const fleet = inputs.fleet.length === 0 ? undefined : await fleetOf(inputs, workplace, base)
  const directories = directoriesOf('paths', inputs.paths, workplace)
  const runnerFor = builtinRunner(checked.config)
  const compared = base === undefined || !('changed' in comparison) ? undefined : await packageChanges(directories, workplace.clone!, base, comparison.changed, runnerFor)
  const changes = checked.isEmpty && compared?.diff.groups.length === 0 ? undefined : compared
  return {
    findings: distinct(fleet === undefined ? checked.findings : [...agreed(checked, fleet), ...agreed(fleet, checked)]),
    checked,
    fleet,
    changes,
    comparison,
    failed: checked.failed || fleet?.failed === true,
    commands: commandsFor(inputs, comparison, checked.onlyChanged, workplace),
  }
}

async function fleetOf(inputs: Inputs, workplace: Workplace, base: string | undefined): Promise<CheckedFleet> {
  const [first] = directoriesOf('fleet', inputs.fleet, workplace)
  const config = configOf(inputs, workplace) ?? findConfigFile(first!) ?? findConfigFile(dirname(first!))
  return checkFleetOf(inputs, workplace, decisionsOf(flagsOf(inputs, workplace), config), base)
}

/** A suppression that finds nothing in one of the checks may be there for the other one, where that reads the same file. */
function agreed(one: Checked, other: Checked): Result[] {
  const said = new Set(other.findings.map(formatResult))
  return one.findings.filter((finding) => finding.code !== CHECK_RULES.idleSuppression.code || !other.texts.has(finding.place?.file ?? '') || said.has(formatResult(finding)))
}

/** What both checks say is said once. */
function distinct(findings: readonly Result[]): Result[] {
  const known = new Set<string>()
  return findings.toSorted(compareResults).filter((finding) => !known.has(formatResult(finding)) && known.add(formatResult(finding)))
}

function commandsFor(inputs: Inputs, comparison: Comparison, onlyChanged: boolean, { directory }: Workplace): string[] {
  const named = (paths: readonly string[]): string => paths.map((path) => quoted(shownPath(resolve(directory, path)) || '.')).join(' ')
  const since = onlyChanged && 'base' in comparison ? ` --changed-since ${comparison.base.slice(0, 12)}` : ''
  return [`krm-fleet check ${named(inputs.paths)}${since}`, ...(inputs.fleet.length === 0 ? [] : [`krm-fleet fleet check ${named(inputs.fleet)}`])]
}

function quoted(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
