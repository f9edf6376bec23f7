/** Kptfiles under a wrong name, in directories that are therefore no packages. */

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { shownPath } from '#cli/fleet/read-management.ts'
import { readSmallFile } from '#cli/io/read-small-file.ts'
import { checkNames } from '#check/families/names.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { CheckedTree } from './check-tree.ts'

/** Adds a finding for each of the files that holds a Kptfile; one that cannot be read holds none. */
export function addMisnamed(files: readonly string[], tree: CheckedTree): void {
  for (const file of files) {
    const text = textOf(file)
    if (text === undefined) continue
    const path = shownPath(resolve(file))
    const findings = checkNames(readKrmFile(path, text).resources, (other) => existsSync(other))
    if (findings.length > 0) tree.texts.set(path, text)
    tree.findings.push(...findings)
  }
}

/** The text of a file outside of packages; undefined when it is none, or too large to be a resource. */
export function textOf(file: string): string | undefined {
  try {
    return readSmallFile(file)
  } catch (error) {
    if (error instanceof CliError) return undefined
    throw error
  }
}
