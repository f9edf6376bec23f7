/** The Go program and the Python script beside this file, built once and asked over standard input. */

import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { PlainValue } from '#krm/print.ts'
import type { Requirement } from '../../oracles/oracles.ts'

export interface Reading {
  readonly json: string
  readonly kind: string
  readonly error: string
}

export interface GoAnswer {
  readonly kubernetes: readonly Reading[]
  readonly kyaml: readonly Reading[]
  readonly compact: readonly string[]
  readonly wide: readonly string[]
  readonly flow: readonly string[]
  readonly fromStrings: readonly string[]
  readonly json: readonly string[]
}

export interface Oracle<Question, Answer> extends Requirement {
  ask(question: Question): Answer
}

const HERE = import.meta.dirname
const SOURCES = ['main.go', 'go.mod', 'go.sum']
const MAX_BUFFER = 1 << 30

/** sigs.k8s.io/yaml (kubectl, the API server), go-yaml v3 and kyaml's printer (kpt, kustomize). */
export function goOracle(): Oracle<{ documents?: readonly string[]; values?: readonly PlainValue[] }, GoAnswer> {
  const built = buildGo()
  return {
    missing: built.missing,
    ask: ({ documents = [], values = [] }) =>
      askProgram(built.binary, [], { documents, values: values.map(describe) }) as GoAnswer,
  }
}

/** PyYAML's safe loader, as JSON texts, with an error's text after `error:`. */
export function pythonOracle(): Oracle<readonly string[], readonly string[]> {
  const probe = spawnSync('python3', ['-c', 'import yaml'], { encoding: 'utf8' })
  return {
    missing: probe.status === 0 ? undefined : 'python3 with PyYAML is not installed',
    optional: true,
    ask: (documents) => askProgram('python3', [join(HERE, 'read.py')], documents) as string[],
  }
}

function askProgram(program: string, args: readonly string[], question: unknown): unknown {
  return JSON.parse(execFileSync(program, args, { input: JSON.stringify(question), encoding: 'utf8', maxBuffer: MAX_BUFFER }))
}

/** Builds the Go program in a temporary module; the binary is kept in `.oracles` under the hash of its sources. */
function buildGo(): { binary: string; missing: string | undefined } {
  const hash = createHash('sha256')
  for (const name of SOURCES) hash.update(readFileSync(join(HERE, name)))
  const folder = join(HERE, '../../../.oracles')
  const binary = join(folder, `scalars-${hash.digest('hex').slice(0, 16)}`)
  if (existsSync(binary) || builtElsewhere(binary)) return { binary, missing: undefined }
  const module = mkdtempSync(join(tmpdir(), 'krm-fleet-scalars-'))
  try {
    if (spawnSync('go', ['version']).status !== 0) return { binary, missing: 'go is not installed' }
    for (const name of SOURCES) cpSync(join(HERE, name), join(module, name))
    const download = spawnSync('go', ['mod', 'download'], { cwd: module, encoding: 'utf8' })
    if (download.status !== 0) return { binary, missing: `the Go modules cannot be downloaded: ${download.stderr.trim()}` }
    execFileSync('go', ['build', '-o', 'scalars', '.'], { cwd: module, stdio: ['ignore', 'ignore', 'inherit'] })
    cpSync(join(module, 'scalars'), `${binary}.${process.pid}`)
    renameSync(`${binary}.${process.pid}`, binary)
    return { binary, missing: undefined }
  } finally {
    rmSync(module, { recursive: true, force: true })
    rmSync(`${binary}.lock`, { recursive: true, force: true })
  }
}

/** Test files run side by side: the first builds, the others wait for it (at most five minutes). */
function builtElsewhere(binary: string): boolean {
  mkdirSync(dirname(binary), { recursive: true })
  for (let waited = 0; waited < 300; waited++) {
    try {
      mkdirSync(`${binary}.lock`)
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
      if (existsSync(binary)) return true
      continue
    }
    if (!existsSync(binary)) return false
    rmSync(`${binary}.lock`, { recursive: true, force: true })
    return true
  }
  return false
}

/** A value as the Go program takes it: typed, with the order of keys. */
function describe(value: PlainValue): object {
  if (value === null) return {}
  switch (typeof value) {
    case 'string':
      return { string: value }
    case 'boolean':
      return { bool: value }
    case 'bigint':
      return { int: String(value) }
    case 'number':
      return Number.isInteger(value) ? { int: String(value) } : { float: value }
  }
  if (Array.isArray(value)) return { list: (value as PlainValue[]).map(describe) }
  const entries: [string, PlainValue][] = value instanceof Map ? [...value] : Object.entries(value)
  return { map: entries.map(([key, item]) => ({ key, value: describe(item) })) }
}
