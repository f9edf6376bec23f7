// One package through the real kpt and through our renderer, with the same programs as functions.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readPackage } from '#cli/io/read-package.ts'
import { prepareExec } from '#cli/run/exec.ts'
import type { RenderOutcome } from '#render/outcome.ts'
import type { RenderOptions } from '#render/render-input.ts'
import type { Runner } from '#render/runner.ts'
import { render } from '#render/render.ts'
import { resultsFileText } from '#render/results-file.ts'
import { kptEnv, kptPath } from '../oracles/oracles.ts'

/** What a render leaves: exit code, all files by path, the text of results.yaml. */
export interface Left {
  readonly exitCode: number
  readonly files: ReadonlyMap<string, string>
  readonly results: string | undefined
  readonly stderr: string
}

/** A directory that holds the programs, and room for packages. */
export class Workshop {
  readonly dir = mkdtempSync(join(tmpdir(), 'krm-fleet-render-'))
  #rooms = 0

  /** A command line for `exec:` that parses the ResourceList into `list`, runs `body`, and prints it anew. */
  script(body: string): string {
    const file = join(this.dir, 'fn.cjs')
    const yaml = JSON.stringify(createRequire(import.meta.url).resolve('yaml'))
    writeFileSync(file, `
const YAML = require(${yaml})
const text = require('node:fs').readFileSync(0, 'utf8')
const list = YAML.parse(text)
let raw
const at = (name) => list.items.find((item) => item.metadata.name === name)
const drop = (...names) => { list.items = list.items.filter((item) => !names.includes(item.metadata.name)) }
const move = (item, path) => { for (const key of ['', 'internal.']) item.metadata.annotations[key + 'config.kubernetes.io/path'] = path }
eval(process.argv[2])
process.stdout.write(raw ?? YAML.stringify(list))
`)
    return `node ${file} '${body.replaceAll("'", `'"'"'`)}'`
  }

  /** Writes a package into a new directory `p`. */
  write(files: readonly { path: string; text: string }[]): string {
    const root = join(this.dir, String(this.#rooms++), 'p')
    for (const { path, text } of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    return root
  }

  /** Renders the package at `root` with kpt, in place. */
  kpt(root: string, ...args: string[]): Left {
    const results = join(root, '..', 'results')
    const ran = spawnSync(kptPath()!, ['fn', 'render', root, '--allow-exec', '--results-dir', results, ...args], { encoding: 'utf8', env: kptEnv(), cwd: this.dir, timeout: 60_000 })
    return { exitCode: ran.status ?? -1, files: readTree(root), results: readIfThere(join(results, 'results.yaml')), stderr: `${ran.stdout}${ran.stderr}` }
  }

  /** What kpt prints with `-o`. */
  prints(root: string, output: 'stdout' | 'unwrap'): string {
    return spawnSync(kptPath()!, ['fn', 'render', root, '--allow-exec', '-o', output], { encoding: 'utf8', env: kptEnv(), cwd: this.dir, timeout: 60_000 }).stdout
  }

  /** Renders the package at `root` in memory and says what it would leave; `run` stands in for every function. */
  async ours(root: string, options: RenderOptions = {}, run?: Runner): Promise<Left & { readonly outcome: RenderOutcome }> {
    const read = readPackage(root)
    const outcome = await render(
      { name: 'p', files: read.files, kptfileDirs: read.kptfileDirs, hidden: read.hidden, options: { attribution: false, ...options } },
      {
        runnerFor: (fn) => {
          if (run !== undefined) return { name: fn.exec!, kind: 'builtin', run }
          const prepared = prepareExec(fn.exec ?? 'false', { cwd: this.dir })
          return prepared.ok ? { name: fn.exec!, kind: 'exec', run: prepared.run } : { problem: prepared.failure }
        },
      },
    )
    const files = new Map(readTree(root))
    for (const [path, change] of outcome.changes) {
      if (change === 'delete') files.delete(path)
      else files.set(path, change.text)
    }
    const why = [...outcome.problems.map(({ code, message }) => `${code} ${message}`), ...outcome.functions.flatMap(({ failure, stderr }) => [failure === undefined ? '' : `${failure.code} ${failure.message}`, stderr])]
    return { exitCode: outcome.exitCode, files, results: resultsFileText(outcome), stderr: why.join('\n'), outcome }
  }

  /** Removes all packages; the programs stay. */
  clear(): void {
    for (let room = 0; room < this.#rooms; room++) rmSync(join(this.dir, String(room)), { recursive: true, force: true })
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true })
  }
}

/** Every file below a directory by its path. */
export function readTree(root: string, below = ''): Map<string, string> {
  const files = new Map<string, string>()
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) for (const [inner, text] of readTree(root, path)) files.set(inner, text)
    else if (entry.isFile()) files.set(path, readFileSync(join(root, path), 'utf8'))
  }
  return files
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
