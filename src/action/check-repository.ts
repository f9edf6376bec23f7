/** What `krm-fleet check` and `krm-fleet fleet check` find in the repository, after its decisions. */

import { basename, resolve } from 'node:path'
import { checkAll, findWork, hasNothing, notEntered } from '#cli/check/check-paths.ts'
import { withoutDecided, type FlagDecisions } from '#cli/check/decisions.ts'
import { readConfig, type ConfigFile } from '#cli/config/config-file.ts'
import type { Config } from '#cli/config/config.ts'
import { shownPath } from '#cli/fleet/read-management.ts'
import { fails } from '#check/policy.ts'
import { CONFIG_FILE } from '#krm/names.ts'
import type { Result } from '#krm/result.ts'
import type { Inputs } from './inputs.ts'
import { partOf } from './mode.ts'
import { directoriesOf, type Comparison, type Workplace } from './place.ts'

/** Findings that are left, and what people should know besides. */
export interface Checked {
  readonly findings: readonly Result[]
  readonly texts: ReadonlyMap<string, string>
  /** How many packages were looked at. */
  readonly packages: number
  /** Whether only those with changed files were. */
  readonly onlyChanged: boolean
  /** There is nothing to check. */
  readonly isEmpty: boolean
  /** What the repository decided. */
  readonly config: Config
  readonly failed: boolean
  readonly notes: readonly string[]
  /** A line about each entry of `ignore` that leaves nothing out here. */
  readonly unused: readonly string[]
}

/** What the inputs decide, before any configuration. */
export function flagsOf({ failOn, mode, strict, ignore, schemas, baselineFile, kubernetesOpenapi }: Inputs, { directory }: Workplace): FlagDecisions {
  return {
    ...(mode === 'report' ? { failOn: 'never' } : failOn !== undefined && { failOn }),
    ...(partOf(mode) !== undefined && { only: partOf(mode)! }),
    ...(strict !== undefined && { strict }),
    ignore,
    schemas: schemas.map((path) => resolve(directory, path)),
    ...(baselineFile !== undefined && { baseline: resolve(directory, baselineFile) }),
    ...(kubernetesOpenapi !== undefined && { kubernetesOpenapi: resolve(directory, kubernetesOpenapi) }),
  }
}

/** The configuration that an input names; undefined where the nearest one counts. */
export function configOf({ config }: Inputs, { directory }: Workplace): ConfigFile | undefined {
  return config === undefined ? undefined : readConfig(resolve(directory, config))
}

/** Checks the packages below the paths, those with changed files where only they are asked for and a base is known. */
export async function checkRepository(inputs: Inputs, workplace: Workplace, comparison: Comparison): Promise<Checked> {
  const paths = directoriesOf('path', inputs.path, workplace)
  const changed = changedFor(inputs, workplace, comparison)
  const task = findWork({ paths, flags: flagsOf(inputs, workplace), changed, config: configOf(inputs, workplace) })
  const { found, decisions } = task
  const tree = await checkAll(task)
  const { findings, notes, unused } = withoutDecided({ ...tree, mayBeUnused: task.mayBeUnused }, decisions)
  return {
    findings,
    texts: tree.texts,
    packages: tree.packages,
    onlyChanged: changed !== undefined,
    isEmpty: hasNothing(found),
    config: decisions.config,
    failed: fails(findings, decisions.failOn),
    unused,
    notes: [...notes, ...found.repositories.map((path) => notEntered(shownPath(path))), ...(hasNothing(found) ? [`There is no Kptfile below ${paths.map((path) => shownPath(path) || '.').join(', ')}: nothing to check.`] : [])],
  }
}

/** The files that packages must hold one of. What is compared is only what changed: in mode `diff` nothing else is looked at. */
function changedFor(inputs: Inputs, workplace: Workplace, comparison: Comparison): readonly string[] | undefined {
  const changed = 'changed' in comparison ? comparison.changed : undefined
  if (inputs.mode === 'diff') return changed ?? []
  return inputs.changedOnly && changed !== undefined && !concernsAll(changed, inputs, workplace) ? changed : undefined
}

/** What a repository decided counts for all of its packages. */
function concernsAll(changed: readonly string[], { config, baselineFile, kubernetesOpenapi, schemas }: Inputs, { directory }: Workplace): boolean {
  const others = [config, baselineFile, kubernetesOpenapi, ...schemas].flatMap((file) => (file === undefined ? [] : [resolve(directory, file)]))
  return changed.some((file) => basename(file) === CONFIG_FILE || others.some((other) => file === other || file.startsWith(`${other}/`)))
}
