/** A function's standard streams: a ResourceList in, the answer out. */

import { printable } from '#krm/printable.ts'
import type { WireCall } from '#krm/run-on-wire.ts'
import { readAll, writeAll, writePieces } from './io/standard-streams.ts'

/** Largest ResourceList that is read: ten times what Porch sends. */
const MAX_INPUT = 64 * 1024 * 1024

/** Standard input, or a sentence with its code that says why it cannot be used (exit 2). */
export function readInput(): { readonly input: string } | { readonly refusal: string } {
  try {
    const input = readAll(0, MAX_INPUT)
    return input === undefined ? { refusal: `IO004 standard input is larger than ${MAX_INPUT / 1024 / 1024} MiB` } : { input }
  } catch (error) {
    if (error instanceof TypeError) return { refusal: 'IO008 standard input is not UTF-8' }
    return { refusal: `IO001 standard input cannot be read: ${(error as Error).message}` }
  }
}

/** Writes an answer; undefined, or a sentence with its code that says why it could not be written (exit 2). */
export function writeAnswer({ stderr, writeStdout }: WireCall): string | undefined {
  if (stderr !== '') writeAll(2, printable(stderr, 'lines and tabs'))
  try {
    writePieces(1, writeStdout)
    return undefined
  } catch (error) {
    return `IO005 standard output cannot be written: ${(error as Error).message}`
  }
}

/** Says why nothing was done; the exit code. */
export function refuse(program: string, message: string): 2 {
  writeAll(2, `${program}: ${printable(message)}\n`)
  return 2
}

/** Says that something went wrong that the user is not to blame for; the exit code. */
export function reportDefect(program: string, error: unknown): 3 {
  const stack = error instanceof Error ? error.stack : String(error)
  writeAll(2, `${program}: this is a defect of ${program}, please report it with the input that caused it\n${stack}\n`)
  return 3
}
