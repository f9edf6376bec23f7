/** `krm-fleet fn NAME`: one function as a process, for containers and `exec:`. Nothing else of the CLI is loaded. */

import { functions } from '#functions/index.ts'
import type { KrmFunction } from '#krm/function.ts'
import { TOOL } from '#krm/names.ts'
import { callOnWire } from '#krm/run-on-wire.ts'
import { writeAll } from './io/standard-streams.ts'
import { expectWork } from './expect-work.ts'
import { readInput, refuse, reportDefect, writeAnswer } from './wire-streams.ts'

declare const KRM_FLEET_VERSION: string
declare const require: (id: string) => unknown

/** Returns the exit code. */
function main(argv: readonly string[]): number {
  const [name, flag] = argv
  const fn = functions.find((known) => known.name === name)
  if (fn === undefined) {
    const known = functions.map((known) => known.name).join(', ')
    return refuse(TOOL, name === undefined ? `usage: krm-fleet fn NAME < ResourceList; known functions: ${known}` : `CLI002 there is no function ${name}; known: ${known}`)
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
  return refuse(TOOL, `CLI001 ${fn.name} takes no argument ${flag}: it reads a ResourceList on standard input`)
}

function run(fn: KrmFunction): number {
  const read = readInput()
  if ('refusal' in read) return refuse(TOOL, read.refusal)
  expectWork(read.input.length)
  const answer = callOnWire(fn, read.input)
  const failure = writeAnswer(answer)
  return failure === undefined ? answer.exitCode : refuse(TOOL, failure)
}

try {
  process.exitCode = main(process.argv.slice(3))
} catch (error) {
  process.exitCode = reportDefect(TOOL, error)
}
