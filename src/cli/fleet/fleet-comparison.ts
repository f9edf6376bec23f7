/** A fleet against what it was at a commit of the same clone. */

import { Printer, TextSink } from '#cli/term/printer.ts'
import type { CheckedPackage } from '#check/fleet/fleet-check-input.ts'
import { diffFleet, type FleetDiff, type PackageState } from '#check/fleet-diff/diff-fleet.ts'
import { checkedPackages, type MadeBefore } from './checked-packages.ts'
import { plannedInput } from './fleet-input.ts'
import { readManagementAt } from './management-at.ts'

/** What changes, and the packages that could not be compared, as `repository/package`, by the reason. */
export interface FleetComparison {
  readonly diff: FleetDiff
  readonly notCompared: ReadonlyMap<string, readonly string[]>
}

/** Compares packages with those that the management repository, and blueprints of the same clone with it, had made at a commit. */
export async function compareWithBase(paths: readonly string[], base: string, local: Parameters<typeof plannedInput>[2], after: readonly CheckedPackage[], madeBefore: MadeBefore = {}): Promise<FleetComparison> {
  const management = readManagementAt(paths, base)
  const input = plannedInput(management, paths, local, { clones: management.commits, repositories: new Map() })
  const before = (await checkedPackages(input, new Printer({ payload: new TextSink(), human: new TextSink(), environment: {} }), madeBefore)).packages
  return comparePackages(before, after)
}

function comparePackages(before: readonly CheckedPackage[], after: readonly CheckedPackage[]): FleetComparison {
  const key = (each: CheckedPackage): string => `${repositoryOf(each)}/${packageOf(each)}`
  const broken = new Map([...before.map((each) => [each, 'was not made before'] as const), ...after.map((each) => [each, 'is not made'] as const)].flatMap(([each, why]) => (each.files === undefined ? [[key(each), why] as const] : [])))
  const reasons = new Set([...broken.values()].toSorted())
  const states = (packages: readonly CheckedPackage[]): PackageState[] =>
    packages.flatMap((each) => (broken.has(key(each)) ? [] : [{ repository: repositoryOf(each), package: packageOf(each), cluster: each.planned.cluster?.name, files: each.files! }]))
  return { diff: diffFleet(states(before), states(after)), notCompared: new Map([...reasons].map((reason) => [reason, [...broken].flatMap(([name, why]) => (why === reason ? [name] : [])).toSorted()])) }
}

/** The deployment repository that a package goes to. */
export function repositoryOf({ planned }: CheckedPackage): string {
  return planned.downstream.repo.value
}

/** The package's name there. */
export function packageOf({ planned }: CheckedPackage): string {
  return planned.downstream.package.value
}
