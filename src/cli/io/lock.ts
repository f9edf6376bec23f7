import { lstatSync, readlinkSync, renameSync, symlinkSync, unlinkSync } from 'node:fs'
import { CliError } from '../cli-error.ts'
import type { Dir } from './dir.ts'
import { type LockOwner, type OwnerState, formatOwner, ownerHere, parseOwner, stateOf } from './lock-owner.ts'
import { systemCode, translating, unless } from './system-error.ts'

export interface LockOptions {
  /** How long to wait for another holder, in milliseconds; 0 (the default) gives up at once. */
  readonly lockTimeoutMs?: number
  /** Take over a lock whose holder cannot be looked at from here (other machine or container); never a living one. */
  readonly forceUnlock?: boolean
}

/** A lock that this thread holds. Let go of it with exactly one of the two. */
export interface HeldLock {
  /** The previous holder died; what it left behind is ours to clear. */
  readonly tookOver: boolean
  /** Removes the lock. */
  release(): void
  /** Leaves the lock to be taken over: something remains that only recovery can put right. */
  abandon(): void
}

/** Who stands in the way. */
export interface Busy {
  readonly path: string
  readonly owner: LockOwner
  readonly state: OwnerState
}

// A lock is a symbolic link to nowhere whose target names its holder: symlink(2) is O_EXCL and writes the content in
// the same step, so that no kill and no reader ever finds a lock without a holder. Tokens of locks held by this thread:
const held = new Set<string>()

/** Takes the lock `name` in a directory, in one try. `shown` is the path of the directory for messages. */
export function tryLock(dir: Dir, name: string, shown: string, options: LockOptions): HeldLock | Busy {
  const owner = ownerHere()
  held.add(owner.token)
  const stuck = (why: string): CliError =>
    new CliError('IO005', `${shown}/${name} cannot be created: ${why}; nothing was changed`, shown)
  try {
    const result = translating(stuck, () => seize(dir, name, shown, owner, options.forceUnlock === true))
    if ('owner' in result) {
      held.delete(owner.token)
      return result
    }
    return {
      tookOver: result.tookOver,
      release: () => {
        held.delete(owner.token)
        remove(dir, name, shown, owner)
      },
      abandon: () => void held.delete(owner.token),
    }
  } catch (error) {
    held.delete(owner.token)
    throw error
  }
}

function remove(dir: Dir, name: string, shown: string, owner: LockOwner): void {
  const stuck = (why: string): CliError =>
    new CliError('IO009', `all is done, but the lock ${shown}/${name} cannot be removed: ${why}; remove it`, shown)
  translating(stuck, () => {
    // Somebody may have forced it away from us.
    if (lockText(dir, name, shown) === formatOwner(owner)) unlinkSync(dir.at(name))
  })
}

/**
 * The right to replace a stale lock is itself a lock, named after the stale one's token, so that only one of many who
 * found it stale can replace it; the rename puts ours in its place and ends the claim in one step. A claimer that dies
 * leaves a stale claim, which is replaced in the same way.
 */
function seize(dir: Dir, name: string, shown: string, owner: LockOwner, force: boolean): { tookOver: boolean } | Busy {
  for (;;) {
    if (create(dir, name, owner)) return { tookOver: false }
    const text = lockText(dir, name, shown)
    if (text === undefined) continue
    const other = ownerOf(text, `${shown}/${name}`)
    const state = stateOf(other, (token) => held.has(token))
    if (state === 'alive' || (state === 'unknown' && !force)) return { path: `${shown}/${name}`, owner: other, state }
    const claim = claimOf(name, other.token)
    const right = seize(dir, claim, shown, owner, force)
    if ('owner' in right) return right
    // Tokens never come back: if the stale lock still lies there, nobody but us may replace it.
    if (lockText(dir, name, shown) === text) {
      renameSync(dir.at(claim), dir.at(name))
      return { tookOver: true }
    }
    unless(['ENOENT'], () => unlinkSync(dir.at(claim)))
  }
}

/** Claims are named after the package's lock and the token only, however deep the chain, so that names stay short. */
function claimOf(name: string, token: string): string {
  return `${name.replace(/-[0-9a-f]{16}$/, '')}-${token}`
}

function create(dir: Dir, name: string, owner: LockOwner): boolean {
  return unless(['EEXIST'], () => {
    symlinkSync(formatOwner(owner), dir.at(name))
    return true
  }) ?? false
}

function lockText(dir: Dir, name: string, shown: string): string | undefined {
  try {
    return unless(['ENOENT'], () => readlinkSync(dir.at(name)))
  } catch (error) {
    if (systemCode(error) === 'EINVAL') throw foreign(`${shown}/${name}`)
    throw error
  }
}

function ownerOf(text: string, path: string): LockOwner {
  const owner = parseOwner(text)
  if (owner === undefined) throw foreign(path)
  return owner
}

function foreign(path: string): CliError {
  return new CliError('IO006', `${path} is no lock that this program made; look what it is and remove it`, path)
}

/**
 * Somebody alive (or unknown) whose lock is the link at `link`; undefined if there is none. Only the locks of `trusted`
 * users count where that is given: in a directory such as /tmp anybody may leave a link.
 */
export function holderAt(link: string, shown: string, trusted?: ReadonlySet<number>): Busy | undefined {
  const text = unless(['ENOENT', 'EINVAL', 'EACCES'], () => readlinkSync(link))
  const owner = text === undefined ? undefined : parseOwner(text)
  if (owner === undefined) return undefined
  const stat = unless(['ENOENT'], () => lstatSync(link))
  if (stat === undefined || (trusted !== undefined && !trusted.has(stat.uid))) return undefined
  const state = stateOf(owner, (token) => held.has(token))
  return state === 'dead' ? undefined : { path: shown, owner, state }
}

/** Waits without a busy loop; the whole command is synchronous here. */
export function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/** The refusal for somebody who would not wait any longer. */
export function lockedBy(busy: Busy, waitedMs: number): CliError {
  const where = busy.state === 'unknown' ? ` on ${busy.owner.host} (another machine or container)` : ''
  const waited = waitedMs > 0 ? ` after ${waitedMs} ms of waiting` : ''
  const advice = busy.state === 'unknown'
    ? 'if it has surely ended, remove that link'
    : 'wait until it has ended, or let this command wait with --lock-timeout'
  return new CliError('IO006', `locked by process ${busy.owner.pid}${where}${waited}: ${busy.path}; ${advice}`, busy.path)
}
