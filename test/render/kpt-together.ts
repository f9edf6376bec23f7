// Many packages through the real kpt in few runs: a start of kpt costs more than what most packages need.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { kptEnv, kptPath } from '../oracles/oracles.ts'
import { readTree } from './with-kpt.ts'

/** One entry of results.yaml: what kpt keeps of one function call. */
export interface KptCall {
  readonly image?: string
  readonly exec?: string
  readonly exitCode: number
  readonly stderr?: string
  readonly results?: readonly unknown[]
}

/** What kpt leaves of one package: its files by path, and its function calls in their order. */
export interface KptLeft {
  readonly exitCode: number
  readonly files: ReadonlyMap<string, string>
  readonly calls: readonly KptCall[]
  readonly stderr: string
}

/**
 * Renders the packages `dir/NAME` in place, together, as sub-packages of one root without functions. Where one of them
 * fails, kpt writes none at all: then each is rendered alone.
 */
export async function kptTogether(dir: string, names: readonly string[], args: readonly string[]): Promise<Map<string, KptLeft>> {
  const root = join(dir, 'Kptfile')
  writeFileSync(root, 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: together\n')
  const { exitCode, calls, stderr } = await kptOn('render', dir, args)
  rmSync(root)
  if (exitCode !== 0) {
    process.stderr.write(`${dir}: one by one, because kpt refuses one of them: ${stderr.trim().split('\n').slice(-8).join(' / ')}\n`)
    return kptEach(dir, names, args)
  }
  const owners = callOwners(basename(dir), stderr)
  if (owners.length !== calls.length) throw new Error(`kpt ran ${owners.length} functions and kept the results of ${calls.length}:\n${stderr}`)
  return new Map(names.map((name) => [name, { exitCode, files: readTree(join(dir, name)), calls: calls.filter((_, index) => owners[index] === name), stderr: '' }]))
}

/** Renders the packages `dir/NAME` in place, each by a kpt of its own. */
export async function kptEach(dir: string, names: readonly string[], args: readonly string[]): Promise<Map<string, KptLeft>> {
  const left = await inTurns(names, async (name) => ({ ...(await kptOn('render', join(dir, name), args)), files: readTree(join(dir, name)) }))
  return new Map(names.map((name, index) => [name, left[index]!]))
}

/** For each function call the direct sub-package of the root that it belongs to, as kpt tells it. */
function callOwners(root: string, stderr: string): string[] {
  let owner = ''
  return stderr.split('\n').flatMap((line) => {
    const entered = /^Package:? "(.+?)"/.exec(line)?.[1]
    if (entered !== undefined) owner = entered.slice(root.length + 1).split('/')[0]!
    return /^\[(?:PASS|FAIL)\] /.test(line) ? [owner] : []
  })
}

/** Runs `kpt fn render` or `kpt fn eval` on a directory, in place. */
export async function kptOn(command: 'render' | 'eval', root: string, args: readonly string[]): Promise<Omit<KptLeft, 'files'>> {
  const results = mkdtempSync(join(tmpdir(), 'krm-fleet-results-'))
  try {
    const ran = await run(kptPath()!, ['fn', command, root, '--results-dir', results, '--truncate-output=false', ...args])
    const file = join(results, 'results.yaml')
    const list = existsSync(file) ? (parse(readFileSync(file, 'utf8')) as { items?: KptCall[] }) : {}
    return { ...ran, calls: list.items ?? [] }
  } finally {
    rmSync(results, { recursive: true, force: true })
  }
}

function run(program: string, args: readonly string[]): Promise<{ exitCode: number; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: kptEnv(), stdio: ['ignore', 'ignore', 'pipe'] })
    const chunks: Buffer[] = []
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (status) => resolve({ exitCode: status ?? -1, stderr: Buffer.concat(chunks).toString('utf8') }))
  })
}

/** Maps `items` with as many calls at a time as there are processors. */
export async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  const queue = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) done[index] = await work(item)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return done
}
