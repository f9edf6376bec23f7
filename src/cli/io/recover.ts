import { CliError } from '../cli-error.ts'
import { type Dir, closing } from './dir.ts'
import { CLAIM_NAME, JOURNAL_NAME, LOCK_NAME, TEMP_NAME } from './file-names.ts'
import { readJournal } from './journal.ts'
import { holderAbove } from './lock-tree.ts'
import { type Busy, type HeldLock, type LockOptions, lockedBy, sleep, tryLock } from './lock.ts'
import { openRoot } from './package-root.ts'
import { checkTemps, rollForward } from './roll-forward.ts'
import { translating } from './system-error.ts'
import { sweep } from './temp-files.ts'

/** What was found at the start of a command, in paths relative to the package. */
export type Recovery =
  | { readonly kind: 'clean' }
  /** A commit of a killed process was finished. */
  | { readonly kind: 'rolled forward'; readonly paths: readonly string[] }
  /** A write that had not been committed was cleared away: these temp files. */
  | { readonly kind: 'rolled back'; readonly paths: readonly string[] }

/** A package that only this thread may write, whose past writes are finished or cleared away. */
export interface PackageLock {
  /** Real path of the package. */
  readonly root: string
  /** The package's directory, held open until release. */
  readonly dir: Dir
  readonly recovery: Recovery
  /** Lets others in; calling it again does nothing. */
  release(): void
  /** Ends our use, but leaves the lock for recovery, which alone can put the package right. */
  abandon(): void
}

/**
 * To be called at the start of every command on a package. Finishes or clears away what a killed command left there;
 * does nothing (two or three system calls, nothing written) when nothing was left. Waits for a living writer, or IO006.
 */
export function recoverPackage(root: string, options: LockOptions = {}): Recovery {
  const { dir } = openRoot(root)
  const unreadable = (why: string): CliError => new CliError('IO001', `${root} cannot be read: ${why}`, root)
  const names = closing(dir, () => translating(unreadable, () => dir.entries().map((entry) => entry.name)))
  const left = names.some((name) => name === LOCK_NAME || name === JOURNAL_NAME || isRemnant(name))
  if (!left) return { kind: 'clean' }
  const lock = lockPackage(root, options)
  lock.release()
  return lock.recovery
}

/**
 * Takes the package for this thread: a command that reads, computes and writes holds the lock all the time, so that
 * what it writes rests on what it read. Ends with release(), or with the process: whatever kills it (SIGKILL, SIGTERM,
 * SIGINT: no handler is needed) leaves a lock that the next command sees to be dead.
 */
export function lockPackage(root: string, options: LockOptions = {}): PackageLock {
  const { real, dir } = openRoot(root)
  let lock: HeldLock | undefined
  const stuck = (why: string): CliError =>
    new CliError('IO005', `${root} cannot be locked, or what an interrupted write left there cannot be cleared away: ${why}`, root)
  try {
    return translating(stuck, () => {
      lock = waitForLock(dir, real, options)
      return new Lock(real, dir, lock, recoverLocked(dir, real, lock.tookOver))
    })
  } catch (error) {
    // The recovery failed: the lock stays, dead for us at once and for others when we end.
    lock?.abandon()
    dir.close()
    throw error
  }
}

class Lock implements PackageLock {
  #lock: HeldLock | undefined
  readonly root: string
  readonly dir: Dir
  readonly recovery: Recovery

  constructor(root: string, dir: Dir, lock: HeldLock, recovery: Recovery) {
    this.root = root
    this.dir = dir
    this.recovery = recovery
    this.#lock = lock
  }

  release(): void {
    this.#end('release')
  }

  abandon(): void {
    this.#end('abandon')
  }

  #end(how: 'release' | 'abandon'): void {
    const lock = this.#lock
    if (lock === undefined) return
    this.#lock = undefined
    try {
      lock[how]()
    } finally {
      this.dir.close()
    }
  }
}

function waitForLock(dir: Dir, root: string, options: LockOptions): HeldLock {
  const patience = options.lockTimeoutMs ?? 0
  const deadline = performance.now() + patience
  for (;;) {
    const got = tryLock(dir, LOCK_NAME, root, options)
    const busy = 'owner' in got ? got : aboveOrRelease(root, got)
    if (busy === undefined && !('owner' in got)) return got
    if (busy !== undefined && performance.now() >= deadline) throw lockedBy(busy, patience)
    sleep(5 + Math.random() * 20)
  }
}

/** Nobody, or who holds a package around this one: then ours is given back, as we found it. */
function aboveOrRelease(root: string, lock: HeldLock): Busy | undefined {
  const giveBack = (): void => (lock.tookOver ? lock.abandon() : lock.release())
  try {
    const busy = holderAbove(root)
    if (busy !== undefined) giveBack()
    return busy
  } catch (error) {
    giveBack()
    throw error
  }
}

function recoverLocked(dir: Dir, root: string, tookOver: boolean): Recovery {
  const journal = readJournal(dir, root)
  if (journal !== undefined) {
    checkTemps(dir, journal, root)
    rollForward(dir, journal, root)
    const moved = journal.moves.map((move) => (move.dir === '' ? move.name : `${move.dir}/${move.name}`))
    sweep(dir)
    return { kind: 'rolled forward', paths: [...moved, ...journal.deletes] }
  }
  // Temp files exist only as long as their writer's lock; without a dead lock only the root needs a look.
  const left = tookOver || dir.entries().some((entry) => isRemnant(entry.name))
  const paths = left ? sweep(dir) : []
  return paths.length > 0 ? { kind: 'rolled back', paths } : { kind: 'clean' }
}

function isRemnant(name: string): boolean {
  return TEMP_NAME.test(name) || CLAIM_NAME.test(name)
}
