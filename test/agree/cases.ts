/** What the check is to say of the cases of a function, by what the function says of them. */

import { spawnSync } from 'node:child_process'
import { parse } from 'yaml'
import { readPackage } from '#cli/io/read-package.ts'
import type { KrmFunction } from '#krm/function.ts'
import { render } from '#render/render.ts'
import { resultsFileText } from '#render/results-file.ts'
import type { KptCall } from '../render/kpt-together.ts'
import { COMMAND } from './defects.ts'
import { findingsOfJson, saidByCalls, saidByCheck, type Said } from './finding.ts'

/** Why the check words something otherwise than the function does, or leaves it out. */
export const DIFFERENCES = {
  work: 'what a mutator says about its work is no finding',
  noFile: 'what has no file stands at the step of the Kptfile',
  made: 'a file that only rendering makes cannot be opened: its finding stands in the Kptfile',
} as const
export type Difference = keyof typeof DIFFERENCES

/** Where the check says more than a mutator, which speaks of what it writes: `function/case code`, with the reason. */
export const SAYS_MORE: Readonly<Record<string, string>> = {
  'apply-cluster-context/injection-awaited SET003': 'the mutator waits for its cluster; a misspelt name is one without it',
  'generate-cluster-resource-set/vanished CRS029': 'the mutator fails and writes nothing; the ConfigMaps of the last time are judged as they are',
  'inject-flux-sync/several-sources SYN075': 'the mutator fails as it cannot tell which source is meant; the Kustomizations are judged as they are',
  'inject-root-sync/rejections-of-others SYN055': 'the other RootSync is not the one that the mutator writes',
}

/** The findings of `krm-fleet check -o json` by package; files are named from the package. */
export function checkedPackages(root: string): Map<string, Said[]> {
  const { stdout, stderr } = spawnSync('node', [COMMAND, 'check', '-o', 'json'], { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  if (stdout === '') throw new Error(stderr)
  const packages = new Map<string, Said[]>()
  for (const said of findingsOfJson(stdout).map(saidByCheck)) {
    const slash = said.file!.indexOf('/')
    const name = said.file!.slice(0, slash)
    packages.set(name, [...(packages.get(name) ?? []), { ...said, file: said.file!.slice(slash + 1) }])
  }
  return packages
}

/** The findings that only the check has, of those that are known to be. */
export function saysMore({ name: fn }: KrmFunction, name: string, said: readonly Said[], expected: readonly Said[]): Said[] {
  return said.filter(({ code }) => SAYS_MORE[`${fn}/${name} ${code}`] !== undefined && !expected.some((one) => one.code === code))
}

/** The results of the function in a render of the package in this process, with files as a reader of the package names them. */
export async function renderedHere(fn: KrmFunction, dir: string): Promise<{ readonly exitCode: number; readonly said: Said[] }> {
  const { files, kptfileDirs } = readPackage(dir)
  const outcome = await render({ name: 'case', files, kptfileDirs }, {
    runnerFor: () => ({ name: fn.name, kind: 'builtin', run: ({ items, functionConfig }) => fn.invoke(items, functionConfig) }),
  })
  const located = outcome.functions.map((run) => ({ ...run, results: run.located }))
  return { exitCode: outcome.exitCode, said: saidByCalls((parse(resultsFileText({ ...outcome, functions: located })) as { items?: KptCall[] }).items ?? []) }
}

/** What the check is to say for the results of one call on the package in `dir`, and the differences that were needed. */
export function expectedOf({ type }: KrmFunction, dir: string, results: readonly Said[], used: Set<Difference>): Said[] {
  const given = new Set(readPackage(dir).files.map(({ path }) => path))
  const as = (difference: Difference, said: Said[]): Said[] => {
    used.add(difference)
    return said
  }
  return results.flatMap((said) => {
    if (type === 'mutator' && said.severity === 'info') return as('work', [])
    if (said.file === undefined) return as('noFile', [{ ...said, object: undefined, field: `pipeline.${type}s[0]`, file: 'Kptfile', line: 7, column: 5 }])
    if (given.has(said.file)) return [said]
    return as('made', [{ ...said, message: `${said.message} (in ${said.file}, which rendering makes)`, file: 'Kptfile', line: undefined, column: undefined }])
  })
}

/** Each finding once, in an order of its own: what is compared is what is said. */
export function sorted(said: readonly Said[]): string[] {
  return [...new Set(said.map((one) => JSON.stringify(one)))].toSorted()
}
