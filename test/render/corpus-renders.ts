// All real packages through one pipeline: by kpt, by us, compared.

import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import type { KrmFunction } from '#krm/function.ts'
import type { Runner } from '#render/runner.ts'
import { resultsOf } from './case-renders.ts'
import { differences, firstDifference } from './compare-trees.ts'
import { packagesOf, withPipeline } from './corpus.ts'
import { inTurns, kptEach, kptTogether, type KptCall, type KptLeft } from './kpt-together.ts'
import { readTree, type Left, type Workshop } from './with-kpt.ts'

/** One row of the table of results. */
export interface Row {
  readonly pipeline: string
  readonly packages: number
  /** Renders that fail, with both. */
  readonly failing: number
  readonly sameValue: number
  /** Of packages in text that kpt leaves alone; undefined where nobody asked. */
  readonly sameBytes?: number
}

/** Packages that lie beside each other in a directory, by the names of theirs. */
export interface Laid {
  readonly dir: string
  readonly names: readonly string[]
}

/** A pipeline for all packages: what stands in every Kptfile, what lies beside it, and who runs it in our own process. */
export interface Pipeline {
  readonly functions: readonly object[]
  readonly beside?: Readonly<Record<string, string>>
  readonly builtin?: KrmFunction
  /** The same for what is no function of the registry. */
  readonly run?: Runner
}

/** Copies every package below `corpus` with this pipeline into `dir`, those inside others also by themselves. */
export function layCorpus(corpus: string, dir: string, pipeline: Pipeline): Laid {
  return layEach(packagesOf(corpus).map((path) => [path.replaceAll('/', ' '), join(corpus, path)]), dir, pipeline)
}

/** The same packages with another pipeline. */
export function layAgain({ dir: from, names }: Laid, dir: string, pipeline: Pipeline): Laid {
  return layEach(names.map((name) => [name, join(from, name)]), dir, pipeline)
}

function layEach(packages: readonly (readonly [name: string, root: string])[], dir: string, { functions, beside }: Pipeline): Laid {
  for (const [name, root] of packages) {
    for (const { path, text } of withPipeline(root, functions, beside)) {
      mkdirSync(dirname(join(dir, name, path)), { recursive: true })
      writeFileSync(join(dir, name, path), text)
    }
  }
  return { dir, names: packages.map(([name]) => name) }
}

/** What became of every package. */
export interface Compared {
  readonly failing: number
  /** Package by package what differs by value; empty where nothing does. */
  readonly wrong: ReadonlyMap<string, readonly string[]>
  /** The same by bytes, Kptfiles left out. */
  readonly otherBytes: ReadonlyMap<string, readonly OtherBytes[]>
}

/** A file that kpt and we leave with other bytes. */
export interface OtherBytes {
  readonly path: string
  readonly theirs: string
  readonly ours: string
  readonly story: string
}

/** Renders all packages by us, in memory, then by kpt in place. Packages that fail are moved away from `dir`. */
export async function compareCorpus(workshop: Workshop, { dir, names }: Laid, { builtin, run }: Pipeline): Promise<Compared> {
  const invoke: Runner | undefined = builtin === undefined ? run : ({ items, functionConfig }) => builtin.invoke(items, functionConfig)
  const ours = new Map<string, Left>()
  await inTurns(names, async (name) => void ours.set(name, await workshop.ours(join(dir, name), { verdict: 'exit-code', allowDeletions: run !== undefined }, invoke)))
  const failing = names.filter((name) => ours.get(name)!.exitCode !== 0)
  const kpt = new Map<string, KptLeft>()
  for (const name of failing) {
    mkdirSync(`${dir}-failing`, { recursive: true })
    renameSync(join(dir, name), join(`${dir}-failing`, name))
  }
  for (const [name, left] of await kptEach(`${dir}-failing`, failing, ['--allow-exec'])) kpt.set(name, left)
  for (const [name, left] of await kptTogether(dir, names.filter((name) => !failing.includes(name)), ['--allow-exec'])) kpt.set(name, left)
  return {
    failing: failing.length,
    wrong: new Map(names.map((name) => [name, differing(ours.get(name)!, kpt.get(name)!, builtin)])),
    otherBytes: new Map(names.map((name) => [name, differingBytes(ours.get(name)!, kpt.get(name)!)])),
  }
}

function differing(ours: Left, kpt: KptLeft, builtin: KrmFunction | undefined): string[] {
  const found = differences(kpt.files, ours.files)
  if (ours.exitCode !== kpt.exitCode) found.push(`exit code ${kpt.exitCode} with kpt, ${ours.exitCode} with us: ${kpt.stderr}${ours.stderr}`)
  if (builtin === undefined) return found
  const list = parse(ours.results ?? '') as { items?: KptCall[] } | null
  const here = resultsOf(builtin, list?.items ?? [])
  const there = resultsOf(builtin, kpt.calls)
  return [...found, ...here.filter((one) => !there.includes(one)).map((one) => `only we say ${one}`), ...there.filter((one) => !here.includes(one)).map((one) => `only kpt has ${one}`)]
}

function differingBytes(ours: Left, kpt: KptLeft): OtherBytes[] {
  return [...kpt.files].flatMap(([path, theirs]) => {
    const text = ours.files.get(path) ?? ''
    return path.endsWith('Kptfile') || text === theirs ? [] : [{ path, theirs, ours: text, story: `other bytes in ${path}\n${firstDifference(theirs, text)}` }]
  })
}

/** Renders by kpt, in place, until nothing changes: text that kpt leaves alone. Throws when that never comes. */
export async function settle({ dir, names }: Laid): Promise<void> {
  let before = ''
  for (let times = 0; times < 5; times++) {
    await kptTogether(dir, names, ['--allow-exec'])
    const now = JSON.stringify(names.map((name) => [...readTree(join(dir, name))]))
    if (now === before) return
    before = now
  }
  throw new Error(`kpt still changes ${dir}`)
}
