/** What rendering the packages of a repository gives, before a change and after it. */

import { basename, relative, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { readTreePackage } from '#cli/fleet/package-files.ts'
import { shownPath } from '#cli/fleet/read-management.ts'
import type { GitClone } from '#cli/git.ts'
import type { ReadLimits } from '#cli/io/read-limits.ts'
import { readPackage } from '#cli/io/read-package.ts'
import { renderOnce, type BuiltinRunner } from '#check/families/rendering.ts'
import { isCollection, splitCollection } from '#check/collection.ts'
import { diffFleet, type FleetDiff, type PackageState } from '#check/fleet-diff/diff-fleet.ts'
import { verdict } from '#check/fleet-diff/diff-reports.ts'
import { counted } from '#check/report/report.ts'
import type { RenderInput } from '#render/render-input.ts'
import { hasChanged } from './check-tree.ts'
import { findPackages } from './find-packages.ts'

/** Two states of the same packages, and which could not be compared. */
export interface Changes {
  readonly diff: FleetDiff
  /** What is left out, by the reason: `does not render`. */
  readonly notCompared: ReadonlyMap<string, readonly string[]>
}

/** One sentence, or two: what changes, and how much nobody knows it of. */
export function changeVerdict({ diff, notCompared }: Changes): string {
  const unknown = [...notCompared.values()].reduce((sum, names) => sum + names.length, 0)
  if (unknown === 0) return verdict(diff)
  const rest = `${counted(unknown, 'package')} could not be compared.`
  return diff.groups.length === 0 ? rest : `${verdict(diff)} ${rest}`
}

/** A line for each reason why something could not be compared. */
export function notComparedLines({ notCompared }: Changes): string[] {
  return [...notCompared].map(([why, names]) => `Not compared (${why}): ${names.join(', ')}.`)
}

/** A package that lies by itself or in a collection; `undefined` files do not render. */
interface State {
  readonly files: ReadonlyMap<string, string> | undefined
}

/** Compares the packages below the directories that changed since a commit. */
export async function packageChanges(directories: readonly string[], clone: GitClone, base: string, changed: readonly string[], runnerFor: BuiltinRunner, limits: Partial<ReadLimits> = {}): Promise<Changes> {
  const roots = new Set([...directories.flatMap((path) => findPackages(path).roots), ...rootsAt(clone, base, directories)])
  const before = new Map<string, State>()
  const after = new Map<string, State>()
  const notCompared = new Map<string, string[]>()
  const leaveOut = (name: string, why: string): void => void notCompared.set(why, [...(notCompared.get(why) ?? []), name])
  for (const root of [...roots].toSorted()) {
    if (!hasChanged(root, changed)) continue
    try {
      for (const { dir, input } of membersAt(clone, base, root)) if (hasChanged(dir, changed)) before.set(shownPath(dir) || '.', await rendered(input, runnerFor))
      for (const { dir, input } of membersOf(root, limits)) if (hasChanged(dir, changed)) after.set(shownPath(dir) || '.', await rendered(input, runnerFor))
    } catch (error) {
      if (!(error instanceof CliError)) throw error
      leaveOut(shownPath(root) || '.', error.problems.map(({ message }) => message).join('; '))
      for (const states of [before, after]) for (const name of states.keys()) if (isBelow(name, shownPath(root))) states.delete(name)
    }
  }
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const broken = [before, after].filter((states) => states.has(name) && states.get(name)!.files === undefined)
    if (broken.length === 0) continue
    leaveOut(name, broken.includes(after) ? 'does not render' : 'did not render before')
    before.delete(name)
    after.delete(name)
  }
  return { diff: diffFleet(statesOf(before), statesOf(after)), notCompared }
}

function isBelow(name: string, root: string): boolean {
  return root === '' || name === root || name.startsWith(`${root}/`)
}

function statesOf(states: ReadonlyMap<string, State>): PackageState[] {
  return [...states].map(([name, { files }]) => ({ repository: '', package: name, cluster: undefined, files: files! }))
}

interface Member {
  /** Absolute. */
  readonly dir: string
  readonly input: RenderInput
}

function membersOf(root: string, limits: Partial<ReadLimits>): Member[] {
  if (!findPackages(root).roots.includes(root)) return []
  const { files, kptfileDirs, hidden } = readPackage(root, { limits })
  return split(root, { name: basename(root), files, kptfileDirs, hidden })
}

function membersAt(clone: GitClone, base: string, root: string): Member[] {
  const tree = clone.treeOf(base, inClone(clone, root))
  if (tree === undefined) return []
  const { files, kptfileDirs } = readTreePackage(clone, tree, `${shownPath(root) || '.'}@${base.slice(0, 12)}`)
  return kptfileDirs.includes('') ? split(root, { name: basename(root), files, kptfileDirs }) : []
}

function split(root: string, input: RenderInput): Member[] {
  if (!isCollection(input)) return [{ dir: root, input }]
  return splitCollection(input).map(({ dir, package: member }) => ({ dir: resolve(root, dir), input: member }))
}

/** The files as they would be committed; functions that are not built in are passed over on both sides. */
async function rendered(input: RenderInput, runnerFor: BuiltinRunner): Promise<State> {
  const { outcome } = await renderOnce(input, runnerFor)
  return { files: outcome.ok ? outcome.files : undefined }
}

/** Directories of the outermost Kptfiles of a commit, absolute. */
function rootsAt(clone: GitClone, base: string, directories: readonly string[]): string[] {
  const tree = clone.treeOf(base, '')
  if (tree === undefined) return []
  const below = directories.map((path) => inClone(clone, path))
  const dirs = clone.list(tree).flatMap(({ path }) => (basename(path) === 'Kptfile' ? [path.slice(0, -'/Kptfile'.length)] : []))
  const wanted = dirs.filter((dir) => below.some((top) => isBelow(dir, top))).toSorted((a, b) => a.length - b.length)
  const roots: string[] = []
  for (const dir of wanted) if (!roots.some((root) => isBelow(dir, root)) && !dir.split('/').includes('node_modules')) roots.push(dir)
  return roots.map((dir) => resolve(clone.root, dir))
}

function inClone(clone: GitClone, path: string): string {
  return relative(clone.root, path).replaceAll('\\', '/')
}
