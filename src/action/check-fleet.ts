/** The fleet of a management repository: what is wrong with it, which packages its clusters get, and what a change does to them. */

import { resolve } from 'node:path'
import type { Decisions } from '#cli/check/decisions.ts'
import { withoutDecided } from '#cli/check/decisions.ts'
import { checkedPackages } from '#cli/fleet/checked-packages.ts'
import { namedRepositories, plannedInput, readFleetInput, type FleetInput } from '#cli/fleet/fleet-input.ts'
import { readManagementAt } from '#cli/fleet/management-at.ts'
import { Printer, TextSink } from '#cli/term/printer.ts'
import { checkFleet } from '#check/fleet/check-fleet.ts'
import type { CheckedPackage } from '#check/fleet/fleet-check-input.ts'
import { diffFleet, type PackageState } from '#check/fleet-diff/diff-fleet.ts'
import { fails } from '#check/policy.ts'
import { notRead } from '#check/strict.ts'
import { functions } from '#functions/index.ts'
import type { Checked } from './check-repository.ts'
import type { Inputs } from './inputs.ts'
import type { Changes } from './package-changes.ts'
import { directoriesOf, type Workplace } from './place.ts'

/** A package of a cluster, and whether it was made. */
export interface FleetPackage {
  /** The cluster's name; the repository's where a variant has no cluster. */
  readonly cluster: string
  readonly repository: string
  readonly package: string
  readonly isMade: boolean
}

export interface CheckedFleet extends Checked {
  readonly clusters: number
  readonly made: readonly FleetPackage[]
  /** Undefined where there is nothing to compare with. */
  readonly changes: Changes | undefined
}

/** Checks the fleet, and compares it with what it was at a commit of the same clone. */
export async function checkFleetOf(inputs: Inputs, workplace: Workplace, decisions: Decisions, base: string | undefined): Promise<CheckedFleet> {
  const paths = directoriesOf('fleet', inputs.fleet, workplace)
  const local = new Map([...namedRepositories(inputs.repositories, false)].map(([name, copy]) => [name, { ...copy, path: resolve(workplace.directory, copy.path) }]))
  const input = readFleetInput(paths, local)
  const { plan, model } = input
  const { packages, results } = await checkedPackages(input, silent())
  const found = checkFleet({ plan, model, packages, results: [...results, ...(decisions.strict ? input.notes.map(({ path, message }) => notRead(path, message)) : [])] }, { schemas: decisions.schemas, network: decisions.network, strict: decisions.strict, functions: functions.map(({ name }) => name) })
  const texts = new Map([...input.texts, ...packages.flatMap(({ blueprint }) => blueprint?.files.map(({ path, text }) => [`${blueprint.displayPath}/${path}`, text] as const) ?? [])])
  const { findings, notes, unused } = withoutDecided({ findings: found, texts, mayBeIdle: (file) => input.texts.has(file), mayBeUnused: ({ from }) => from === undefined }, decisions)
  return {
    findings,
    texts,
    packages: packages.length,
    onlyChanged: false,
    isEmpty: packages.length === 0,
    config: input.config,
    failed: fails(findings, decisions.failOn),
    unused,
    notes: [...input.notes.map(({ path, message }) => `${path}: ${message}`), ...notes],
    clusters: model.clusters.length,
    made: packages.map((each) => ({ cluster: clusterOf(each), repository: repositoryOf(each), package: packageOf(each), isMade: each.files !== undefined })),
    changes: base === undefined ? undefined : compare(await packagesAt(paths, base, local), packages),
  }
}

/** The packages as the management repository, and blueprints of the same clone with it, had them made at a commit. */
async function packagesAt(paths: readonly string[], base: string, local: Parameters<typeof plannedInput>[2]): Promise<readonly CheckedPackage[]> {
  const management = readManagementAt(paths, base)
  const input: FleetInput = plannedInput(management, paths, local, { clones: management.commits, repositories: new Map() })
  return (await checkedPackages(input, silent())).packages
}

function compare(before: readonly CheckedPackage[], after: readonly CheckedPackage[]): Changes {
  const key = (each: CheckedPackage): string => `${repositoryOf(each)}/${packageOf(each)}`
  const broken = new Map([...before.map((each) => [each, 'was not made before'] as const), ...after.map((each) => [each, 'is not made'] as const)].flatMap(([each, why]) => (each.files === undefined ? [[key(each), why] as const] : [])))
  const reasons = new Set([...broken.values()].toSorted())
  const states = (packages: readonly CheckedPackage[]): PackageState[] =>
    packages.flatMap((each) => (broken.has(key(each)) ? [] : [{ repository: repositoryOf(each), package: packageOf(each), cluster: each.planned.cluster?.name, files: each.files! }]))
  return { diff: diffFleet(states(before), states(after)), notCompared: new Map([...reasons].map((reason) => [reason, [...broken].flatMap(([name, why]) => (why === reason ? [name] : [])).toSorted()])) }
}

function clusterOf(each: CheckedPackage): string {
  return each.planned.cluster?.name ?? repositoryOf(each)
}

function repositoryOf({ planned }: CheckedPackage): string {
  return planned.downstream.repo.value
}

function packageOf({ planned }: CheckedPackage): string {
  return planned.downstream.package.value
}

/** Making packages shows its progress to a person at a terminal; here is none. */
function silent(): Printer {
  return new Printer({ payload: new TextSink(), human: new TextSink(), environment: {} })
}
