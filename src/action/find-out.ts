/** All that the Action finds out, before anything of it is said. */

import { dirname } from 'node:path'
import { builtinRunner } from '#cli/run/builtin-runner.ts'
import { decisionsOf } from '#cli/check/decisions.ts'
import { findConfigFile } from '#cli/config/config-file.ts'
import { CHECK_RULES } from '#check/rules/package-rules.ts'
import { formatResult, type Result } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { checkFleetOf, type CheckedFleet } from './check-fleet.ts'
import { checkRepository, configOf, flagsOf, type Checked } from './check-repository.ts'
import { commandsFor } from './commands.ts'
import type { Event } from './event.ts'
import type { Inputs } from './inputs.ts'
import { compares } from './mode.ts'
import { packageChanges } from '#cli/check/package-changes.ts'
import { compareWith, directoriesOf, type Comparison, type Workplace } from './place.ts'
import type { Outcome } from './outcome.ts'

/** Checks and compares; the working directory is the root of the repository. */
export async function findOut(inputs: Inputs, event: Event, workplace: Workplace): Promise<Outcome> {
  const comparison = compareWith(inputs, event, workplace)
  const base = compares(inputs.mode) && 'base' in comparison ? comparison.base : undefined
  const checked = await checkRepository(inputs, workplace, comparison)
  const fleet = inputs.fleet.length === 0 || (inputs.mode === 'diff' && base === undefined) ? undefined : await fleetOf(inputs, workplace, base)
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
    uncompared: whyUncompared(inputs, event, comparison),
    failed: checked.failed || fleet?.failed === true,
    notes: [...checked.notes, ...(fleet?.notes ?? []), ...checked.unused.filter((line) => fleet?.unused.includes(line) !== false)],
    mode: inputs.mode,
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

/** What people should know where there is no base; a schedule that checks everything has none and needs none. */
function whyUncompared({ mode, changedOnly }: Inputs, { name }: Event, comparison: Comparison): string | undefined {
  if ('base' in comparison) return undefined
  const { why, fetch } = comparison
  if (why === undefined) return mode === 'diff' ? `${name === '' ? 'this run' : name} has no base: nothing was compared. Name one with the input base-ref.` : undefined
  if (!compares(mode) && !changedOnly) return undefined
  const what = mode === 'diff' ? 'nothing was compared' : compares(mode) ? 'everything was checked, and nothing compared with what was before' : 'everything was checked'
  return `${why}: ${what}.${fetch === undefined ? '' : ` To have it, ${fetch}.`}`
}
