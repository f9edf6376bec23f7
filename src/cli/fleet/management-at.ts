/** The management repository as it was at a revision, read from its clone without a checkout. */

import { relative, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { GitClone } from '#cli/git.ts'
import { readFleet } from '#fleet/model/read-fleet.ts'
import { CONFIG_FILE } from '#krm/names.ts'
import { readTreePackage } from './package-files.ts'
import { shownPath, type Management } from './read-management.ts'

/** A management repository and the commits that it was read at, by the roots of their clones. */
export interface ManagementAt extends Management {
  readonly commits: ReadonlyMap<string, string>
}

/** Reads the paths at a revision; a path that was not there is empty. CLI002 for a path in no clone, or without the revision. */
export function readManagementAt(paths: readonly string[], ref: string): ManagementAt {
  const texts = new Map<string, string>()
  const packageDirs = new Set<string>()
  const commits = new Map<string, string>()
  for (const path of paths) {
    const clone = GitClone.at(path)
    if (clone === undefined) throw new CliError('CLI002', `${path} lies in no clone, so there is no revision ${ref} of it`, path)
    const revision = clone.resolve(ref)
    if (revision === undefined) throw new CliError('CLI002', `the clone ${clone.root} has no tag, branch or commit ${ref}`, path)
    commits.set(clone.root, revision.commit)
    const tree = clone.treeOf(revision.commit, relative(clone.root, resolve(path)).replaceAll('\\', '/'))
    if (tree === undefined) continue
    const { files, kptfileDirs } = readTreePackage(clone, tree, `${shownPath(path) || '.'}@${ref}`)
    for (const file of files) texts.set(shownPath(resolve(path, file.path)), file.text)
    for (const dir of kptfileDirs) if (dir !== '') packageDirs.add(shownPath(resolve(path, dir)))
  }
  const files = [...texts].filter(([path]) => path !== CONFIG_FILE && !path.endsWith(`/${CONFIG_FILE}`)).map(([path, text]) => ({ path, text }))
  return { model: readFleet([{ files, packageDirs: [...packageDirs] }]), texts, notes: [], commits }
}
