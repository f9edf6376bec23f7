/** `krm-fleet fn NAME`: one function as a process, for containers and `exec:`. Nothing else of the CLI is loaded. */

import { functions } from '#functions/index.ts'
import type { KrmFunction } from '#krm/function.ts'
import { runOnWire } from '#krm/run-on-wire.ts'
import { readAll, writeAll } from './io/standard-streams.ts'
import { expectWork } from './expect-work.ts'
import { printable } from '#krm/printable.ts'

declare const KRM_FLEET_VERSION: string
declare const require: (id: string) => unknown

/** Largest ResourceList that is read: ten times what Porch sends. */
const MAX_INPUT = 64 * 1024 * 1024

/** Returns the exit code. */
function main(argv: readonly string[]): number {
  const [name, flag] = argv
  const fn = functions.find((known) => known.name === name)
  if (fn === undefined) {
    const known = functions.map((known) => known.name).join(', ')
    return refuse(name === undefined ? `usage: krm-fleet fn NAME < ResourceList; known functions: ${known}` : `CLI002 there is no function ${name}; known: ${known}`)
  }
  if (flag === undefined) return run(fn)
  if (flag === '--help' || flag === '-h') {
    const docs = require('./docs.cjs') as Record<string, string>
    writeAll(1, docs[fn.name] ?? `${fn.summary}\n`)
    return 0
  }
  if (flag === '--version') {
    writeAll(1, `${fn.name} ${KRM_FLEET_VERSION}\n`)
    return 0
  }
  return refuse(`CLI001 ${fn.name} takes no argument ${flag}: it reads a ResourceList on standard input`)
}

function run(fn: KrmFunction): number {
  let input: string | undefined
  try {
    input = readAll(0, MAX_INPUT)
  } catch (error) {
    if (error instanceof TypeError) return refuse('IO008 standard input is not UTF-8')
    return refuse(`IO001 standard input cannot be read: ${(error as Error).message}`)
  }
  if (input === undefined) return refuse(`IO004 standard input is larger than ${MAX_INPUT / 1024 / 1024} MiB`)
  expectWork(input.length)
  const { stdout, stderr, exitCode } = runOnWire(fn, input)
  if (stderr !== '') writeAll(2, printable(stderr, 'lines and tabs'))
  try {
    writeAll(1, stdout)
  } catch (error) {
    return refuse(`IO005 standard output cannot be written: ${(error as Error).message}`)
  }
  return exitCode
}

function refuse(message: string): 2 {
  writeAll(2, `krm-fleet: ${printable(message)}\n`)
  return 2
}

try {
  process.exitCode = main(process.argv.slice(3))
} catch (error) {
  const stack = error instanceof Error ? error.stack : String(error)
  writeAll(2, `krm-fleet: this is a defect of krm-fleet, please report it with the input that caused it\n${stack}\n`)
  process.exitCode = 3
}
