import { CliError, type Problem } from '../cli-error.ts'
import { closing } from './dir.ts'
import { openRoot } from './package-root.ts'
import { readFile } from './read-file.ts'
import { DEFAULT_READ_LIMITS, LIMIT_OPTIONS, type ReadLimits } from './read-limits.ts'
import { translating } from './system-error.ts'
import { type IgnoredBy, type Note, type VisitFile, walkPackage } from './walk-package.ts'

/** One file of a package. */
export interface PackageFile {
  /** POSIX, relative to the package's root; safe in the sense of safeRelPath. */
  readonly path: string
  /** The bytes as UTF-8, a BOM and CRLF included. */
  readonly text: string
  /** Permission bits, such as 0o644. */
  readonly mode: number
  /** Present on a Kptfile that its own .krmignore names: it still makes the package, but kpt reads no resource of it. */
  readonly ignored?: true
}

/** A package with its sub-packages, as it lies on disk. */
export interface PackageFiles {
  /** Real, absolute path. */
  readonly root: string
  /** Kptfile, *.yaml, *.yml and *.json, in kpt's walk order. */
  readonly files: readonly PackageFile[]
  /** Every directory with a regular file Kptfile, '' = the root, in walk order. */
  readonly kptfileDirs: readonly string[]
  /** What was skipped and may surprise. */
  readonly notes: readonly Note[]
  /** Files that are not read because a .krmignore says so, by path, whether or not they hold resources. */
  readonly hidden: ReadonlyMap<string, IgnoredBy>
}

export interface ReadOptions {
  /** Overrides of the default limits. */
  readonly limits?: Partial<ReadLimits>
}

/**
 * Reads the package at `root` without following a link, opening a special file or looking into `.git`. All that is
 * wrong is collected and thrown as one CliError; content is not looked at beyond its encoding.
 */
export function readPackage(root: string, options: ReadOptions = {}): PackageFiles {
  const limits = { ...DEFAULT_READ_LIMITS, ...options.limits }
  const { real, dir } = openRoot(root)
  const files: PackageFile[] = []
  const broken: Problem[] = []
  let bytes = 0
  let count = 0
  let over = false
  const visit: VisitFile = (dir, name, path, ignored) => {
    count++
    // Once the package is too large nothing more is read; the walk goes on to find everything else that is wrong.
    if (count > limits.maxFiles || over) return
    const read = readFile(dir, name, path, limits.maxFileBytes)
    if (!read.ok) return void broken.push(read.problem)
    bytes += read.bytes
    if (bytes > limits.maxPackageBytes) over = true
    else files.push({ path, text: read.text, mode: read.mode, ...(ignored ? { ignored: true } : {}) })
  }
  const found = closing(dir, () => translating(
    (why) => new CliError('IO001', `${root} cannot be read: ${why}`, root),
    () => walkPackage(dir, real, visit),
  ))
  const problems = [...found.problems, ...broken, ...tooLarge(root, limits, count, over)]
  if (problems.length > 0) throw CliError.ofProblems(problems, `problems in package ${root}`)
  return { root: real, files, kptfileDirs: found.kptfileDirs, notes: found.notes, hidden: found.hidden }
}

function tooLarge(root: string, limits: ReadLimits, count: number, over: boolean): Problem[] {
  const problems: Problem[] = []
  const add = (message: string): void => void problems.push({ code: 'IO004', path: '', message })
  if (count > limits.maxFiles) {
    const limit = `the limit is ${limits.maxFiles}`
    add(`package ${root} has ${count} YAML, JSON and Kptfile files, ${limit}; split it or raise ${LIMIT_OPTIONS.maxFiles}`)
  }
  if (over) {
    const limit = `the limit of ${limits.maxPackageBytes} bytes in total`
    add(`the files of package ${root} exceed ${limit}; split it or raise ${LIMIT_OPTIONS.maxPackageBytes}`)
  }
  return problems
}
