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
  const directories = directoriesOf('path', inputs.path, workplace)
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
    notes: [...checked.notes, ...(fleet?.notes ?? []), ...checked.unused.filter((line) => fleet?.unused.includes(line) !== false)],
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
  const named = (path: string): string => quoted(shownPath(resolve(directory, path)) || '.')
  const since = onlyChanged && 'base' in comparison ? ` --changed-since ${comparison.base.slice(0, 12)}` : ''
  const { failOn, strict, ignore, schemas, baselineFile, kubernetesOpenapi } = inputs
  const flags = [
    ...(failOn === undefined ? [] : [`--fail-on ${failOn}`]),
    ...(strict === undefined ? [] : [strict ? '--strict' : '--strict=false']),
    ...ignore.map(({ rules, paths = [], reason }) => `--ignore ${quoted(`${[rules.join(','), ...paths].join(' ')} # ${reason}`)}`),
    ...schemas.map((path) => `--schemas ${named(path)}`),
    ...(baselineFile === undefined ? [] : [`--baseline ${named(baselineFile)}`]),
    ...(kubernetesOpenapi === undefined ? [] : [`--kubernetes-openapi ${named(kubernetesOpenapi)}`]),
  ].map((flag) => ` ${flag}`).join('')
  return [`krm-fleet check ${inputs.path.map(named).join(' ')}${since}${flags}`, ...(inputs.fleet.length === 0 ? [] : [`krm-fleet fleet check ${inputs.fleet.map(named).join(' ')}${flags}`])]
}

function quoted(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
