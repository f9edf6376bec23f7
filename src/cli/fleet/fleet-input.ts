/** What the `fleet` commands that render start from: the management repository, its plan, and where blueprints are. */

import { dirname, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { findConfigFile } from '#cli/config/config-file.ts'
import type { Config } from '#cli/config/config.ts'
import type { ReadLimits } from '#cli/io/read-limits.ts'
import { planFleet } from '#porch/plan-fleet.ts'
import type { FleetPlan } from '#porch/planned-package.ts'
import { BlueprintSources, type LocalRepository, type Pins } from './blueprint-sources.ts'
import { readManagement, type Management } from './read-management.ts'

/** A fleet that was read and planned. */
export interface FleetInput extends Management {
  readonly plan: FleetPlan
  readonly sources: BlueprintSources
  readonly config: Config
}

/** Reads and plans; `named` counts before what the configuration says. What cannot be read at all is one CliError. */
export function readFleetInput(paths: readonly string[], named: ReadonlyMap<string, LocalRepository>, limits: Partial<ReadLimits> = {}): FleetInput {
  return plannedInput(readManagement(paths, limits), paths, named)
}

/** The fleet of a management repository that was read, with the configuration beside it. */
export function plannedInput(management: Management, paths: readonly string[], named: ReadonlyMap<string, LocalRepository>, pins?: Pins): FleetInput {
  const file = findConfigFile(paths[0]!)
  const config = file?.config ?? {}
  const configured = Object.entries(config.repositories ?? {}).map(([name, { path, workingTree }]) =>
    [name, { path: resolve(dirname(file!.resource.origin.path), path), workingTree: workingTree === true }] as const)
  const sources = new BlueprintSources(new Map([...configured, ...named]), paths[0]!, pins)
  return { ...management, plan: planFleet(management.model), sources, config }
}

/** The local copies that `--repo NAME=PATH` names. */
export function namedRepositories(given: readonly string[], workingTree: boolean): Map<string, LocalRepository> {
  return new Map(given.map((text) => {
    const equals = text.indexOf('=')
    if (equals < 1 || equals === text.length - 1) throw new CliError('CLI002', `--repo is "${text}" and must be NAME=PATH, NAME being that of a Repository object`)
    return [text.slice(0, equals), { path: text.slice(equals + 1), workingTree }] as const
  }))
}
