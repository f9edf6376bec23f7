/** What became of a fleet: the file that a run leaves, that the next run and `fleet merge` read, and that people are shown. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { readSmallFile } from '#cli/io/read-small-file.ts'
import { formatPlace, formatResult, type Result } from '#krm/result.ts'

/** Where a tree of repositories keeps what is not theirs. */
export const OWN_DIRECTORY = '.krm-fleet'
export const SUMMARY_FILE = 'summary.json'

/** `kept`: it failed, and what was there before still is. `refused`: somebody edited what is there. `orphaned`: no variant makes it any more, and it stays by policy. */
export type PackageStatus = 'new' | 'changed' | 'unchanged' | 'kept' | 'failed' | 'refused' | 'deleted' | 'orphaned'

export interface PackageSummary {
  readonly repository: string
  readonly package: string
  readonly cluster?: string
  readonly variant: string
  readonly deletionPolicy: 'delete' | 'orphan'
  readonly status: PackageStatus
  readonly objects: number
}

/** One finding, and the packages that it was made of: none for one about the management repository itself. */
export interface FleetFinding {
  readonly result: Result
  /** `repository/package`, sorted. */
  readonly packages: readonly string[]
}

export interface FleetSummary {
  readonly clusters: readonly string[]
  readonly packages: readonly PackageSummary[]
  readonly findings: readonly FleetFinding[]
}

/** The findings of all packages; what is the same in several of them once. */
export function groupFindings(found: Iterable<{ readonly result: Result; readonly package?: string }>): FleetFinding[] {
  const groups = new Map<string, { result: Result; packages: Set<string> }>()
  for (const { result, package: name } of found) {
    const key = `${formatPlace(result.place)}\n${formatResult(result)}`
    let group = groups.get(key)
    if (group === undefined) groups.set(key, (group = { result, packages: new Set() }))
    if (name !== undefined) group.packages.add(name)
  }
  return [...groups.values()].map(({ result, packages }) => ({ result, packages: [...packages].toSorted() })).toSorted(bySeverity)
}

const SEVERITIES = ['error', 'warning', 'info'] as const

/** Errors first, then what concerns most packages. */
function bySeverity(a: FleetFinding, b: FleetFinding): number {
  const rank = ({ result }: FleetFinding): number => SEVERITIES.indexOf(result.severity ?? 'info')
  const text = ({ result }: FleetFinding): string => formatResult(result)
  return rank(a) - rank(b) || b.packages.length - a.packages.length || (text(a) < text(b) ? -1 : 1)
}

/** The summary as the text of a file: the same bytes for the same fleet. */
export function summaryText(summary: FleetSummary): string {
  return `${JSON.stringify({ version: 1, ...summary }, undefined, 2)}\n`
}

/** The summary that an earlier run left in a tree; undefined when there is none. */
export function readSummary(directory: string): FleetSummary | undefined {
  const file = join(directory, OWN_DIRECTORY, SUMMARY_FILE)
  return existsSync(file) ? readSummaryFile(file) : undefined
}

/** Reads a summary file; a CliError for anything else. */
export function readSummaryFile(file: string): FleetSummary {
  const parsed = parse(readSmallFile(file))
  if (!isSummary(parsed)) throw new CliError('CLI005', `${file} is no summary of this version of krm-fleet; remove it to begin anew`, file)
  return parsed
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isSummary(value: unknown): value is FleetSummary {
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1) return false
  if (!('clusters' in value) || !('packages' in value) || !('findings' in value)) return false
  const { clusters, packages, findings } = value
  return Array.isArray(clusters) && Array.isArray(packages) && Array.isArray(findings) && packages.every(isPackage)
}

function isPackage(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const has = (key: string): boolean => typeof (value as Record<string, unknown>)[key] === 'string'
  return ['repository', 'package', 'variant', 'deletionPolicy', 'status'].every(has)
}

/** One summary of several that have no package in common. */
export function mergeSummaries(summaries: readonly FleetSummary[]): FleetSummary {
  const packages = summaries.flatMap((summary) => summary.packages).toSorted(byName)
  const twice = packages.find((each, index) => index > 0 && nameOf(each) === nameOf(packages[index - 1]!))
  if (twice !== undefined) throw new CliError('CLI002', `package ${nameOf(twice)} is in two summaries: give each shard once`)
  const found = summaries.flatMap(({ findings }) => findings.flatMap(({ result, packages: names }) => (names.length === 0 ? [{ result }] : names.map((name) => ({ result, package: name })))))
  return { clusters: [...new Set(summaries.flatMap(({ clusters }) => clusters))].toSorted(), packages, findings: groupFindings(found) }
}

/** `repository/package`. */
export function nameOf({ repository, package: name }: Pick<PackageSummary, 'repository' | 'package'>): string {
  return `${repository}/${name}`
}

function byName(a: PackageSummary, b: PackageSummary): number {
  return nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0
}
