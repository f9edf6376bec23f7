import type { Dirent } from 'node:fs'
import { type Problem, CliError } from '../cli-error.ts'
import { type Dir, closing } from './dir.ts'
import { IGNORE_FILE, JOURNAL_NAME, KPTFILE, LOCK_NAME, OUT_PREFIX, TEMP_NAME, isKrmFileName } from './file-names.ts'
import { KrmIgnore } from './krmignore.ts'
import { linkTarget } from './link-target.ts'
import { NOT_REGULAR, readFile } from './read-file.ts'
import { safeRelPath } from './safe-rel-path.ts'
import { explain, systemCode } from './system-error.ts'

/** Something a person should know although the package is fine. */
export interface Note {
  readonly path: string
  readonly message: string
}

/** The line of a .krmignore that hides something. The file's path is that from the root. */
export interface IgnoredBy {
  readonly file: string
  readonly line: number
}

/** What a walk finds besides files. */
export interface WalkFindings {
  /** Every directory with a regular file Kptfile, '' = the root, in walk order. */
  readonly kptfileDirs: string[]
  readonly notes: Note[]
  /** KRM candidates that are not visited, by path, and what hides them. */
  readonly hidden: Map<string, IgnoredBy>
  readonly problems: Problem[]
}

/** Called for each KRM candidate; `ignored` is true only of a Kptfile that its own package's .krmignore names. */
export type VisitFile = (dir: Dir, name: string, path: string, ignored: boolean) => void

/**
 * Walks a package as kpt does (kpt.md 3.1, 3.2): bytewise order within each directory, links never followed, every
 * directory with a Kptfile a package of its own even below an ignored directory, each `.krmignore` only for the files
 * of its own package. Unlike kpt it never enters `.git`. `real` is the path of the root.
 */
export function walkPackage(root: Dir, real: string, visit: VisitFile): WalkFindings {
  const walk = new Walk(real, visit)
  walk.directory(root, '', { path: '', ignore: undefined }, undefined)
  return walk
}

/** A package within the walk: ignore patterns are relative to its directory and end with it. */
interface Scope {
  readonly path: string
  readonly ignore: KrmIgnore | undefined
}

class Walk implements WalkFindings {
  readonly kptfileDirs: string[] = []
  readonly notes: Note[] = []
  readonly hidden = new Map<string, IgnoredBy>()
  readonly problems: Problem[] = []
  readonly #root: string
  readonly #visit: VisitFile
  readonly #steps = { left: IGNORE_STEPS }

  constructor(root: string, visit: VisitFile) {
    this.#root = root
    this.#visit = visit
  }

  directory(dir: Dir, path: string, outer: Scope, outerIgnored: IgnoredBy | undefined): void {
    const entries = dir.entries()
    const isPackage = entries.some((entry) => entry.name === KPTFILE && entry.isFile())
    const scope = isPackage || path === '' ? this.#scope(dir, path, entries) : outer
    const ignored = isPackage ? undefined : outerIgnored
    if (isPackage) this.kptfileDirs.push(path)
    for (const entry of entries) this.#entry(dir, entry, path === '' ? entry.name : `${path}/${entry.name}`, scope, ignored)
  }

