import { type Stats, accessSync, constants, fstatSync, lstatSync } from 'node:fs'
import { CliError, type Problem } from '../cli-error.ts'
import type { Dir } from './dir.ts'
import { compareFile } from './same-bytes.ts'
import { explain, systemCode, unless } from './system-error.ts'
import { whyNotWritable } from './writable-path.ts'

/** What is to become of one file. */
export type Change = { readonly text: string } | 'delete'

/** A file to be written into a directory that exists. */
export interface PlannedWrite {
  readonly path: string
  readonly dir: string
  readonly name: string
  readonly bytes: Uint8Array
  /** The file that it replaces. */
  readonly replaces?: Stats
}

/** A directory that does not exist yet, with all that is to be in it. */
export interface PlannedTree {
  readonly dir: string
  readonly name: string
  /** `path` is relative to the package, `inside` to the new directory. */
  readonly files: { readonly path: string; readonly inside: string; readonly bytes: Uint8Array }[]
}

/** What really has to be done: changes that would change nothing are left out. */
export interface Plan {
  readonly writes: readonly PlannedWrite[]
  readonly trees: readonly PlannedTree[]
  readonly deletes: readonly string[]
  readonly unchanged: readonly string[]
}

/** What is wrong with the changes themselves, before anything is looked at on disk: IO007 and IO008. */
export function checkChanges(changes: ReadonlyMap<string, Change>): void {
  const problems: Problem[] = []
  for (const [path, change] of changes) {
    const reason = whyNotWritable(path) ?? fileAsDirectory(path, changes)
    if (reason !== undefined) {
      problems.push({ code: 'IO007', path, message: `"${path}" cannot be written: ${reason}` })
    } else if (change !== 'delete' && LONE_SURROGATE.test(change.text)) {
      problems.push({ code: 'IO008', path, message: `the new text of ${path} is not valid Unicode and has no UTF-8 form` })
    }
  }
  if (problems.length > 0) throw CliError.ofProblems(problems, 'changes cannot be written; nothing was changed')
}

const LONE_SURROGATE = /[\ud800-\udfff]/u

function fileAsDirectory(path: string, changes: ReadonlyMap<string, Change>): string | undefined {
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    const parent = path.slice(0, slash)
    if (changes.has(parent)) return `${parent} would have to be a file and a directory`
  }
  return undefined
}

/** Compares the changes with the disk; all that stands in the way is thrown as one error, nothing is touched. */
export function planChanges(root: Dir, changes: ReadonlyMap<string, Change>): Plan {
  const planner = new Planner(root)
  try {
    for (const [path, change] of changes) {
      const segments = path.split('/')
      const name = segments.pop()!
      planner.locate(path, segments, (dir, missing) => {
        if (missing.length === 0) planner.file(dir, path, name, change)
        else if (change !== 'delete') planner.newFile(path, missing, change.text)
      })
    }
  } finally {
    planner.close()
  }
  if (planner.problems.length > 0) {
    throw CliError.ofProblems(planner.problems, 'files cannot be written; nothing was changed')
  }
  return { ...planner.lists, trees: [...planner.trees.values()] }
}

class Planner {
  readonly problems: Problem[] = []
  readonly trees = new Map<string, PlannedTree>()
  readonly lists = { writes: [] as PlannedWrite[], deletes: [] as string[], unchanged: [] as string[] }

  readonly #root: Dir
  /** Where the last file was looked for: the deepest existing directory on its way, `depth` segments down. It stays open. */
  #dir: Dir
  #depth = 0
  #asked = ''

  constructor(root: Dir) {
    this.#root = root
    this.#dir = root
  }

