/** Checks the packages below a path: reads them, runs the rules, names every file as the user would. */

import { basename, join, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { shownPath } from '#cli/fleet/read-management.ts'
import type { ReadLimits } from '#cli/io/read-limits.ts'
import { readPackage } from '#cli/io/read-package.ts'
import { checkPackage, type CheckHost } from '#check/check-package.ts'
import { PACKAGE_RULES } from '#check/rules/package-rules.ts'
import { notRead } from '#check/strict.ts'
import { isCollection, splitCollection } from '#check/collection.ts'
import type { Fix, Place, Result } from '#krm/result.ts'
import type { RenderInput } from '#render/render-input.ts'

/** What was found in packages, with the texts that findings point into, by the paths that they are shown with. */
export interface CheckedTree {
  readonly findings: Result[]
  readonly texts: Map<string, string>
  packages: number
}

/**
 * Checks one root package into `tree`. A package that cannot be read is a finding: the others are still checked. Of a
 * collection only the members with one of the `changed` files (absolute paths), where those are given.
 */
export async function checkRoot(directory: string, host: CheckHost, tree: CheckedTree, limits: Partial<ReadLimits> = {}, changed?: readonly string[]): Promise<void> {
  let input: RenderInput
  try {
    const { files, kptfileDirs, hidden, notes } = readPackage(directory, { limits })
    if (host.strict === true && host.only !== 'failures') tree.findings.push(...notes.filter(({ path }) => changed === undefined || changed.includes(resolve(directory, path))).map(({ path, message }) => notRead(shownPath(resolve(directory, path)), message)))
    input = { name: basename(resolve(directory)), files, kptfileDirs, hidden }
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    const { code, severity } = PACKAGE_RULES.unreadable
    tree.packages++
    tree.findings.push(...error.problems.map(({ message, path, code: why }): Result => ({ code, severity, message: `${message} (${why})`, place: { file: shownPath(resolve(directory, path === '' || path === directory ? 'Kptfile' : path)) } })))
    return
  }
  for (const { dir, package: pack } of isCollection(input) ? splitCollection(input) : [{ dir: '', package: input }]) {
    if (changed !== undefined && !hasChanged(resolve(directory, dir), changed)) continue
    const shown = (file: string): string => shownPath(resolve(directory, dir, file))
    for (const { path, text } of pack.files) tree.texts.set(shown(path), text)
    tree.packages += pack.kptfileDirs.length
    tree.findings.push(...(await checkPackage(pack, host)).map((result) => renamed(result, shown)))
  }
}

/** Whether one of the files lies below a directory; all paths are absolute. */
export function hasChanged(directory: string, changed: readonly string[]): boolean {
  return changed.some((file) => file.startsWith(join(directory, '/')))
}

function renamed(result: Result, shown: (file: string) => string): Result {
  const place = (at: Place): Place => (at.file === undefined ? at : { ...at, file: shown(at.file) })
  return {
    ...result,
    ...(result.place !== undefined && { place: place(result.place) }),
    ...(result.related !== undefined && { related: result.related.map((other) => ({ ...other, place: place(other.place) })) }),
    ...(result.fix !== undefined && { fix: renamedFix(result.fix, shown) }),
  }
}

function renamedFix(fix: Fix, shown: (file: string) => string): Fix {
  const { edits, rename } = fix
  return {
    ...fix,
    edits: edits.map((edit) => ({ ...edit, file: shown(edit.file) })),
    ...(rename !== undefined && { rename: { from: shown(rename.from), to: shown(rename.to) } }),
  }
}
