import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, watch } from 'node:fs'
import { join } from 'node:path'
import { scratch, snapshot } from './tree.ts'

/** A command that turns an old package into a new one, all or nothing. */
export interface Subject {
  /** Puts the old package into an empty directory. */
  plant(dir: string): void
  /** The command line that works on that directory, and what to start it in. */
  command(dir: string): readonly [program: string, ...args: string[]]
  /** Starts the next command on the directory, whose start is the recovery. */
  recover(dir: string): void
}

/** What became of the packages. `mixed` names every package that was neither, or had anything left in it. */
export interface Tally {
  runs: number
  killed: number
  old: number
  new: number
  mixed: string[]
}

export const emptyTally = (): Tally => ({ runs: 0, killed: 0, old: 0, new: 0, mixed: [] })

/** Both states of the package, and how long the way between them takes, in milliseconds. */
export interface Reference {
  readonly old: string
  readonly new: string
  readonly startMs: number
  readonly writeMs: number
}

const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGKILL', 'SIGINT'] as const

/** Runs the command undisturbed, several times: what it makes, when it first touches the directory, how long it writes. */
export async function measure(subject: Subject): Promise<Reference> {
  const base = scratch()
  try {
    let [old, fresh] = ['', '']
    const times: { start: number; write: number }[] = []
    for (let run = 0; run < 5; run++) {
      const dir = planted(subject, base, `measure-${run}`)
      old = stateOf(dir)
      const began = performance.now()
      const child = start(subject, dir)
      const touched = firstTouch(dir, child)
      const [code] = (await once(child, 'exit')) as [number | null]
      if (code !== 0) throw new Error(`undisturbed, the command ends with ${code}: ${subject.command(dir).join(' ')}`)
      times.push({ start: (await touched) - began, write: performance.now() - (await touched) })
      fresh = stateOf(dir)
    }
    if (old === fresh) throw new Error('the command changes nothing, so nothing can be shown')
    const median = (pick: (time: { start: number; write: number }) => number): number => times.map(pick).sort((a, b) => a - b)[2]!
    return { old, new: fresh, startMs: median((time) => time.start), writeMs: median((time) => time.write) }
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}

/** Kills the command at random instants: one in five anywhere in its life, the others while it writes. */
export async function killAtRandom(subject: Subject, reference: Reference, kills: number): Promise<Tally> {
  const tally = emptyTally()
  const base = scratch()
  try {
    for (let run = 0; run < kills; run++) {
      const dir = planted(subject, base, String(run))
      const child = start(subject, dir)
      const ended = once(child, 'exit')
      const anywhere = run % 5 === 0
      if (!anywhere) await firstTouch(dir, child)
      const until = performance.now() + Math.random() * (anywhere ? reference.startMs + reference.writeMs : reference.writeMs * 1.1)
      await new Promise((resolve) => setTimeout(resolve, until - performance.now() - 2))
      // A timer is too coarse for the last two milliseconds.
      while (performance.now() < until);
      child.kill(SIGNALS[run % SIGNALS.length])
      const [, signal] = (await ended) as [number | null, string | null]
      if (signal !== null) tally.killed++
      count(tally, subject, reference, dir, `kill ${run}`)
      rmSync(dir, { recursive: true, force: true })
    }
    return tally
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}

/** Recovers a package and notes which one it is now. */
export function count(tally: Tally, subject: Subject, reference: Reference, dir: string, name: string): void {
  tally.runs++
  subject.recover(dir)
  const state = stateOf(dir)
  if (state === reference.old) tally.old++
  else if (state === reference.new) tally.new++
  else tally.mixed.push(`${name}: ${difference(state, reference)}`)
}

export function planted(subject: Subject, base: string, name: string): string {
  const dir = join(base, name)
  mkdirSync(dir)
  subject.plant(dir)
  return dir
}

/** Every path, kind, mode and content in one string. */
export function stateOf(dir: string): string {
  return [...snapshot(dir)].map(([path, value]) => `${path} ${value}`).join('\n')
}

function difference(state: string, reference: Reference): string {
  const known = new Set([...reference.old.split('\n'), ...reference.new.split('\n')])
  const foreign = state.split('\n').filter((line) => !known.has(line)).map((line) => line.slice(0, 80))
  return foreign.length > 0 ? `foreign entries ${foreign.join(', ')}` : 'files of both'
}

function start(subject: Subject, dir: string): ChildProcess {
  const [program, ...args] = subject.command(dir)
  return spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** The time at which anything happens directly in the directory (its lock, usually), or at which the process ends. */
function firstTouch(dir: string, child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    const watcher = watch(dir)
    const done = (): void => {
      watcher.close()
      resolve(performance.now())
    }
    watcher.once('change', done)
    child.once('exit', done)
  })
}
