/** The Go program and the Python script beside this file, built once and asked over standard input. */

import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { PlainValue } from '#krm/print.ts'
import { goProgram } from '../../oracles/go-program.ts'
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
const MAX_BUFFER = 1 << 30

/** sigs.k8s.io/yaml (kubectl, the API server), go-yaml v3 and kyaml's printer (kpt, kustomize). */
export function goOracle(): Oracle<{ documents?: readonly string[]; values?: readonly PlainValue[] }, GoAnswer> {
  const built = goProgram(HERE)
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
