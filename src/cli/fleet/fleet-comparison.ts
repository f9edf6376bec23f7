/** A fleet against what it was at a commit of the same clone. */

import { silentPrinter } from '#cli/term/printer.ts'
import type { CheckedPackage } from '#check/fleet/fleet-check-input.ts'
import { diffFleet, type FleetDiff, type PackageState } from '#check/fleet-diff/diff-fleet.ts'
import { checkedPackages, type CheckedPackages, type MadeBefore } from './checked-packages.ts'
import { plannedInput } from './fleet-input.ts'
import { readManagementAt } from './management-at.ts'
import { storedStates } from './stored-states.ts'

/** What changes, and the packages that could not be compared, as `repository/package`, by the reason. */
export interface FleetComparison {
  readonly diff: FleetDiff
  readonly notCompared: ReadonlyMap<string, readonly string[]>
}

/** Compares packages with those that the management repository, and blueprints of the same clone with it, had made at a commit. */
export async function compareWithBase(paths: readonly string[], base: string, local: Parameters<typeof plannedInput>[2], after: readonly CheckedPackage[], madeBefore: MadeBefore = {}): Promise<FleetComparison> {
  const management = readManagementAt(paths, base)
  const input = plannedInput(management, paths, local, { clones: management.commits, repositories: new Map() })
  const before = (await checkedPackages(input, silentPrinter(), madeBefore)).packages
  return comparePackages(before, after)
}

function comparePackages(before: readonly CheckedPackage[], after: readonly CheckedPackage[]): FleetComparison {
  const key = (each: CheckedPackage): string => `${repositoryOf(each)}/${packageOf(each)}`
  const broken = new Map([...before.map((each) => [each, 'was not made before'] as const), ...after.map((each) => [each, 'is not made'] as const)].flatMap(([each, why]) => (each.files === undefined ? [[key(each), why] as const] : [])))
  const reasons = new Set([...broken.values()].toSorted())
  const states = (packages: readonly CheckedPackage[]): PackageState[] => packages.flatMap((each) => (broken.has(key(each)) ? [] : [stateOf(each)]))
  return { diff: diffFleet(states(before), states(after)), notCompared: new Map([...reasons].map((reason) => [reason, [...broken].flatMap(([name, why]) => (why === reason ? [name] : [])).toSorted()])) }
}

/**
 * Compares packages with what the deployment repositories in a directory hold. Those with functions that were passed over
 * would differ by what these write.
 */
export function compareWithStored(directory: string, { packages, functions }: Pick<CheckedPackages, 'packages' | 'functions'>): FleetComparison {
  const passedOver = new Set(functions.flatMap((each) => (each.ran ? [] : [...each.packages])))
  const isWhole = ({ planned, files }: CheckedPackage): boolean => files !== undefined && !passedOver.has(planned)
  const states = packages.filter(isWhole).map(stateOf)
  const left = new Map<string, string[]>()
  for (const each of packages) {
    if (isWhole(each)) continue
    const why = each.files === undefined ? 'is not made' : 'needs functions that were passed over'
    left.set(why, [...(left.get(why) ?? []), `${repositoryOf(each)}/${packageOf(each)}`])
  }
  return { diff: diffFleet(storedStates(directory, states), states), notCompared: left }
}

function stateOf(each: CheckedPackage): PackageState {
  return { repository: repositoryOf(each), package: packageOf(each), cluster: each.planned.cluster?.name, files: each.files! }
}

/** The deployment repository that a package goes to. */
export function repositoryOf({ planned }: CheckedPackage): string {
  return planned.downstream.repo.value
}

/** The package's name there. */
export function packageOf({ planned }: CheckedPackage): string {
  return planned.downstream.package.value
}
