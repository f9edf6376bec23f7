/** Where rendered packages go: a directory with a tree per deployment repository. */

import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { commitPackage } from '#cli/io/commit.ts'
import { writeReport } from '#cli/io/write-report.ts'
import type { Result } from '#krm/result.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import { nameOf, OWN_DIRECTORY, readSummary, SUMMARY_FILE, summaryText, type FleetSummary, type PackageStatus, type PackageSummary } from './fleet-summary.ts'
import { changesOf, packageDirectory, readStored, storePackage, type Texts } from './package-store.ts'

/** A package inside another one, by its path from there, belongs to its own variant. */
export interface Placed {
  readonly planned: PlannedPackage
  readonly files: Texts
  readonly nested: readonly string[]
}

/** Takes the packages of a run. */
export interface Target {
  /** Writes a package, or says why not. */
  place(placed: Placed): { readonly status: PackageStatus; readonly results?: readonly Result[] } | Promise<{ readonly status: PackageStatus; readonly results?: readonly Result[] }>
  /** What is said of a package that could not be made. */
  missed(planned: PlannedPackage): PackageStatus
  /** After the last package: what no variant makes any more. `isPart`: a shard, which has seen only some repositories. */
  finish(now: readonly PackageSummary[], isPart: boolean): PackageSummary[]
  /** Keeps the summary, where there is a place for it. */
  keep(summary: FleetSummary): void
  /** ` in out/fleet`, and lines on where to look next. */
  readonly where: string
  readonly next: readonly string[]
}

export class TreeTarget implements Target {
  readonly #root: string
  readonly #before: FleetSummary | undefined

  /** Refuses a directory that holds something else than the trees of an earlier run. */
  constructor(root: string) {
    this.#root = root
    this.#before = readSummary(root)
    if (this.#before === undefined && existsSync(root) && readdirSync(root).some((name) => name !== OWN_DIRECTORY)) {
      throw new CliError('IO007', `${root} is there and holds no trees of an earlier run (${join(OWN_DIRECTORY, SUMMARY_FILE)}): name a new directory, so that nothing of yours is overwritten`, root)
    }
  }

  get where(): string {
    return ` in ${this.#root}`
  }

  get next(): readonly string[] {
    return [`All findings, with the packages that they concern: ${join(this.#root, OWN_DIRECTORY, SUMMARY_FILE)}`]
  }

  place({ planned, files, nested }: Placed): { readonly status: PackageStatus } {
    return { status: storePackage(this.#directory(planned), files, nested) }
  }

  missed(planned: PlannedPackage): PackageStatus {
    return existsSync(this.#directory(planned)) ? 'kept' : 'failed'
  }

  /** Deleted, or left alone, by the policy that it was made with. */
  finish(now: readonly PackageSummary[], isPart: boolean): PackageSummary[] {
    if (isPart) return []
    const names = new Set(now.map(nameOf))
    return (this.#before?.packages ?? []).flatMap((each): PackageSummary[] => {
      if (names.has(nameOf(each)) || each.status === 'deleted' || each.status === 'failed') return []
      const directory = packageDirectory(this.#root, each.repository, each.package)
      if (!existsSync(directory)) return []
      if (each.deletionPolicy === 'orphan') return [{ ...each, status: 'orphaned', objects: 0 }]
      const nested = now.filter(({ repository, package: name }) => repository === each.repository && name.startsWith(`${each.package}/`)).map(({ package: name }) => name.slice(each.package.length + 1))
      remove(directory, nested)
      return [{ ...each, status: 'deleted', objects: 0 }]
    })
  }

  keep(summary: FleetSummary): void {
    writeReport(join(this.#root, OWN_DIRECTORY), SUMMARY_FILE, summaryText(summary))
  }

  #directory({ downstream }: PlannedPackage): string {
    return packageDirectory(this.#root, downstream.repo.value, downstream.package.value)
  }
}

function remove(directory: string, nested: readonly string[]): void {
  if (nested.length === 0) return rmSync(directory, { recursive: true, force: true })
  commitPackage(directory, changesOf(readStored(directory, nested) ?? new Map(), new Map()), { maxDeletions: 1, allowKptfileDeletion: true })
}
