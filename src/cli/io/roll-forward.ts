import { lstatSync, renameSync, rmdirSync, unlinkSync } from 'node:fs'
import { CliError } from '../cli-error.ts'
import { type Dir, closing, withDir } from './dir.ts'
import { JOURNAL_NAME } from './file-names.ts'
import type { Journal, Move } from './journal.ts'
import { systemCode, translating, unless } from './system-error.ts'

/**
 * Does what the journal says and removes it. Every step may have been done before, by us or by a process that was
 * killed. A failure is IO009: the commit stands, the journal stays, the next command goes on from here.
 */
export function rollForward(root: Dir, journal: Journal, shown: string): void {
  if (journal.durable) named(shown, JOURNAL_NAME, () => root.sync())
  for (const [path, { moves, deletes }] of byDirectory(journal)) {
    // Where files are to be deleted only, a directory that is gone is fine; temp files do not vanish by themselves.
    named(shown, path, () => unless(moves.length === 0 ? ['ENOENT'] : [], () => withDir(root, path, (dir) => {
      for (const move of moves) named(shown, join(path, move.name), () => make(dir, move))
      for (const name of deletes) named(shown, join(path, name), () => unless(['ENOENT'], () => unlinkSync(dir.at(name))))
      if (journal.durable) dir.sync()
    })))
  }
  named(shown, JOURNAL_NAME, () => {
    unless(['ENOENT'], () => unlinkSync(root.at(JOURNAL_NAME)))
    if (journal.durable) root.sync()
  })
}

interface Steps {
  readonly moves: Move[]
  /** Names in this directory. */
  readonly deletes: string[]
}

function byDirectory(journal: Journal): Map<string, Steps> {
  const dirs = new Map<string, Steps>()
  const at = (path: string): Steps => {
    const steps = dirs.get(path) ?? { moves: [], deletes: [] }
    dirs.set(path, steps)
    return steps
  }
  for (const move of journal.moves) at(move.dir).moves.push(move)
  for (const path of journal.deletes) {
    const slash = path.lastIndexOf('/')
    at(path.slice(0, Math.max(0, slash))).deletes.push(path.slice(slash + 1))
  }
  return dirs
}

/**
 * Before a journal found at start is followed: are its temp files whole? After a power loss (not after a kill) a file
 * that was not flushed may be shorter than it was, and must not replace a good one.
 */
export function checkTemps(root: Dir, journal: Journal, shown: string): void {
  for (const move of journal.moves) {
    named(shown, join(move.dir, move.name), () => {
      const stat = unless(['ENOENT'], () => withDir(root, move.dir, (dir) => lstatSync(dir.at(move.temp))))
      if (stat === undefined) return
      if (move.bytes === undefined ? stat.isDirectory() : stat.isFile() && stat.size === move.bytes) return
      const temp = `${shown}/${join(move.dir, move.temp)}`
      const advice = `restore the package from version control and remove ${shown}/${JOURNAL_NAME}`
      throw new CliError('IO009', `${temp}, which is to become ${move.name}, was damaged (power loss?); ${advice}`, move.name)
    })
  }
}

function make(dir: Dir, move: Move): void {
  try {
    rename(dir, move.temp, dir, move.name)
  } catch (error) {
    const wasDone = systemCode(error) === 'ENOENT' && unless(['ENOENT'], () => lstatSync(dir.at(move.temp))) === undefined
    if (!wasDone) throw error
  }
}

/** A new directory whose name somebody has taken meanwhile becomes a part of theirs, file by file. */
function rename(from: Dir, temp: string, to: Dir, name: string): void {
  const done = unless(['ENOTEMPTY', 'EEXIST'], () => {
    renameSync(from.at(temp), to.at(name))
    return true
  })
  if (done === true) return
  closing(from.child(temp), (source) => closing(to.child(name), (target) => {
    for (const entry of source.entries()) rename(source, entry.name, target, entry.name)
  }))
  rmdirSync(from.at(temp))
}

function join(dir: string, name: string): string {
  return dir === '' ? name : `${dir}/${name}`
}

function named<T>(shown: string, path: string, step: () => T): T {
  const what = `the write of package ${shown} is committed but could not be finished at ${path}`
  const advice = 'remove the cause and run the command again, it goes on from here'
  return translating((why) => new CliError('IO009', `${what}: ${why}; ${advice}`, path), step)
}
