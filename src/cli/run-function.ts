/** A function as the whole of a process: what `runFunction` of the library does. */

import type { KrmFunction } from '#krm/function.ts'
import { callLateOnWire, type LateFunction } from '#krm/run-on-wire.ts'
import { readInput, refuse, reportDefect, writeAnswer } from './wire-streams.ts'

/**
 * Runs a function on the ResourceList of standard input, answers on standard output and sets the exit code: 0, 1 for
 * errors in the user's data, 2 for input that cannot be used, 3 when the function threw. Call it last in a program that
 * kpt or krm-fleet starts by `exec:` or in a container.
 */
export async function runFunction(fn: KrmFunction | LateFunction): Promise<void> {
  process.exitCode = await exitCodeOf(fn)
}

async function exitCodeOf(fn: KrmFunction | LateFunction): Promise<number> {
  try {
    const read = readInput()
    if ('refusal' in read) return refuse(fn.name, read.refusal)
    // What answers at once may be waited for as well.
    const late: LateFunction = { name: fn.name, invoke: async (items, config) => fn.invoke(items, config) }
    const answer = await callLateOnWire(late, read.input)
    const failure = writeAnswer(answer)
    return failure === undefined ? answer.exitCode : refuse(fn.name, failure)
  } catch (error) {
    return reportDefect(fn.name, error)
  }
}
