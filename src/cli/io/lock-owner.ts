import { randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { threadId } from 'node:worker_threads'
import { systemCode } from './system-error.ts'

/** Who holds a lock: enough to tell, on the same machine, a living holder from a dead one whose pid was given away. */
export interface LockOwner {
  /** 16 hex digits, new for every lock that is ever taken. */
  readonly token: string
  readonly pid: number
  readonly thread: number
  /** Start of the process in kernel ticks, '' where the system does not tell. */
  readonly start: string
  /** Id of this boot of the kernel, '' where the system does not tell. */
  readonly boot: string
  /** The pid namespace (container) in which `pid` means something, '' where there are none. */
  readonly space: string
  readonly host: string
}

/** dead: proved. unknown: another machine or container, where nobody can look from here. */
export type OwnerState = 'alive' | 'dead' | 'unknown'

export function ownerHere(): LockOwner {
  return {
    token: randomBytes(8).toString('hex'),
    pid: process.pid,
    thread: threadId,
    start: statOf('self')?.start ?? '',
    boot: BOOT,
    space: SPACE,
    host: hostname(),
  }
}

/** One line without `/`, as the target of the link that is the lock. */
export function formatOwner(owner: LockOwner): string {
  const { pid, thread, ...texts } = owner
  return `krm-fleet?${new URLSearchParams({ pid: String(pid), thread: String(thread), ...texts }).toString()}`
}

/** Reads what formatOwner wrote; undefined for anything else. */
export function parseOwner(text: string): LockOwner | undefined {
  if (!text.startsWith('krm-fleet?')) return undefined
  const fields = new URLSearchParams(text.slice('krm-fleet?'.length))
  const get = (name: string): string => fields.get(name) ?? ''
  const owner = {
    token: get('token'), pid: Number(get('pid')), thread: Number(get('thread')),
    start: get('start'), boot: get('boot'), space: get('space'), host: get('host'),
  }
  const sound = /^[0-9a-f]{16}$/.test(owner.token) && Number.isSafeInteger(owner.pid) && owner.pid > 0
  return sound ? owner : undefined
}

/** `heldHere`: does this very thread hold the lock with that token? */
export function stateOf(owner: LockOwner, heldHere: (token: string) => boolean): OwnerState {
  if (owner.host !== hostname()) return 'unknown'
  if (owner.boot !== BOOT) return 'dead'
  if (owner.space !== SPACE) return 'unknown'
  if (owner.pid === process.pid && owner.thread === threadId) return heldHere(owner.token) ? 'alive' : 'dead'
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return 'dead'
  }
  const stat = statOf(owner.pid)
  if (stat === undefined) return 'alive'
  // A zombie runs no code any more; another start means that the pid has been given to somebody else.
  return stat.state === 'Z' || stat.state === 'X' || (owner.start !== '' && stat.start !== owner.start) ? 'dead' : 'alive'
}

/** State letter and start time of a process (proc(5), fields 3 and 22); undefined without /proc. */
function statOf(pid: number | 'self'): { state: string; start: string } | undefined {
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1'))
  // The name in field 2 may hold anything, even brackets and blanks.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  const [state, start] = [fields?.[0], fields?.[19]]
  return state === undefined || start === undefined ? undefined : { state, start }
}

function attempt(read: () => string): string | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

const BOOT = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()) ?? ''
const SPACE = attempt(() => readlinkSync('/proc/self/ns/pid')) ?? ''
