/** Where the Action works: the repository, the commit to compare with, and what differs from it. */

import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { GitClone } from '#cli/git.ts'
import { explain } from '#cli/io/system-error.ts'
import type { Event } from './event.ts'
import type { Inputs } from './inputs.ts'

/** Everything with absolute, real paths. */
export interface Workplace {
  /** The root of the repository, which annotations and SARIF name files from: the clone's, else the workspace. */
  readonly root: string
  /** What the paths of inputs are relative to. */
  readonly directory: string
  /** Undefined without git, and where git refuses to read. */
  readonly clone: GitClone | undefined
  /** What people should know when there is no clone. */
  readonly problem: string | undefined
}

/** Finds it. A directory that is not there is a CliError. */
export function findWorkplace(workspace: string, inputs: Inputs): Workplace {
  const directory = real(resolve(workspace, inputs.directory))
  try {
    const clone = GitClone.at(directory)
    if (clone !== undefined && !clone.bare) return { root: real(clone.root), directory, clone, problem: undefined }
    return { root: real(workspace), directory, clone: undefined, problem: `${inputs.directory} lies in no clone: use actions/checkout in a step before` }
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    return { root: real(workspace), directory, clone: undefined, problem: error.message }
  }
}

function real(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    throw new CliError('IO001', `${path} cannot be read: ${explain(error)}`, path)
  }
}

/** The directories that an input names, absolute; each must be one and lie in the repository. */
export function directoriesOf(name: string, paths: readonly string[], { root, directory }: Workplace): string[] {
  const wanted = paths.map((path) => resolve(directory, path))
  const problems = wanted.flatMap((path, index) => {
    const isInside = isWithin(root, path)
    if (isInside && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return []
    const why = isInside ? 'is no directory of this repository' : 'lies outside of the repository'
    return [{ code: 'CLI002' as const, path: paths[index]!, message: `input ${name}: ${paths[index]!} ${why}` }]
  })
  if (problems.length > 0) throw CliError.ofProblems(problems, 'problems with the inputs')
  return wanted
}

/**
 * The file that an input names to be written, absolute. In the repository it stays there: a pull request may have put a link
 * in its way.
 */
export function fileToWrite(name: string, path: string, { root, directory }: Workplace): string {
  const file = resolve(directory, path)
  if (!isWithin(root, file)) return file
  let folder = dirname(file)
  while (!existsSync(folder)) folder = dirname(folder)
  if (!isWithin(root, real(folder))) throw new CliError('IO003', `input ${name}: ${path} leads out of the repository by a symbolic link; nothing was written there`, path)
  return file
}

/** Whether a path is a directory or lies below it; both are absolute. */
export function isWithin(root: string, path: string): boolean {
  const below = relative(root, path)
  return below !== '..' && !below.startsWith('../') && !isAbsolute(below)
}

/** What is compared with what: the base's commit and the files that differ from it, absolute; or why nothing is. */
export type Comparison = { readonly base: string; readonly baseIs: string; readonly changed: readonly string[] } | { readonly why: string | undefined; readonly fetch?: string }

/**
 * The base of the event, or that of the input. A base that the event names and the clone does not have is no mistake of
 * anybody: everything is checked, nothing compared, and `fetch` says what to do. One that the input names is a CliError.
 */
export function compareWith(inputs: Inputs, event: Event, { clone, problem }: Workplace): Comparison {
  const wanted = inputs.baseRef ?? event.base
  if (wanted === undefined) return { why: undefined }
  const is = inputs.baseRef === undefined ? event.baseIs : inputs.baseRef
  if (clone === undefined) {
    if (inputs.baseRef !== undefined) throw new CliError('CLI002', `input base-ref: nothing can be compared with ${wanted}: ${problem}`)
    return { why: problem }
  }
  const revision = clone.resolve(...(wanted.includes('/') && !wanted.startsWith('refs/') ? [wanted, `refs/remotes/${wanted}`] : [wanted]))
  if (revision !== undefined) {
    const base = clone.mergeBase(revision.commit)
    return { base, baseIs: is, changed: clone.changedSince(revision.commit).map((file) => join(clone.root, file)) }
  }
  const fetch = `give actions/checkout "fetch-depth: 0", or run "git fetch --no-tags --depth=1 origin ${wanted.replace(/^origin\//, '')}" in a step before`
  const why = `${is}${is === wanted ? '' : `, ${wanted},`} is not in this clone`
  if (inputs.baseRef !== undefined) throw new CliError('CLI002', `input base-ref: ${why}: ${fetch}`)
  return { why, fetch }
}
