/** Packages in a tree of deployment repositories: compared by meaning, written whole or not at all. */

import { lstatSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { commitPackage } from '#cli/io/commit.ts'
import { isKrmFileName } from '#cli/io/file-names.ts'
import { writeNewDirectory } from '#cli/io/new-directory.ts'
import type { Change } from '#cli/io/plan.ts'
import { safeRelPath } from '#cli/io/safe-rel-path.ts'
import { writeReport } from '#cli/io/write-report.ts'
import { sameMeaning } from '#render/same-meaning.ts'
import { isDirectory, readDirectoryPackage } from './package-files.ts'

/** What a package became. */
export type StoredAs = 'new' | 'changed' | 'unchanged'

/** Texts of a package by their paths. */
export type Texts = ReadonlyMap<string, string>

/**
 * The directory of a package in the tree at `root`: `repository/package`. Throws a CliError for names that lead elsewhere
 * and for links on the way.
 */
export function packageDirectory(root: string, repository: string, name: string): string {
  const path = `${repository}/${name}`
  const verdict = safeRelPath(path)
  const own = path.split('/').find((segment) => segment.toLowerCase() === '.git' || segment.startsWith('.krm-'))
  if (!verdict.ok || repository.includes('/') || own !== undefined) {
    throw new CliError('IO007', `package ${name} of repository ${repository} cannot be written to ${path}: ${verdict.ok ? 'that name is not ours to write' : verdict.reason}`, path)
  }
  const segments = path.split('/')
  for (let length = 1; length <= segments.length; length++) {
    const at = join(root, ...segments.slice(0, length))
    if (lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink() === true) throw new CliError('IO003', `${at} is a symbolic link; links are not followed`, at)
  }
  return join(root, path)
}

/** The texts of a package on disk but for those of packages inside it; undefined when there is no directory. */
export function readStored(directory: string, nested: readonly string[]): Texts | undefined {
  if (!isDirectory(directory)) return undefined
  const { files, others = [] } = readDirectoryPackage(directory)
  const isOwn = ({ path }: { readonly path: string }): boolean => !nested.some((inside) => path.startsWith(`${inside}/`))
  return new Map([...files, ...others].filter(isOwn).map(({ path, text }) => [path, text]))
}

/**
 * What has to change so that `stored` means the same as `wanted`. Files that differ in formatting only keep their bytes;
 * KRM files that nothing wants any more go, files of other names stay.
 */
export function changesOf(stored: Texts, wanted: Texts): Map<string, Change> {
  const changes = new Map<string, Change>()
  for (const [path, text] of wanted) {
    const old = stored.get(path)
    if (old === text || (old !== undefined && isKrmFileName(basename(path)) && sameMeaning(path, old, text))) continue
    changes.set(path, { text })
  }
  for (const path of stored.keys()) if (!wanted.has(path) && isKrmFileName(basename(path))) changes.set(path, 'delete')
  return changes
}

/** Makes a directory hold a package. `nested`: packages inside it (paths from it), which are others' business. */
export function storePackage(directory: string, wanted: Texts, nested: readonly string[] = []): StoredAs {
  const stored = readStored(directory, nested)
  if (stored === undefined) {
    writeNewDirectory(directory, new Map([...wanted].map(([path, text]) => [path, { text }])))
    return 'new'
  }
  const changes = changesOf(stored, wanted)
  if (changes.size === 0) return 'unchanged'
  // Files that no puller applies have no part in "all or none"; they go first.
  for (const [path, change] of changes) {
    if (change === 'delete' || isKrmFileName(basename(path))) continue
    writeReport(join(directory, dirname(path)), basename(path), change.text)
    changes.delete(path)
  }
  commitPackage(directory, changes, { maxDeletions: 1, allowKptfileDeletion: true })
  return stored.size === 0 ? 'new' : 'changed'
}
