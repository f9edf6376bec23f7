/** The cases of functions as packages, and what krm-fleet in process and the real kpt make of them, in one form. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { readPackage } from '#cli/io/read-package.ts'
import type { KrmFunction } from '#krm/function.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import { printDocument } from '#krm/print.ts'
import { resultToWire } from '#krm/result-wire.ts'
import { Resource } from '#krm/resource.ts'
import { render } from '#render/render.ts'
import { resultsFileText } from '#render/results-file.ts'
import { parseCase, type Case } from '../cases/case-file.ts'
import { runOnFiles } from '../cases/run-case.ts'
import { kptEach, kptOn, kptTogether, type KptCall, type KptLeft } from './kpt-together.ts'
import { readTree } from './with-kpt.ts'

const ROOT = new URL('../../', import.meta.url).pathname
/** The file of a function's config in every package that tests lay out. */
export const CONFIG = 'function-config.yaml'

export interface FunctionCase {
  readonly fn: KrmFunction
  /** The file's name without its ending. */
  readonly name: string
  readonly given: Case
  /** Its own Kptfile names functions: a render would run them too, and most are images that nobody has here. */
  readonly runsOthers: boolean
}

/** Every case of a function, by name. */
export function casesOf(fn: KrmFunction): FunctionCase[] {
  const folder = join(ROOT, 'functions', fn.name, 'cases')
  return readdirSync(folder).filter((file) => file.endsWith('.case')).toSorted().map((file) => {
    const given = parseCase(readFileSync(join(folder, file), 'utf8'))
    const runsOthers = given.files.some(({ path, text }) => path.endsWith('Kptfile') && /^pipeline:/m.test(text))
    return { fn, name: file.replace(/\.case$/, ''), given, runsOthers }
  })
}

/** What a run leaves, in a form in which ours and kpt's are compared. */
export interface CaseLeft {
  readonly exitCode: number
  readonly files: ReadonlyMap<string, string>
  readonly results: readonly string[]
  /** What was said about it. */
  readonly why: string
}

/** How kpt is told to run a function: `line` stands in the Kptfile, `flags` on the command line. */
export interface KptWay {
  readonly line: string
  readonly flags: readonly string[]
}

/** Writes the case as a package whose Kptfile runs the function; its files lie in `package/`, so that they may hold a Kptfile. */
export function lay(dir: string, { fn, given: { config, files } }: FunctionCase, line: string): void {
  const kptfile = `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: case\npipeline:\n  ${fn.type}s:\n  - ${line}\n${config === undefined ? '' : `    configPath: ${CONFIG}\n`}`
  const settings = config === undefined ? [] : [{ path: CONFIG, text: config }]
  write(dir, [{ path: 'Kptfile', text: kptfile }, ...settings, ...files.map(({ path, text }) => ({ path: `package/${path}`, text }))])
}

function write(dir: string, files: Case['files']): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
}

/** What our renderer makes of the case, and the files before. */
export async function ourRender(dir: string, each: FunctionCase): Promise<CaseLeft & { readonly before: ReadonlyMap<string, string> }> {
  const { fn } = each
  lay(dir, each, `image: ${fn.name}`)
  const before = withoutKptfile(readTree(dir))
  const { files: given, kptfileDirs } = readPackage(dir)
  const outcome = await render({ name: 'case', files: given, kptfileDirs, options: { attribution: false } }, {
    runnerFor: () => ({ name: fn.name, kind: 'builtin', run: ({ items, functionConfig }) => fn.invoke(items, functionConfig) }),
  })
  const files = new Map(before)
  for (const [path, change] of outcome.changes) {
    if (change === 'delete') files.delete(path)
    else files.set(path, change.text)
  }
  const calls = (parse(resultsFileText(outcome)) as { items?: KptCall[] }).items ?? []
  const why = JSON.stringify([outcome.problems, outcome.functions.map(({ failure }) => failure)])
  return { exitCode: outcome.exitCode, files, results: resultsOf(fn, calls), why, before }
}

/** What kpt makes of cases, by name: those that `pass` in as few runs as possible, the others one by one. */
export async function kptRenders(dir: string, pass: readonly FunctionCase[], others: readonly FunctionCase[], { line, flags }: KptWay): Promise<Map<string, CaseLeft>> {
  for (const each of pass) lay(join(dir, 'passing', each.name), each, line)
  for (const each of others) lay(join(dir, 'failing', each.name), each, line)
  const nameOf = ({ name }: FunctionCase): string => name
  const left = [
    ...(pass.length > 0 ? await kptTogether(join(dir, 'passing'), pass.map(nameOf), flags) : []),
    ...(await kptEach(join(dir, 'failing'), others.map(nameOf), flags)),
  ]
  const fnOf = new Map([...pass, ...others].map(({ name, fn }) => [name, fn]))
  return new Map(left.map(([name, one]) => [name, comparable(fnOf.get(name)!, one)]))
}

/** What the function alone makes of the case, as `kpt fn eval` runs it. */
export function ourEval({ fn, given: { config, files } }: FunctionCase): CaseLeft {
  const items = files.flatMap(({ path, text }) => readKrmFile(path, text).resources)
  const { results, ok } = fn.invoke(items, config === undefined ? undefined : new Resource(config, 'document', { path: '', index: 0 }))
  const { results: wire } = parse(printDocument(new Map([['results', results.map(resultToWire)]]), 'wide')) as { results: unknown[] }
  const after = ok ? runOnFiles(fn, files, config).files : files
  return { exitCode: ok ? 0 : 1, files: new Map(after.map(({ path, text }) => [path, text])), results: resultsOf(fn, [{ exitCode: 0, results: wire }]), why: '' }
}

/** What `kpt fn eval` makes of the case. */
export async function kptEval(dir: string, { fn, given: { config, files } }: FunctionCase, flags: readonly string[]): Promise<CaseLeft> {
  write(join(dir, 'package'), files)
  if (config !== undefined) write(dir, [{ path: CONFIG, text: config }])
  const settings = config === undefined ? [] : ['--fn-config', join(dir, CONFIG)]
  const left = await kptOn('eval', join(dir, 'package'), [...flags, ...settings])
  return comparable(fn, { ...left, files: readTree(join(dir, 'package')) }, false)
}

function comparable(fn: KrmFunction, { exitCode, files, calls, stderr }: KptLeft, isLaid = true): CaseLeft {
  return { exitCode, files: isLaid ? withoutKptfile(files) : files, results: resultsOf(fn, calls), why: stderr }
}

function withoutKptfile(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].filter(([path]) => path !== 'Kptfile'))
}

/**
 * All results, without the line and column that only we know, and without the order, which has no meaning. A released kpt
 * hands a validator its config without the annotations that tell its file.
 */
export function resultsOf({ type }: Pick<KrmFunction, 'type'>, calls: readonly KptCall[]): string[] {
  const results = calls.flatMap((call) => call.results ?? [])
  const told = JSON.stringify({ path: CONFIG })
  return results.map((result) => {
    const text = JSON.stringify(plain(result)).replaceAll(/(\.ya?ml|\.json|Kptfile):\d+:\d+/g, '$1')
    return type === 'validator' ? text.replace(`"file":${told},`, '') : text
  }).toSorted()
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => key !== 'line' && key !== 'column')
  return Object.fromEntries(entries.map(([key, child]) => [key, plain(child)]).toSorted())
}
