/** The management repository from disk: every file below the given paths, as one fleet. */

import { basename, isAbsolute, relative, resolve } from 'node:path'
import { CliError, type Problem } from '#cli/cli-error.ts'
import { isKrmFileName } from '#cli/io/file-names.ts'
import type { ReadLimits } from '#cli/io/read-limits.ts'
import { readPackage } from '#cli/io/read-package.ts'
import { readSmallFile } from '#cli/io/read-small-file.ts'
import { explain } from '#cli/io/system-error.ts'
import type { Note } from '#cli/io/walk-package.ts'
import type { FleetModel } from '#fleet/model/fleet-model.ts'
import { readFleet } from '#fleet/model/read-fleet.ts'
import { CONFIG_FILE } from '#krm/names.ts'
import { statSync } from 'node:fs'

/** A fleet and what it was read from. Paths are those from the working directory; absolute for what lies outside of it. */
export interface Management {
  readonly model: FleetModel
  /** The text of every file that was read, Kptfiles and files of packages inside among them. */
  readonly texts: ReadonlyMap<string, string>
  readonly notes: readonly Note[]
}

/**
 * Reads the paths as one management repository. A package below a path is no part of it unless it is a path itself.
 * What cannot be read at all (a missing path, a limit, text that is not UTF-8) is thrown as one CliError.
 */
export function readManagement(paths: readonly string[], limits: Partial<ReadLimits> = {}): Management {
  const texts = new Map<string, string>()
  const packageDirs = new Set<string>()
  const notes: Note[] = []
  const failed: Problem[] = []
  for (const path of paths) {
    try {
      if (isFile(path)) texts.set(shownPath(path), readNamedFile(path))
      else {
        const found = readPackage(path, { limits })
        for (const { path: rest, text } of found.files) texts.set(shownPath(resolve(path, rest)), text)
        for (const dir of found.kptfileDirs) if (dir !== '') packageDirs.add(shownPath(resolve(path, dir)))
        for (const note of found.notes) notes.push({ path: shownPath(resolve(path, note.path)), message: note.message })
      }
    } catch (error) {
      if (!(error instanceof CliError)) throw error
      failed.push(...error.problems)
    }
  }
  if (failed.length > 0) throw CliError.ofProblems(failed, 'problems with what is to be read')
  for (const path of paths) packageDirs.delete(shownPath(path))
  const files = [...texts].filter(([path]) => basename(path) !== CONFIG_FILE).map(([path, text]) => ({ path, text }))
  return { model: readFleet([{ files, packageDirs: [...packageDirs] }]), texts, notes }
}

/** How findings name a file: from the working directory where it lies below it, `''` for that directory itself. */
export function shownPath(path: string): string {
  const below = relative(process.cwd(), resolve(path))
  return (below.startsWith('..') || isAbsolute(below) ? resolve(path) : below).replaceAll('\\', '/')
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch (error) {
    throw new CliError('IO001', `${path} cannot be read: ${explain(error)}`, path)
  }
}

function readNamedFile(path: string): string {
  if (isKrmFileName(basename(path))) return readSmallFile(path)
  throw new CliError('CLI002', `${path} is no KRM file: name a directory, or a file that ends in .yaml, .yml or .json`, path)
}
