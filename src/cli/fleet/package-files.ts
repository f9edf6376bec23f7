/** Every text file of a package revision, from a directory or from a clone, parted into what kpt reads and what it only carries. */

import { statSync, type Dirent } from 'node:fs'
import { basename, dirname } from 'node:path'
import { CliError, type Problem } from '#cli/cli-error.ts'
import type { GitClone } from '#cli/git.ts'
import { byBytes } from '#cli/io/byte-order.ts'
import { decodeText } from '#cli/io/decode-text.ts'
import { closing, type Dir } from '#cli/io/dir.ts'
import { IGNORE_FILE, isKrmFileName, isOwnName, KPTFILE } from '#cli/io/file-names.ts'
import { KrmIgnore } from '#cli/io/krmignore.ts'
import { linkTarget } from '#cli/io/link-target.ts'
import { openRoot } from '#cli/io/package-root.ts'
import { readFile } from '#cli/io/read-file.ts'
import { DEFAULT_READ_LIMITS } from '#cli/io/read-limits.ts'
import { safeRelPath } from '#cli/io/safe-rel-path.ts'
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'

/** The files of a package revision as the model holds them. */
export type PackageParts = Pick<BlueprintPackage, 'files' | 'others' | 'kptfileDirs'>

const { maxFileBytes, maxFiles, maxPackageBytes } = DEFAULT_READ_LIMITS

/** Whether a path is a directory. */
export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

/** The package in a directory; links are not followed. All that is wrong is thrown as one CliError. */
export function readDirectoryPackage(root: string): PackageParts {
  const { real, dir } = openRoot(root)
  const texts = new Map<string, string>()
  const problems: Problem[] = []
  let bytes = 0
  const walk = (at: Dir, prefix: string): void => {
    for (const entry of at.entries()) {
      const path = prefix + entry.name
      if (entry.isSymbolicLink()) problems.push(...leavingLink(real, path))
      else if (entry.isDirectory() && entry.name !== '.git') closing(at.child(entry.name), (child) => walk(child, `${path}/`))
      else if (isWanted(entry) && texts.size < maxFiles && bytes <= maxPackageBytes) {
        const read = readFile(at, entry.name, path, maxFileBytes)
        if (read.ok) {
          texts.set(path, read.text)
          bytes += read.bytes
        } else if (isKrmFileName(entry.name)) problems.push(read.problem)
      }
    }
  }
  closing(dir, () => walk(dir, ''))
  if (texts.size >= maxFiles || bytes > maxPackageBytes) problems.push({ code: 'IO004', path: root, message: `${root} has more than ${maxFiles} files or ${maxPackageBytes} bytes` })
  if (problems.length > 0) throw CliError.ofProblems(problems, `problems in package ${root}`)
  return partsOf(texts)
}

function isWanted(entry: Dirent): boolean {
  return entry.isFile() && !isOwnName(entry.name)
}

function leavingLink(real: string, path: string): Problem[] {
  const target = linkTarget(real, path)
  return target.kind === 'outside' ? [{ code: 'IO003', path, message: `${path} is a symbolic link out of the package, to ${target.target}; replace it by what it points to` }] : []
}

/** The package at a tree of a clone. `shown` names it in problems. */
export function readTreePackage(clone: GitClone, tree: string, shown: string): PackageParts {
  const problems: Problem[] = []
  const entries = clone.list(tree).filter(({ path, mode, size }) => {
    const verdict = safeRelPath(path)
    if (!verdict.ok) problems.push({ code: 'IO007', path, message: `${shown} holds "${path}", which no package may contain: ${verdict.reason}` })
    else if (mode === '120000') problems.push({ code: 'IO003', path, message: `${path} of ${shown} is a symbolic link; replace it by what it points to` })
    else if (size > maxFileBytes) problems.push({ code: 'IO004', path, message: `${path} of ${shown} has ${size} bytes; the limit for one file is ${maxFileBytes}` })
    return mode.startsWith('100')
  })
  if (entries.length > maxFiles || entries.reduce((sum, { size }) => sum + size, 0) > maxPackageBytes) {
    problems.push({ code: 'IO004', path: shown, message: `${shown} has more than ${maxFiles} files or ${maxPackageBytes} bytes` })
  }
  if (problems.length > 0) throw CliError.ofProblems(problems, `problems in ${shown}`)
  const contents = clone.read(entries.map(({ object }) => object))
  const texts = new Map<string, string>()
  for (const [index, { path }] of entries.entries()) {
    const decoded = decodeText(contents[index]!)
    if (decoded.ok) texts.set(path, decoded.text)
    else if (isKrmFileName(basename(path))) problems.push({ code: 'IO008', path, message: `${path} of ${shown} ${decoded.reason}` })
  }
  if (problems.length > 0) throw CliError.ofProblems(problems, `problems in ${shown}`)
  return partsOf(texts)
}

/** Work that all ignore patterns of one package may cost. */
const IGNORE_STEPS = 100_000_000

/** What kpt reads of these files, in its walk order; the rest is carried along, as Porch does. */
function partsOf(texts: ReadonlyMap<string, string>): PackageParts {
  const steps = { left: IGNORE_STEPS }
  const dirs = [...texts.keys()].filter((path) => basename(path) === KPTFILE).map((path) => parent(path))
  const rules = new Map(['', ...dirs].map((dir) => {
    const text = texts.get(dir === '' ? IGNORE_FILE : `${dir}/${IGNORE_FILE}`)
    return [dir, text === undefined ? undefined : new KrmIgnore(text, steps)]
  }))
  const files: { path: string; text: string; ignored?: true }[] = []
  const others: { path: string; text: string }[] = []
  for (const [path, text] of texts) {
    const scope = nearest(path, rules)
    const ignore = rules.get(scope)
    const ignored = ignore !== undefined && isIgnored(ignore, scope === '' ? path : path.slice(scope.length + 1))
    if (isKrmFileName(basename(path)) && (!ignored || basename(path) === KPTFILE)) files.push({ path, text, ...(ignored && { ignored: true as const }) })
    else others.push({ path, text })
  }
  return { files: files.toSorted((a, b) => walkOrder(a.path, b.path)), others, kptfileDirs: byBytes(dirs, (dir) => dir) }
}

function parent(path: string): string {
  const dir = dirname(path)
  return dir === '.' ? '' : dir
}

function nearest(path: string, rules: ReadonlyMap<string, unknown>): string {
  let dir = parent(path)
  while (!rules.has(dir)) dir = parent(dir)
  return dir
}

function isIgnored(ignore: KrmIgnore, path: string): boolean {
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) if (ignore.ignores(path.slice(0, slash), true)) return true
  return ignore.ignores(path, false)
}

/** kpt's walk: the names of each directory by their bytes. */
function walkOrder(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')]
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    if (left[index]! !== right[index]!) return Buffer.compare(Buffer.from(left[index]!), Buffer.from(right[index]!))
  }
  return left.length - right.length
}
