/** Resources of several directories and files, as one set: rendered repositories, a fleet, one package. */

import { statSync } from 'node:fs'
import { basename, isAbsolute, relative, resolve } from 'node:path'
import { CliError, type Problem } from '#cli/cli-error.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import { isKrmFileName } from './file-names.ts'
import { readPackage } from './read-package.ts'
import { DEFAULT_READ_LIMITS, type ReadLimits } from './read-limits.ts'
import { readSmallFile } from './read-small-file.ts'
import { explain } from './system-error.ts'
import type { Note } from './walk-package.ts'

/** What was read. Paths are those from the working directory; absolute when any input lies outside of it. */
export interface Inputs {
  readonly resources: readonly Resource[]
  /** Text that is no YAML, duplicate keys, limits of a text: one result each. Other resources of the file are there. */
  readonly problems: readonly Result[]
  readonly notes: readonly Note[]
  /** The text of every file that was read. */
  readonly texts: ReadonlyMap<string, string>
}

/**
 * Reads every KRM file below the paths. A path that lies in another one, or is given twice, is read once. All that
 * cannot be read at all (a missing path, a special file, a limit that is exceeded) is thrown as one CliError.
 */
export function readInputs(paths: readonly string[], limits: Partial<ReadLimits> = {}): Inputs {
  const base = process.cwd()
  const isBelow = (path: string): boolean => !relative(base, resolve(path)).startsWith('..') && !isAbsolute(relative(base, resolve(path)))
  const allBelow = paths.every(isBelow)
  const shown = (path: string): string => (allBelow ? relative(base, resolve(path)) : resolve(path)).replaceAll('\\', '/')
  const files = new Map<string, string>()
  const notes = new Map<string, Note>()
  const failed: Problem[] = []
  for (const path of paths) {
    try {
      if (isFile(path)) files.set(shown(path), readNamedFile(path, limits))
      else {
        const found = readPackage(path, { limits })
        for (const { path: rest, text } of found.files) files.set(shown(resolve(path, rest)), text)
        for (const note of found.notes) notes.set(shown(resolve(path, note.path)), { ...note, path: shown(resolve(path, note.path)) })
      }
    } catch (error) {
      if (!(error instanceof CliError)) throw error
      failed.push(...error.problems)
    }
  }
  if (failed.length > 0) throw CliError.ofProblems(failed, 'problems with what is to be read')
  return { ...resourcesOf(files), notes: [...notes.values()], texts: files }
}

function resourcesOf(files: ReadonlyMap<string, string>): Pick<Inputs, 'resources' | 'problems'> {
  const read = [...files].map(([path, text]) => readKrmFile(path, text))
  return {
    resources: read.flatMap(({ resources }) => resources.filter((resource) => resource.problems().length === 0)),
    problems: read.flatMap(({ problems }) => problems),
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch (error) {
    throw new CliError('IO001', `${path} cannot be read: ${explain(error)}`, path)
  }
}

function readNamedFile(path: string, { maxFileBytes = DEFAULT_READ_LIMITS.maxFileBytes }: Partial<ReadLimits>): string {
  if (!isKrmFileName(basename(path))) {
    throw new CliError('CLI002', `${path} is no KRM file: name a directory, or a file that ends in .yaml, .yml or .json`, path)
  }
  return readSmallFile(path, maxFileBytes)
}
