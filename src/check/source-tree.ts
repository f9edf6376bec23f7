/** A package tree as its author wrote it: resources that call their files by their path from the root. */

import { readKrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'
import { KPTFILE_NAME, readKptfile, type Kptfile } from '#render/kptfile.ts'
import type { RenderInput } from '#render/render-input.ts'
import { baseName, relativeTo } from '#render/slash-path.ts'

/** One package. */
export interface SourcePackage {
  /** Slash path from the root; `''` = the root. */
  readonly dir: string
  /** Undefined when the Kptfile is broken: other findings say how. */
  readonly kptfile: Kptfile | undefined
  /** Its own resources, those of sub-packages not. */
  readonly resources: readonly Resource[]
}

/** Packages in the byte order of their paths, parents before what lies below them. */
export interface SourceTree {
  readonly packages: readonly SourcePackage[]
}

/** Reads a tree. Files that cannot be read have no resources here: rendering says what is wrong with them. */
export function readSourceTree({ files, kptfileDirs }: RenderInput): SourceTree {
  const dirs = kptfileDirs.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const own = new Map<string, Resource[]>(dirs.map((dir) => [dir, []]))
  const kptfiles = new Map<string, Kptfile>()
  for (const { path, text } of files) {
    const dir = packageDirOf(path, dirs)
    if (dir === undefined) continue
    const { resources, problems } = readKrmFile(path, text)
    if (problems.length > 0) continue
    own.get(dir)!.push(...resources)
    if (baseName(path) !== KPTFILE_NAME || resources[0] === undefined) continue
    const { kptfile } = readKptfile(path, resources[0])
    if (kptfile !== undefined) kptfiles.set(dir, kptfile)
  }
  return { packages: dirs.map((dir) => ({ dir, kptfile: kptfiles.get(dir), resources: own.get(dir)! })) }
}

/** The nearest package that a file belongs to. */
export function packageDirOf(path: string, dirs: readonly string[]): string | undefined {
  let best: string | undefined
  for (const dir of dirs) if ((best === undefined || dir.length > best.length) && relativeTo(dir, path) !== undefined) best = dir
  return best
}

/** A package and everything below it. */
export function below(tree: SourceTree, dir: string): SourcePackage[] {
  return tree.packages.filter((pack) => pack.dir === dir || relativeTo(dir, pack.dir) !== undefined)
}

/** The packages above a package, the nearest first. */
export function above(tree: SourceTree, dir: string): SourcePackage[] {
  return tree.packages.filter((pack) => pack.dir !== dir && relativeTo(pack.dir, dir) !== undefined).toReversed()
}
