import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Reference, type Subject, type Tally, count, emptyTally, planted, stateOf } from './crash-harness.ts'
import { scratch } from './tree.ts'

/** The k-th call of this name that the command's main thread makes. */
export interface SyscallPoint {
  readonly name: string
  readonly k: number
}

/** Why the proofs by system call cannot run here; undefined if they can. */
export function whyNoStrace(): string | undefined {
  const { status, error } = spawnSync('strace', ['-f', '-qq', '-o', '/dev/null', 'true'])
  return error === undefined && status === 0 ? undefined : 'strace is not installed or may not trace here (apt-get install strace)'
}

// Every call by which a program can change what others see, and those on which it decides.
const CALLS = ['symlink', 'readlink', 'mkdir', 'rmdir', 'open', 'openat', 'read', 'pread64', 'write', 'pwrite64', 'fchmod', 'fchown',
  'fsync', 'fdatasync', 'close', 'rename', 'renameat', 'renameat2', 'unlink', 'unlinkat', 'lstat', 'newfstatat', 'fstat', 'statx',
  'getdents64', 'access', 'faccessat', 'faccessat2']

/** All points from the first system call that creates anything in the directory to the end of the command. */
export function syscallPoints(subject: Subject): SyscallPoint[] {
  const base = scratch()
  try {
    const dir = planted(subject, base, 'points')
    const log = join(base, 'log')
    const trace = ['-f', '-qq', '-o', log, '-e', `trace=${CALLS.map((name) => `?${name}`).join(',')}`]
    const { status, stderr } = spawnSync('strace', [...trace, '--', ...subject.command(dir)], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`under strace the command ends with ${status}: ${stderr}`)
    return pointsIn(readFileSync(log, 'latin1'))
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}

function pointsIn(log: string): SyscallPoint[] {
  const lines = log.split('\n').map((line) => /^(\d+) +(\w+)\((.*)/.exec(line)).filter((match) => match !== null)
  const first = lines.findIndex(([, , name, rest]) => name === 'symlink' && rest?.includes('.krm-fleet-lock'))
  if (first < 0) throw new Error('the command took no lock')
  const main = lines[first]![1]
  const counts = new Map<string, number>()
  const points: SyscallPoint[] = []
  for (const [index, [, pid, name = '']] of lines.entries()) {
    if (pid !== main) continue
    const k = (counts.get(name) ?? 0) + 1
    counts.set(name, k)
    if (index >= first) points.push({ name, k })
  }
  return points
}

/** Kills the command at each of these points, before the call is made. */
export function killAtSyscalls(subject: Subject, reference: Reference, points: readonly SyscallPoint[]): Tally {
  return atEach(subject, points, 'signal=KILL', (tally, dir, point, result) => {
    if (result.signal !== null || result.status === 137) tally.killed++
    count(tally, subject, reference, dir, `${point.name} ${point.k}`)
  })
}

/**
 * Makes each of these calls fail once. A command that says that nothing was changed (`refusals` match its output) must
 * have left exactly the old package before any recovery; whatever it says, recovery ends in the old or the new one.
 */
export function failSyscalls(
  subject: Subject,
  reference: Reference,
  points: readonly SyscallPoint[],
  error: string,
  refusals: RegExp,
): Tally {
  return atEach(subject, points, `error=${error}`, (tally, dir, point, result) => {
    const name = `${point.name} ${point.k} ${error}`
    const state = stateOf(dir)
    if (result.status === 2 && refusals.test(result.stderr) && state !== reference.old) tally.mixed.push(`${name}: said that nothing changed`)
    if (result.status === 0 && state !== reference.new) tally.mixed.push(`${name}: said that all is done`)
    // Node itself aborts when its own pipes or its tear-down fail: as good as a kill.
    if (result.status === null) tally.killed++
    else if (result.status !== 0 && result.status !== 2) tally.mixed.push(`${name}: ended with ${result.status} ${result.stderr.slice(0, 300)}`)
    count(tally, subject, reference, dir, name)
  })
}

interface Result {
  readonly status: number | null
  readonly signal: string | null
  readonly stderr: string
}

type Verdict = (tally: Tally, dir: string, point: SyscallPoint, result: Result) => void

function atEach(subject: Subject, points: readonly SyscallPoint[], what: string, verdict: Verdict): Tally {
  const tally = emptyTally()
  const base = scratch()
  try {
    for (const point of points) {
      const dir = planted(subject, base, `${point.name}-${point.k}`)
      const inject = ['-f', '-qq', '-o', '/dev/null', '-e', `trace=${point.name}`, '-e', `inject=${point.name}:${what}:when=${point.k}`]
      verdict(tally, dir, point, spawnSync('strace', [...inject, '--', ...subject.command(dir)], { encoding: 'utf8' }))
      rmSync(dir, { recursive: true, force: true })
    }
    return tally
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}

/** At most `limit` of the points, spread evenly, the first and the last among them. */
export function sample(points: readonly SyscallPoint[], limit: number): SyscallPoint[] {
  if (points.length <= limit) return [...points]
  return Array.from({ length: limit }, (_, index) => points[Math.round((index * (points.length - 1)) / (limit - 1))]!)
}
