/** A package with its sub-packages as a value: files read, Kptfiles decoded, everything that is wrong collected. */

import { readKrmFile, type KrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'
import { placeOf, type Result } from '#krm/result.ts'
import { configPathProblems } from './config-path.ts'
import { whyNotKrm } from './krm-check.ts'
import { KPTFILE_NAME, readKptfile, type Kptfile } from './kptfile.ts'
import { filePath, type PackageItem } from './package-item.ts'
import type { InputFile, RenderInput } from './render-input.ts'
import { baseName, inDirectory, relativeTo } from './slash-path.ts'

/** One package of the tree. */
export interface Package {
  /** Slash path from the root package; `''` = the root. */
  readonly dir: string
  /** What people see: it begins with the root directory's name. */
  readonly displayPath: string
  readonly kptfile: Kptfile
  /** Its own resources in kpt's order, without those of sub-packages. */
  readonly items: readonly PackageItem[]
  /** The files that held them, from the root package. */
  readonly files: readonly string[]
  /** What stood at each configPath of its pipeline when it was read. */
  readonly configs: ReadonlyMap<string, Resource>
  /** The nearest packages below it, in the byte order of their paths. */
  readonly subpackages: readonly Package[]
}

/** The tree that was read. `root` is undefined when something is wrong; warnings may come with a root. */
export interface PackageTree {
  readonly root: Package | undefined
  /** Every file that was read, by its path from the root. */
  readonly files: ReadonlyMap<string, KrmFile>
  readonly problems: readonly Result[]
}

/** Reads all packages and says everything that is wrong with any of them. */
export function readPackageTree(input: RenderInput): PackageTree {
  const files = new Map<string, KrmFile>()
  const problems: Result[] = []
  const dirs = input.kptfileDirs.toSorted(byBytes)
  if (!dirs.includes('')) {
    problems.push({ code: 'KPT101', severity: 'error', message: `${input.name} is no package: it has no ${KPTFILE_NAME}` })
    return { root: undefined, files, problems }
  }
  const own = filesByPackage(input, dirs)
  const read = (dir: string): Package | undefined => {
    const items = own.get(dir)!.flatMap((file) => readFile(file, dir, input, files, problems))
    const kptfile = kptfileOf(dir, own.get(dir)!, files, problems)
    const subpackages = dirs.filter((other) => other !== dir && parentOf(other, dirs) === dir).map(read)
    if (kptfile === undefined) return undefined
    problems.push(...configPathProblems(kptfile, dir, files))
    return { dir, displayPath: dir === '' ? input.name : `${input.name}/${dir}`, kptfile, items, files: [...new Set(items.map(filePath))], configs: configsOf(kptfile, dir, files), subpackages: subpackages.filter((sub) => sub !== undefined) }
  }
  const root = read('')
  return { root: problems.some(({ severity }) => severity === 'error') ? undefined : root, files, problems }
}

function filesByPackage(input: RenderInput, dirs: readonly string[]): Map<string, InputFile[]> {
  const own = new Map<string, InputFile[]>(dirs.map((dir) => [dir, []]))
  for (const file of input.files) own.get(parentOf(file.path, dirs))!.push(file)
  return own
}

/** The nearest package above a path. */
function parentOf(path: string, dirs: readonly string[]): string {
  let best = ''
  for (const dir of dirs) if (dir.length > best.length && dir !== path && relativeTo(dir, path) !== undefined) best = dir
  return best
}

function readFile(file: InputFile, dir: string, input: RenderInput, files: Map<string, KrmFile>, problems: Result[]): PackageItem[] {
  const path = relativeTo(dir, file.path)!
  const krm = readKrmFile(file.path, file.text, path)
  const isKptfile = baseName(path) === KPTFILE_NAME
  const found = [...krm.problems, ...notKrm(krm, isKptfile)]
  if (found.length > 0 && input.options?.nonKrm === 'keep' && !isKptfile) {
    problems.push({ code: 'KPT121', severity: 'warning', message: `left as it is, no function sees it: ${found[0]!.message}`, place: { file: file.path } })
    return []
  }
  problems.push(...found)
  files.set(file.path, krm)
  return file.ignored === true ? [] : krm.resources.map((resource, index) => ({ resource, packageDir: dir, isKptfile: path === KPTFILE_NAME && index === 0, hasIndex: true }))
}

function notKrm(file: KrmFile, isKptfile: boolean): Result[] {
  if (file.problems.length > 0) return []
  return file.resources.flatMap((resource, index) => {
    // Decoding a Kptfile says more about another kind in its place.
    const why = isKptfile && index === 0 && resource.kind !== KPTFILE_NAME ? undefined : whyNotKrm(resource)
    return why === undefined ? [] : [{ code: 'KPT120', severity: 'error', message: `this is no KRM resource: ${why}`, place: { ...placeOf(resource), file: file.path } }]
  })
}

function kptfileOf(dir: string, own: readonly InputFile[], files: ReadonlyMap<string, KrmFile>, problems: Result[]): Kptfile | undefined {
  const path = inDirectory(dir, KPTFILE_NAME)
  const file = own.some((candidate) => candidate.path === path) ? files.get(path) : undefined
  const first = file?.resources[0]
  if (first === undefined) {
    problems.push({ code: 'KPT101', severity: 'error', message: `${path} is missing or empty`, place: { file: path } })
    return undefined
  }
  if (file!.problems.length > 0) return undefined
  const decoded = readKptfile(path, first)
  problems.push(...(decoded.problems ?? []))
  return decoded.kptfile
}

function configsOf(kptfile: Kptfile, dir: string, files: ReadonlyMap<string, KrmFile>): Map<string, Resource> {
  const configs = new Map<string, Resource>()
  for (const { configPath } of [...kptfile.mutators, ...kptfile.validators]) {
    const first = configPath === undefined ? undefined : files.get(inDirectory(dir, configPath))?.resources[0]
    if (configPath !== undefined && first !== undefined) configs.set(configPath, first)
  }
  return configs
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
