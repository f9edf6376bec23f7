/** Packages that only hold other packages: a repository of blueprints with a Kptfile at its root. */

import type { RenderInput } from '#render/render-input.ts'
import { baseName, inDirectory, relativeTo } from '#render/slash-path.ts'
import { packageDirOf } from './source-tree.ts'

/** A package of a collection, and where it lies in it. */
export interface Member {
  readonly dir: string
  readonly package: RenderInput
}

/**
 * Whether a root package has sub-packages and nothing of its own but a Kptfile without functions: its members are
 * deployed one by one, so what two of them hold is no contradiction.
 */
export function isCollection({ files, kptfileDirs }: RenderInput): boolean {
  if (kptfileDirs.length < 2) return false
  const own = files.filter(({ path }) => packageDirOf(path, kptfileDirs) === '')
  return own.every(({ path, text }) => path === 'Kptfile' && !text.split('\n').some((line) => /^\s*(?:mutators|validators):\s*(?:#.*)?$/.test(line)))
}

/** The packages right below the root of a collection, those of collections among them in their place. */
export function splitCollection(input: RenderInput): Member[] {
  const dirs = input.kptfileDirs.filter((dir) => dir !== '')
  const roots = dirs.filter((dir) => !dirs.some((other) => other !== dir && relativeTo(other, dir) !== undefined))
  return roots.flatMap((root) => {
    const member = memberOf(input, root)
    return isCollection(member) ? splitCollection(member).map(({ dir, package: pack }) => ({ dir: inDirectory(root, dir), package: pack })) : [{ dir: root, package: member }]
  })
}

function memberOf({ files, kptfileDirs, options }: RenderInput, root: string): RenderInput {
  return {
    name: baseName(root),
    files: files.flatMap((file) => {
      const path = relativeTo(root, file.path)
      return path === undefined ? [] : [{ ...file, path }]
    }),
    kptfileDirs: kptfileDirs.flatMap((dir) => (dir === root ? [''] : (relativeTo(root, dir) ?? []))),
    ...(options !== undefined && { options }),
  }
}
