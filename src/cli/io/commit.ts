import { CliError } from '../cli-error.ts'
import { checkDeletions } from './deletion-limit.ts'
import type { Journal } from './journal.ts'
import { holderBelow } from './lock-tree.ts'
import { type LockOptions, lockedBy, sleep } from './lock.ts'
import { openRoot } from './package-root.ts'
import { type Change, type Plan, checkChanges, planChanges } from './plan.ts'
import { type PackageLock, lockPackage } from './recover.ts'
import { rollForward } from './roll-forward.ts'
import { Stage, failing } from './stage.ts'

export interface CommitOptions extends LockOptions {
  /** Survive a power loss too: flush every file and directory. Without it a commit survives every kill. */
  readonly durable?: boolean
  /** The largest part of the package's KRM files that may be deleted at once, 0 to 1; default 0.5. */
  readonly maxDeletions?: number
  /** Allow deleting a Kptfile. */
  readonly allowKptfileDeletion?: boolean
  /** A lock of this package that the caller holds, best since before it read the package; it stays held. */
  readonly lock?: PackageLock
}

/** What was done, in paths relative to the package. */
export interface CommitReport {
  readonly written: readonly string[]
  readonly deleted: readonly string[]
  /** Asked for, but it lay there already; inode and mtime were kept. */
  readonly unchanged: readonly string[]
}

/**
 * Makes all changes of a package or none. Killed at any instant, the package is the old one or, once the journal has
 * its name, the new one as soon as any command has started on it (recoverPackage); SIGTERM and SIGINT need no handler.
 * Before that instant every failure is a CliError and leaves the old package and nothing else: IO005 names the path.
 * After it a failure is IO009 and the next command goes on. Between commit and last rename, milliseconds, a reader that
 * takes no lock can see a mixture; writeNewDirectory has no such moment.
 *
 * Keys are safe relative paths of KRM files. A file whose text is already right is not touched; a replaced file keeps
 * its mode and, where permitted, its owner; hard links are broken; read-only files and links are refused; missing
 * directories are made; emptied directories stay, as with kpt.
 */
export function commitPackage(root: string, changes: ReadonlyMap<string, Change>, options: CommitOptions = {}): CommitReport {
  checkChanges(changes)
  if (changes.size === 0) return { written: [], deleted: [], unchanged: [] }
  const lock = options.lock ?? lockPackage(root, options)
  try {
    if (options.lock !== undefined) checkLock(root, options.lock)
    const plan = failing(root, () => planChanges(lock.dir, changes))
    if (!isEmpty(plan)) execute(lock, plan, options)
    return reportOf(plan)
  } finally {
    // After abandon this does nothing.
    if (options.lock === undefined) lock.release()
  }
}

/** How many files there will be that were not there. */
function createdBy({ writes, trees }: Plan): number {
  return writes.filter(({ replaces }) => replaces === undefined).length + trees.reduce((sum, { files }) => sum + files.length, 0)
}

function execute(lock: PackageLock, plan: Plan, options: CommitOptions): void {
  failing(lock.root, () => checkDeletions(lock, plan.deletes, createdBy(plan), options))
  failing(lock.root, () => waitForBelow(lock, plan, options.lockTimeoutMs ?? 0))
  const stage = new Stage(lock.dir, options.durable === true)
  let journal: Journal | undefined
  try {
    journal = stage.commit(plan)
    rollForward(lock.dir, journal, lock.root)
  } catch (error) {
    if (journal === undefined) rollBack(stage, lock, error)
    else lock.abandon()
    throw error
  }
}

/** Clears away what was staged; when even that fails, the lock is left behind so that recovery does it. */
function rollBack(stage: Stage, lock: PackageLock, cause: unknown): void {
  try {
    stage.rollBack()
  } catch {
    lock.abandon()
    if (cause instanceof CliError) cause.message += '; temporary files remain, the next command removes them'
  }
}

function waitForBelow(lock: PackageLock, plan: Plan, patience: number): void {
  const dirs = [...plan.writes, ...plan.trees].map((item) => item.dir)
  for (const path of plan.deletes) dirs.push(path.slice(0, Math.max(0, path.lastIndexOf('/'))))
  // Somebody who has just locked a directory below sees our lock and gives his back: that moment is waited for.
  const deadline = performance.now() + Math.max(patience, 100)
  for (;;) {
    const busy = holderBelow(lock.dir, dirs, lock.root)
    if (busy === undefined) return
    if (performance.now() >= deadline) throw lockedBy(busy, patience)
    sleep(10)
  }
}

function checkLock(root: string, lock: PackageLock): void {
  const { real, dir } = openRoot(root)
  dir.close()
  if (real !== lock.root) throw new Error(`the lock of ${lock.root} was given for a commit to ${real}`)
}

function isEmpty(plan: Plan): boolean {
  return plan.writes.length + plan.trees.length + plan.deletes.length === 0
}

function reportOf(plan: Plan): CommitReport {
  const written = [...plan.writes.map((write) => write.path), ...plan.trees.flatMap((tree) => tree.files.map((file) => file.path))]
  return { written: written.sort(), deleted: plan.deletes, unchanged: plan.unchanged }
}
