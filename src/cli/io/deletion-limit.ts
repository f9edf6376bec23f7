import { CliError, type Problem } from '../cli-error.ts'
import { KPTFILE } from './file-names.ts'
import type { PackageLock } from './recover.ts'
import { walkPackage } from './walk-package.ts'

export interface DeletionLimit {
  readonly maxDeletions?: number
  readonly allowKptfileDeletion?: boolean
}

const DEFAULT_MAX_DELETIONS = 0.5

/**
 * A function that answers with nothing must not empty a package: IO010 for too many deletions and for a Kptfile. Files that
 * as many new ones replace (`created`) are not lost: generated files change their names with the cluster.
 */
export function checkDeletions(lock: PackageLock, deletes: readonly string[], created: number, limit: DeletionLimit): void {
  if (deletes.length === 0) return
  const problems: Problem[] = []
  if (limit.allowKptfileDeletion !== true) {
    for (const path of deletes) {
      if (path !== KPTFILE && !path.endsWith(`/${KPTFILE}`)) continue
      problems.push({ code: 'IO010', path, message: `${path} would be deleted, and a command keeps every Kptfile; if that is meant, delete it yourself` })
    }
  }
  const share = limit.maxDeletions ?? DEFAULT_MAX_DELETIONS
  let total = 0
  walkPackage(lock.dir, lock.root, () => total++)
  // A file in an ignored directory is not counted as part of the package, but may be deleted.
  total = Math.max(total, deletes.length)
  if (deletes.length - created > share * total) {
    const what = `${deletes.length} of the ${total} KRM files of ${lock.root} would be deleted`
    const advice = `the limit is ${share * 100} %; if that is meant, use --allow-deletions`
    problems.push({ code: 'IO010', path: '', message: `${what}, ${advice}` })
  }
  if (problems.length > 0) throw CliError.ofProblems(problems, 'deletions need permission; nothing was changed')
}