  /** Opens the deepest existing directory on the way, link-free, and says which segments are missing below it. */
  locate(path: string, segments: readonly string[], body: (dir: Dir, missing: readonly string[]) => void): void {
    try {
      const asked = segments.join('/')
      if (asked !== this.#asked) this.#descend(segments)
      this.#asked = asked
      body(this.#dir, segments.slice(this.#depth))
    } catch (error) {
      this.#refuse(path, segments.slice(0, this.#depth + 1).join('/'), error)
      this.close()
    }
  }

  #descend(segments: readonly string[]): void {
    this.close()
    for (; this.#depth < segments.length; this.#depth++) {
      const child = unless(['ENOENT'], () => this.#dir.child(segments[this.#depth]!))
      if (child === undefined) return
      if (this.#dir !== this.#root) this.#dir.close()
      this.#dir = child
    }
  }

  close(): void {
    if (this.#dir !== this.#root) this.#dir.close()
    this.#dir = this.#root
    this.#depth = 0
    this.#asked = ''
  }

  /** A file in a directory that exists: to be replaced, created, deleted or left alone. */
  file(dir: Dir, path: string, name: string, change: Change): void {
    const stat = unless(['ENOENT'], () => lstatSync(dir.at(name)))
    const bytes = change === 'delete' ? undefined : Buffer.from(change.text)
    // What is right already may be read-only.
    if (bytes !== undefined && stat?.isFile() && stat.size === bytes.length && unless(['EACCES'], () => compareFile(dir, name, bytes))) {
      return void this.lists.unchanged.push(path)
    }
    const problem = stat === undefined ? undefined : whyNotReplaceable(dir, path, name, stat)
    if (problem !== undefined) return void this.problems.push(problem)
    if (bytes !== undefined) {
      const where = { path, dir: path.slice(0, Math.max(0, path.length - name.length - 1)), name, bytes }
      this.lists.writes.push(stat === undefined ? where : { ...where, replaces: stat })
    } else if (stat !== undefined) {
      accessSync(dir.at('.'), constants.W_OK | constants.X_OK)
      this.lists.deletes.push(path)
    }
  }

  /** A file in a directory that does not exist: it joins the others in the same new directory. */
  newFile(path: string, missing: readonly string[], text: string): void {
    const segments = path.split('/')
    const depth = segments.length - 1 - missing.length
    const key = segments.slice(0, depth + 1).join('/')
    const tree = this.trees.get(key) ?? { dir: segments.slice(0, depth).join('/'), name: segments[depth]!, files: [] }
    this.trees.set(key, tree)
    tree.files.push({ path, inside: segments.slice(depth + 1).join('/'), bytes: Buffer.from(text) })
  }

  #refuse(path: string, at: string, error: unknown): void {
    const code = systemCode(error)
    if (code === undefined) throw error
    if (code === 'ENOTDIR' || code === 'ELOOP') {
      const message = `${path} cannot be written: ${at} is a file or a symbolic link, not a directory`
      this.problems.push({ code: 'IO003', path, message })
    } else {
      this.problems.push({ code: 'IO005', path, message: `${path} cannot be written: ${explain(error)}` })
    }
  }
}

/** A rename would replace nearly anything; these are the things that it must not, or could not once we are committed. */
function whyNotReplaceable(dir: Dir, path: string, name: string, stat: Stats): Problem | undefined {
  const refuse = (code: Problem['code'], why: string): Problem => ({ code, path, message: `${path} cannot be written: ${why}` })
  if (stat.isSymbolicLink()) return refuse('IO003', 'it is a symbolic link; links are not followed and not replaced')
  if (!stat.isFile()) return refuse('IO002', 'there is something that is not a regular file')
  if ((stat.mode & 0o200) === 0) {
    return refuse('IO005', `it is read-only (mode ${(stat.mode & 0o777).toString(8).padStart(4, '0')}); chmod u+w it if it may change`)
  }
  try {
    accessSync(dir.at(name), constants.W_OK)
  } catch (error) {
    return refuse('IO005', explain(error))
  }
  const parent = fstatSync(dir.fd)
  if (parent.dev !== stat.dev) return refuse('IO005', 'it is a mount point of its own')
  if ((parent.mode & 0o1000) !== 0 && ![0, stat.uid, parent.uid].includes(process.geteuid?.() ?? 0)) {
    return refuse('IO005', 'its directory is sticky and the file belongs to somebody else')
  }
  return undefined
}
