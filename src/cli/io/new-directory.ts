import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, realpathSync, renameSync, rmdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { CliError, type Problem } from '../cli-error.ts'
import { type Dir, closing } from './dir.ts'
import { OUT_PREFIX, isOwnName } from './file-names.ts'
import { type HeldLock, type LockOptions, lockedBy, sleep, tryLock } from './lock.ts'
import { openRoot } from './package-root.ts'
import { safeRelPath } from './safe-rel-path.ts'
import { failing, fillDirectory, makeDirectory } from './stage.ts'
import { tryTo, unless } from './system-error.ts'
import { removeEntry } from './temp-files.ts'

export interface NewDirectoryOptions extends LockOptions {
  /** Survive a power loss too. */
  readonly durable?: boolean
}

/**
 * Writes a directory that must not exist yet: it appears whole, by one rename, or not at all, so there is no moment in
 * which a reader sees a part of it. Missing parents are made. What a killed attempt leaves (`.krm-out-*` beside the
 * directory) is cleared away by the next attempt at the same directory.
 */
export function writeNewDirectory(
  target: string,
  files: ReadonlyMap<string, { readonly text: string }>,
  options: NewDirectoryOptions = {},
): void {
  checkPaths(files)
  const path = resolve(target)
  if (exists(path)) {
    // One that was killed behind its rename leaves its lock: the directory is whole, and only this attempt can clear up.
    tryTo(() => clearRest(path, options))
    throw existing(target)
  }
  const made = makeParents(dirname(path), target)
  try {
    const { real, dir } = openRoot(dirname(path))
    closing(dir, () => fill(dir, real, basename(path), target, files, options))
  } catch (error) {
    for (const parent of made) tryTo(() => rmdirSync(parent))
    throw error
  }
}

function fill(
  parent: Dir,
  shown: string,
  name: string,
  target: string,
  files: ReadonlyMap<string, { readonly text: string }>,
  options: NewDirectoryOptions,
): void {
  const temp = tempName(name)
  const lock = waitForLock(parent, `${temp}.lock`, shown, options)
  try {
    if (exists(join(shown, name))) throw existing(target)
    failing(target, () => removeEntry(parent, temp))
    try {
      const top = failing(target, () => makeDirectory(parent, temp))
      closing(top, () => fillDirectory(top, entriesOf(files), options.durable === true))
      failing(target, () => renameSync(parent.at(temp), parent.at(name)))
    } catch (error) {
      // What cannot be removed now is removed by the next attempt; the first failure is what the user needs to know.
      tryTo(() => removeEntry(parent, temp))
      throw error
    }
    if (options.durable === true) failing(target, () => parent.sync())
  } finally {
    lock.release()
  }
}

function* entriesOf(files: ReadonlyMap<string, { readonly text: string }>): Iterable<{ path: string; inside: string; bytes: Uint8Array }> {
  for (const [path, { text }] of files) yield { path, inside: path, bytes: Buffer.from(text) }
}

function waitForLock(dir: Dir, name: string, shown: string, options: LockOptions): HeldLock {
  const patience = options.lockTimeoutMs ?? 0
  const deadline = performance.now() + patience
  for (;;) {
    const got = tryLock(dir, name, shown, options)
    if (!('owner' in got)) return got
    if (performance.now() >= deadline) throw lockedBy(got, patience)
    sleep(5 + Math.random() * 20)
  }
}

/** Both names follow from the directory's, so that two attempts meet at one lock and one finds what another left. */
function tempName(name: string): string {
  return OUT_PREFIX + createHash('sha256').update(name).digest('hex').slice(0, 16)
}

/** Removes what a killed attempt left beside the directory, unless one that lives is at it. */
function clearRest(path: string, options: LockOptions): void {
  const { real, dir } = openRoot(dirname(path))
  closing(dir, () => {
    const temp = tempName(basename(path))
    if (unless(['ENOENT'], () => lstatSync(dir.at(temp))) === undefined && unless(['ENOENT'], () => lstatSync(dir.at(`${temp}.lock`))) === undefined) return
    const lock = tryLock(dir, `${temp}.lock`, real, options)
    if ('owner' in lock) return
    try {
      removeEntry(dir, temp)
    } finally {
      lock.release()
    }
  })
}

function exists(path: string): boolean {
  return unless(['ENOENT', 'ENOTDIR'], () => lstatSync(path)) !== undefined
}

function existing(target: string): CliError {
  return new CliError('IO005', `${target} exists already; name a directory that does not exist, or remove it first`, target)
}

/** Makes the missing parents and gives them back deepest first. */
function makeParents(parent: string, target: string): string[] {
  return failing(target, () => {
    const first = mkdirSync(parent, { recursive: true })
    if (first === undefined) return []
    const made: string[] = []
    const stop = dirname(realpathSync(first))
    for (let at = realpathSync(parent); at !== stop; at = dirname(at)) made.push(at)
    return made
  })
}

function checkPaths(files: ReadonlyMap<string, unknown>): void {
  const problems: Problem[] = []
  for (const path of files.keys()) {
    const verdict = safeRelPath(path)
    const segments = path.split('/')
    const own = segments.find((segment) => isOwnName(segment) || segment.toLowerCase() === '.git')
    const reason = verdict.ok ? own && `the name ${own} is not ours to write` : verdict.reason
    if (reason !== undefined) problems.push({ code: 'IO007', path, message: `"${path}" cannot be written: ${reason}` })
  }
  if (problems.length > 0) throw CliError.ofProblems(problems, 'files cannot be written; nothing was written')
}
