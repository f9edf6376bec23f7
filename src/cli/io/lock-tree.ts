import { lstatSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CliError } from '../cli-error.ts'
import { type Dir, withDir } from './dir.ts'
import { JOURNAL_NAME, LOCK_NAME } from './file-names.ts'
import { type Busy, holderAt } from './lock.ts'
import { unless } from './system-error.ts'

// A lock covers everything below its directory. So whoever has taken one looks for locks above it, and whoever is about
// to write looks for locks in the directories on the way: of two at work in one tree at least one sees the other.

/** A holder of a package that this one (a real path) lies in. An unfinished write above is an error. */
export function holderAbove(root: string): Busy | undefined {
  const trusted = new Set([process.geteuid?.() ?? 0, 0, statSync(root).uid])
  for (let at = root; at !== dirname(at); ) {
    at = dirname(at)
    const lock = join(at, LOCK_NAME)
    const busy = holderAt(lock, lock, trusted)
    if (busy !== undefined) return busy
    const journal = unless(['ENOENT', 'EACCES'], () => lstatSync(join(at, JOURNAL_NAME)))
    if (journal?.isFile() && trusted.has(journal.uid)) throw unfinished(at)
  }
  return undefined
}

/** A holder of a directory below `root` in or above one of the directories `dirs` (relative, existing). */
export function holderBelow(root: Dir, dirs: Iterable<string>, shown: string): Busy | undefined {
  const all = new Set<string>()
  for (const dir of dirs) {
    const segments = dir === '' ? [] : dir.split('/')
    for (const [index] of segments.entries()) all.add(segments.slice(0, index + 1).join('/'))
  }
  for (const path of all) {
    const busy = withDir(root, path, (dir) => {
      const found = holderAt(dir.at(LOCK_NAME), join(shown, path, LOCK_NAME))
      if (found === undefined && unless(['ENOENT'], () => lstatSync(dir.at(JOURNAL_NAME))) !== undefined) {
        throw unfinished(join(shown, path))
      }
      return found
    })
    if (busy !== undefined) return busy
  }
  return undefined
}

function unfinished(dir: string): CliError {
  const message = `a write in ${dir} was interrupted half-way; run the same command on ${dir} first, it finishes the write`
  return new CliError('IO009', message, dir)
}
