/** Which files differ from where a branch began. */

import { join } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { GitClone } from '#cli/git.ts'

/** What a branch changed: where it began, and the files that differ from there. */
export interface ChangedFiles {
  readonly clone: GitClone
  /** The merge base. */
  readonly base: string
  /** Absolute paths of files that were changed, added, removed or not yet committed. */
  readonly files: readonly string[]
}

/** Compares the clone around a directory with the merge base with a revision; one that is not there is a CliError. */
export function changedFiles(directory: string, ref: string): ChangedFiles {
  const clone = GitClone.at(directory)
  if (clone === undefined || clone.bare) throw new CliError('IO011', `${directory} lies in no working tree of git, so nothing can be compared with ${ref}`, directory)
  const revision = clone.resolve(...namesOf(ref))
  if (revision === undefined) {
    throw new CliError('IO011', `the revision ${ref} is not in this clone; fetch it first: git fetch --no-tags --depth=1 origin ${ref.replace(/^origin\//, '')} (in a GitHub workflow: actions/checkout with fetch-depth: 0)`, directory)
  }
  return { clone, base: clone.mergeBase(revision.commit), files: clone.changedSince(revision.commit).map((file) => join(clone.root, file)) }
}

/** `origin/main` is a branch of a remote, which git calls by its full name only where nothing else has the name. */
function namesOf(ref: string): string[] {
  return ref.includes('/') && !ref.startsWith('refs/') ? [ref, `refs/remotes/${ref}`] : [ref]
}