  #entry(dir: Dir, entry: Dirent, path: string, scope: Scope, ignored: IgnoredBy | undefined): void {
    if (TEMP_NAME.test(entry.name) || entry.name.startsWith(OUT_PREFIX)) this.#leftover(path)
    else if (entry.isSymbolicLink()) this.#link(entry.name, path, scope, ignored)
    else if (entry.isDirectory()) this.#subdirectory(dir, entry.name, path, scope, ignored)
    else if (isKrmFileName(entry.name)) this.#candidate(dir, entry, path, scope, ignored)
    else if (entry.name === JOURNAL_NAME) this.#unfinished(path)
  }

  #subdirectory(dir: Dir, name: string, path: string, scope: Scope, ignored: IgnoredBy | undefined): void {
    if (name === '.git') return
    let child: Dir
    try {
      child = dir.child(name)
    } catch (error) {
      return this.#unreadable(path, error)
    }
    try {
      closing(child, () => this.directory(child, path, scope, ignored ?? ignoredBy(scope, path, true)))
    } catch (error) {
      this.#unreadable(path, error)
    }
  }

  #candidate(dir: Dir, entry: Dirent, path: string, scope: Scope, dirIgnored: IgnoredBy | undefined): void {
    const ignored = dirIgnored ?? ignoredBy(scope, path, false)
    if (ignored !== undefined && entry.name !== KPTFILE) return void this.hidden.set(path, ignored)
    const verdict = safeRelPath(path)
    if (!verdict.ok) {
      const message = `${path} has a name that no package may contain: ${verdict.reason}; rename it`
      this.problems.push({ code: 'IO007', path, message })
    } else if (entry.isFile()) {
      this.#visit(dir, entry.name, path, ignored !== undefined)
    } else {
      this.problems.push({ code: 'IO002', path, message: `${path} ${NOT_REGULAR}` })
    }
  }

  #link(name: string, path: string, scope: Scope, dirIgnored: IgnoredBy | undefined): void {
    // The lock is a link to nowhere on purpose (see lock.ts).
    if (name === LOCK_NAME) return
    let target: ReturnType<typeof linkTarget>
    try {
      target = linkTarget(this.#root, path)
    } catch (error) {
      return this.#unreadable(path, error)
    }
    if (target.kind === 'outside') {
      const message = `${path} is a symbolic link out of the package, to ${target.target}; replace it by what it points to`
      this.problems.push({ code: 'IO003', path, message })
    } else if ((dirIgnored ?? ignoredBy(scope, path, false)) === undefined) {
      const why = linkNote(name, target.kind === 'inside' && target.isDirectory, target.kind === 'loop')
      if (why !== undefined) this.notes.push({ path, message: `${path} is a symbolic link${why}` })
    }
  }

  #scope(dir: Dir, path: string, entries: readonly Dirent[]): Scope {
    const entry = entries.find((candidate) => candidate.name === IGNORE_FILE)
    if (entry === undefined || entry.isDirectory() || entry.isSymbolicLink()) return { path, ignore: undefined }
    const file = path === '' ? IGNORE_FILE : `${path}/${IGNORE_FILE}`
    const read = readFile(dir, IGNORE_FILE, file, MAX_IGNORE_BYTES)
    if (!read.ok) this.problems.push(read.problem)
    return { path, ignore: read.ok ? new KrmIgnore(read.text, this.#steps) : undefined }
  }

  #leftover(path: string): void {
    this.notes.push({ path, message: `${path} was left by an interrupted write and is not read; remove it` })
  }

  #unfinished(path: string): void {
    if (path === JOURNAL_NAME) return
    const dir = path.slice(0, -JOURNAL_NAME.length - 1)
    const message = `a write in ${dir} was interrupted half-way; run the same command on ${dir} first, it finishes the write`
    this.problems.push({ code: 'IO009', path: dir, message })
  }

  #unreadable(path: string, error: unknown): void {
    if (error instanceof CliError || systemCode(error) === undefined) throw error
    if (systemCode(error) === 'ENOENT' && path.includes('\ufffd')) {
      this.problems.push({ code: 'IO007', path, message: `${path} has a name that is not valid UTF-8; rename it` })
    } else {
      this.problems.push({ code: 'IO001', path, message: `${path} cannot be read: ${explain(error)}` })
    }
  }
}

function ignoredBy({ path: top, ignore }: Scope, path: string, isDirectory: boolean): IgnoredBy | undefined {
  const line = ignore?.lineFor(top === '' ? path : path.slice(top.length + 1), isDirectory)
  return line === undefined ? undefined : { file: top === '' ? IGNORE_FILE : `${top}/${IGNORE_FILE}`, line }
}

/** Only links that kpt would have followed, or that look as if they were, are worth a word. */
function linkNote(name: string, isDirectory: boolean, isLoop: boolean): string | undefined {
  if (isLoop) return ' that leads back to itself; it is skipped'
  if (name === KPTFILE) return '; links are not followed, so this directory is not a package of its own'
  if (name === IGNORE_FILE) return '; links are not followed, so it hides nothing'
  if (isDirectory || isKrmFileName(name)) return ' within the package; links are not followed, it is skipped'
  return undefined
}

/** More than any real package needs, and a fraction of a second: 10,000 files by 100 patterns are some 10 million. */
const IGNORE_STEPS = 100_000_000
const MAX_IGNORE_BYTES = 1024 * 1024
