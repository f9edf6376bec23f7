/** Packages as deployment repositories have them. */

import { join } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import type { PackageState } from '#check/fleet-diff/diff-fleet.ts'
import { isDirectory } from './package-files.ts'
import { packageDirectory, readStored } from './package-store.ts'

/** What lies in a directory of deployment repositories; packages that are not among `states` are not looked for. */
export function storedStates(directory: string, states: readonly PackageState[]): PackageState[] {
  if (!isDirectory(directory)) throw new CliError('IO001', `${directory} is no directory: --against takes the trees or clones of deployment repositories, each under its name`, directory)
  return states.flatMap((state) => {
    const nested = states.filter((other) => other.repository === state.repository && other.package.startsWith(`${state.package}/`)).map((other) => other.package.slice(state.package.length + 1))
    const files = readStored(join(packageDirectory(directory, state.repository, state.package)), nested)
    return files === undefined ? [] : [{ ...state, files }]
  })
}
