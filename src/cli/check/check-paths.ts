/** The check of all packages below some paths, as the command and the library call it. */

import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Ignored } from '#check/policy.ts'
import { notRead } from '#check/strict.ts'
import { CliError } from '#cli/cli-error.ts'
import { findConfigFile, type ConfigFile } from '#cli/config/config-file.ts'
import { shownPath } from '#cli/fleet/read-management.ts'
import type { ReadLimits } from '#cli/io/read-limits.ts'
import { changedFiles } from './changed-files.ts'
import { checkRoot, hasChanged, type CheckedTree } from './check-tree.ts'
import { decisionsOf, type Decisions, type FlagDecisions } from './decisions.ts'
import { findPackages, type FoundPackages } from './find-packages.ts'
import { hostFor } from './host.ts'
import { addMisnamed } from './misnamed.ts'

/** What is asked for. */
export interface CheckRequest {
  /** Directories with packages. */
  readonly paths: readonly string[]
  readonly flags: FlagDecisions
  /** Only packages with files that differ from the merge base with this revision. */
  readonly changedSince?: string | undefined
  /** The same for who knows the files: absolute paths. */
  readonly changed?: readonly string[] | undefined
  /** In the place of the nearest one. */
  readonly config?: ConfigFile | undefined
  readonly limits?: Partial<ReadLimits>
}

/** What is to be checked, before it is. */
export interface CheckTask {
  readonly found: FoundPackages
  /** Those of the packages that are asked for. */
  readonly roots: readonly string[]
  /** Files that packages must hold one of, absolute; undefined where all are asked for. */
  readonly changed: readonly string[] | undefined
  readonly decisions: Decisions
  readonly limits: Partial<ReadLimits>
  /** Whether an entry of `ignore` that leaves nothing out is one too many: not where only a part of what it is about is checked. */
  readonly mayBeUnused: (entry: Ignored) => boolean
}

/** Looks for packages and decisions. A path that is no directory, or a revision that is not there, is a CliError. */
export function findWork({ paths, flags, changedSince, limits = {}, config, ...given }: CheckRequest): CheckTask {
  mustBeDirectories(paths)
  const file = config ?? findConfigFile('.') ?? findConfigFile(paths[0]!)
  const decisions = decisionsOf(flags, file)
  const found = together(paths.map(findPackages))
  const changed = changedSince === undefined || hasNothing(found) ? given.changed : changedFiles(paths[0]!, changedSince).files
  const roots = changed === undefined ? found.roots : found.roots.filter((root) => hasChanged(resolve(root), changed))
  return { found, roots, changed, decisions, limits, mayBeUnused: (entry) => changed === undefined && (entry.from === undefined || (decisions.only === undefined && isOfPackages(entry) && paths.some((path) => isBelow(file?.resource.origin.path ?? '', path)))) }
}

/** Entries of a configuration count for the check of fleets too, and those without paths are as good as `rules`. */
function isOfPackages({ rules, paths }: Ignored): boolean {
  return paths !== undefined && !rules.some((code) => code.startsWith('FLT'))
}

function isBelow(file: string, directory: string): boolean {
  return resolve(file).startsWith(join(resolve(directory), '/'))
}

/** Whether there is neither a package nor anything that was meant to make one. */
export function hasNothing({ roots, misnamed }: FoundPackages): boolean {
  return roots.length === 0 && misnamed.length === 0
}

/** What is said of a directory that was passed by. */
export function notEntered(path: string): string {
  return `${path} is a repository of its own (a submodule?) and was not entered`
}

/** Checks; before what the repository decided about findings. */
export async function checkAll({ found, roots, changed, decisions, limits }: CheckTask): Promise<CheckedTree> {
  const tree: CheckedTree = { findings: [], texts: new Map(), packages: 0 }
  const host = hostFor(decisions, found.loose)
  for (const root of roots) await checkRoot(root, host, tree, limits, changed)
  if (decisions.only === undefined) addMisnamed(found.misnamed, tree)
  if (decisions.strict && decisions.only !== 'failures') tree.findings.push(...found.repositories.map((path) => notRead(shownPath(resolve(path)), notEntered(path))))
  return tree
}

function together(all: readonly FoundPackages[]): FoundPackages {
  const unique = (list: readonly string[]): string[] => [...new Map(list.map((path) => [resolve(path), path])).values()]
  return { roots: unique(all.flatMap(({ roots }) => roots)), loose: unique(all.flatMap(({ loose }) => loose)), misnamed: unique(all.flatMap(({ misnamed }) => misnamed)), repositories: unique(all.flatMap(({ repositories }) => repositories)) }
}

/** A path that is no directory is a CliError. */
export function mustBeDirectories(paths: readonly string[]): void {
  for (const path of paths) mustBeDirectory(path)
}

function mustBeDirectory(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) throw new CliError('IO001', `${path} does not exist; name a directory with packages`, path)
  if (!stat.isDirectory()) throw new CliError('IO002', `${path} is no directory; name the directory of a package, or one that holds packages`, path)
}
