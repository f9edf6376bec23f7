import { type Stats, fchmodSync, fchownSync, fstatSync, mkdirSync, unlinkSync } from 'node:fs'
import { CliError } from '../cli-error.ts'
import { type Dir, closing, DirCursor, withDir } from './dir.ts'
import { JOURNAL_NAME } from './file-names.ts'
import { type Journal, type Move, putJournal } from './journal.ts'
import type { Plan, PlannedTree, PlannedWrite } from './plan.ts'
import { translating, unless } from './system-error.ts'
import { removeEntry, tempName } from './temp-files.ts'
import { writeNew } from './write-new.ts'

/**
 * Everything that can fail, before anything is changed: all new content lies in temp files beside their targets (a new
 * directory as one temp directory), which only need their names. Each name is registered before the file exists.
 */
export class Stage {
  readonly #root: Dir
  readonly #durable: boolean
  readonly #temps: { dir: string; name: string }[] = []
  readonly #moves: Move[] = []

  constructor(root: Dir, durable: boolean) {
    this.#root = root
    this.#durable = durable
  }

  /** Writes all temp files of a plan and the journal, whose rename is the commit. IO005 if any of it fails. */
  commit(plan: Plan): Journal {
    const cursor = new DirCursor(this.#root)
    try {
      for (const write of plan.writes) failing(write.path, () => this.#file(cursor, write))
    } finally {
      cursor.close()
    }
    for (const tree of plan.trees) this.#tree(tree)
    const journal = { durable: this.#durable, moves: this.#moves, deletes: plan.deletes }
    failing(JOURNAL_NAME, () => {
      if (this.#durable) for (const dir of new Set(this.#moves.map((move) => move.dir))) withDir(this.#root, dir, (open) => open.sync())
      putJournal(this.#root, this.#register(''), journal)
    })
    return journal
  }

  /** Removes whatever was staged; afterwards the package is as it was. Throws if something could not be removed. */
  rollBack(): void {
    // First the journal, in case its rename happened although it was reported as failed.
    unless(['ENOENT'], () => unlinkSync(this.#root.at(JOURNAL_NAME)))
    const failures: unknown[] = []
    for (const { dir, name } of this.#temps) {
      try {
        withDir(this.#root, dir, (open) => removeEntry(open, name))
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }

  #register(dir: string): string {
    const name = tempName()
    this.#temps.push({ dir, name })
    return name
  }

  #file(cursor: DirCursor, write: PlannedWrite): void {
    const temp = this.#register(write.dir)
    writeLike(cursor.at(write.dir), temp, write.bytes, write.replaces, this.#durable)
    this.#moves.push({ dir: write.dir, temp, name: write.name, bytes: write.bytes.length })
  }

  #tree(tree: PlannedTree): void {
    const temp = this.#register(tree.dir)
    const first = tree.files[0]?.path ?? tree.name
    withDir(this.#root, tree.dir, (dir) => {
      const top = failing(first, () => makeDirectory(dir, temp))
      closing(top, () => fillDirectory(top, tree.files, this.#durable))
    })
    this.#moves.push({ dir: tree.dir, temp, name: tree.name })
  }
}

/** Writes files, parents included, into a directory that we made. Failures are IO005 with the file's `path`. */
export function fillDirectory(
  top: Dir,
  files: Iterable<{ readonly path: string; readonly inside: string; readonly bytes: Uint8Array }>,
  durable: boolean,
): void {
  const made = new Set([''])
  for (const { path, inside, bytes } of files) {
    failing(path, () => {
      const segments = inside.split('/')
      const name = segments.pop()!
      for (const [index, segment] of segments.entries()) {
        const parent = segments.slice(0, index).join('/')
        const here = segments.slice(0, index + 1).join('/')
        if (made.has(here)) continue
        withDir(top, parent, (dir) => mkdirSync(dir.at(segment)))
        made.add(here)
      }
      withDir(top, segments.join('/'), (dir) => writeLike(dir, name, bytes, undefined, durable))
    })
  }
  if (durable) for (const dir of made) failing(dir, () => withDir(top, dir, (open) => open.sync()))
}

/** Creates a directory and opens it. */
export function makeDirectory(dir: Dir, name: string): Dir {
  mkdirSync(dir.at(name))
  return dir.child(name)
}

/** A new file; with the mode and, where we may, the owner of the one that it is to replace (ACLs are not carried over). */
function writeLike(dir: Dir, name: string, bytes: Uint8Array, like: Stats | undefined, durable: boolean): void {
  if (like === undefined) return writeNew(dir, name, bytes, { mode: 0o666, flush: durable })
  const mode = like.mode & 0o777
  const finish = (fd: number): void => {
    const now = fstatSync(fd)
    if (now.uid !== like.uid || now.gid !== like.gid) unless(['EPERM'], () => fchownSync(fd, like.uid, like.gid))
    // What the umask took away, or an owner that changed.
    if ((now.mode & 0o7777) !== mode) fchmodSync(fd, mode)
  }
  writeNew(dir, name, bytes, { mode, flush: durable, finish })
}

/** Names the file of the package that a system error is about. */
export function failing<T>(path: string, step: () => T): T {
  return translating((why) => new CliError('IO005', `${path} cannot be written: ${why}; nothing was changed`, path), step)
}
