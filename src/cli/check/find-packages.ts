/** Finds the packages of a repository on disk. */

import { readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { byBytes } from '#cli/io/byte-order.ts'
import { isKrmFileName, KPTFILE } from '#cli/io/file-names.ts'
import { explain } from '#cli/io/system-error.ts'

/** What lies below a directory. */
export interface FoundPackages {
  /** Directories with a Kptfile that lie in no other package, as paths that begin with the given one. */
  readonly roots: string[]
  /** KRM files outside of all packages. */
  readonly loose: string[]
  /** Files that were meant as Kptfiles by their names. */
  readonly misnamed: string[]
  /** Directories that are repositories of their own (submodules); they were not entered. */
  readonly repositories: string[]
}

/** Directories that hold other people's files by convention. */
const NEVER_ENTERED = new Set(['.git', 'node_modules'])

/** Names that were meant as `Kptfile`, in a directory that has none. */
const MISNAMED = /^kptfile(?:\.ya?ml)?$/i

/** Walks a directory without following links. A directory that cannot be listed is a CliError. */
export function findPackages(directory: string): FoundPackages {
  const found: FoundPackages = { roots: [], loose: [], misnamed: [], repositories: [] }
  walk(directory, found, true)
  return found
}

function walk(directory: string, found: FoundPackages, isStart: boolean): void {
  const entries = list(directory)
  if (!isStart && entries.some(({ name }) => name === '.git')) return void found.repositories.push(directory)
  if (entries.some((entry) => entry.name === KPTFILE && entry.isFile())) return void found.roots.push(directory)
  for (const entry of entries) {
    if (entry.isFile() && MISNAMED.test(entry.name)) found.misnamed.push(join(directory, entry.name))
    if (entry.isDirectory() && !NEVER_ENTERED.has(entry.name)) walk(join(directory, entry.name), found, false)
    else if (entry.isFile() && isKrmFileName(entry.name)) found.loose.push(join(directory, entry.name))
  }
}

function list(directory: string): Dirent[] {
  try {
    return byBytes(readdirSync(directory, { withFileTypes: true }), ({ name }) => name)
  } catch (error) {
    throw new CliError('IO001', `${directory} cannot be read: ${explain(error)}`, directory)
  }
}
