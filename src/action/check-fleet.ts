/** The fleet of a management repository: what is wrong with it, which packages its clusters get, and what a change does to them. */

import { dirname, join, relative, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import type { Decisions } from '#cli/check/decisions.ts'
import { withoutDecided } from '#cli/check/decisions.ts'
import type { Changes } from '#cli/check/package-changes.ts'
import { checkedPackages } from '#cli/fleet/checked-packages.ts'
import { checkMadeFleet } from '#cli/fleet/checked-fleet.ts'
import { compareWithBase, packageOf, repositoryOf } from '#cli/fleet/fleet-comparison.ts'
import { PackageCache } from '#cli/fleet/package-cache.ts'
import { namedRepositories, readFleetInput } from '#cli/fleet/fleet-input.ts'
import { silentPrinter } from '#cli/term/printer.ts'
import type { CheckedPackage } from '#check/fleet/fleet-check-input.ts'
import { fleetContent } from '#check/fleet-report/fleet-content.ts'
import type { FleetContent } from '#check/html-report/content.ts'
import { fails } from '#check/policy.ts'
import type { Result } from '#krm/result.ts'
import type { Checked } from './check-repository.ts'
import type { Inputs } from './inputs.ts'
import { directoriesOf, fileToWrite, isWithin, type Workplace } from './place.ts'

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
  /** What a report tells of it beside these findings. */
  readonly content: (findings: readonly Result[]) => FleetContent
}

/** Checks the fleet, and compares it with what it was at a commit of the same clone. */
export async function checkFleetOf(inputs: Inputs, workplace: Workplace, decisions: Decisions, base: string | undefined): Promise<CheckedFleet> {
  const paths = directoriesOf('fleet', inputs.fleet, workplace)
  const local = new Map([...namedRepositories(inputs.repositories, false)].map(([name, copy]) => [name, { ...copy, path: resolve(workplace.directory, copy.path) }]))
  const input = readFleetInput(paths, local)
  const cache = cacheOf(inputs, workplace)
  const madeFleet = await checkedPackages(input, silentPrinter(), { cache })
  const { packages } = madeFleet
  const { checked, rendered, texts, undecided } = checkMadeFleet(input, madeFleet, decisions)
  const { findings, notes, unused } = withoutDecided(undecided, decisions)
  const changes = base === undefined ? undefined : await compareWithBase(paths, base, local, packages, { cache })
  // A cache that is carried from run to run would grow for ever.
  cache?.prune()
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
    clusters: input.model.clusters.length,
    made: packages.map((each) => ({ cluster: clusterOf(each), repository: repositoryOf(each), package: packageOf(each), isMade: each.files !== undefined })),
    changes,
    content: (all) => fleetContent(checked, { rendered, findings: all, functions: madeFleet.functions, network: decisions.network }),
  }
}

/**
 * The cache that an input names. What a pull request may have put into the clone, as rendered packages, is none: a directory
 * in which git has files is refused.
 */
function cacheOf({ cache }: Inputs, workplace: Workplace): PackageCache | undefined {
  if (cache === undefined) return undefined
  const folder = dirname(fileToWrite('cache', join(cache, 'entry'), workplace))
  const { clone, root } = workplace
  const below = relative(root, folder).replaceAll('\\', '/')
  if (clone !== undefined && isWithin(root, folder) && (below === '' || clone.treeOf('HEAD', below) !== undefined)) {
    throw new CliError('CLI002', `input cache: git has files in ${below === '' ? 'the root of the repository' : below}, which a pull request could write; take a directory of its own, such as one in the directory for temporary files of the runner`, cache)
  }
  return new PackageCache(folder)
}

function clusterOf(each: CheckedPackage): string {
  return each.planned.cluster?.name ?? repositoryOf(each)
}
