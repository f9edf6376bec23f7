/** `krm-fleet fn NAME`: one function as a process, for containers and `exec:`. Nothing else of the CLI is loaded. */

import { readSync, writeSync } from 'node:fs'
import { functions } from '#functions/index.ts'
import { runOnWire } from '#krm/run-on-wire.ts'
import { printable } from './term/printable.ts'

declare const KRM_FLEET_VERSION: string
declare const require: (id: string) => unknown

/** Largest ResourceList that is read: ten times what Porch sends. */
const MAX_INPUT = 64 * 1024 * 1024

function main(argv: readonly string[]): number {
  const [name, flag] = argv
  const fn = functions.find((known) => known.name === name)
  if (fn === undefined) {
    const known = functions.map((known) => known.name).join(', ')
    complain(name === undefined ? `usage: krm-fleet fn NAME < ResourceList; known functions: ${known}` : `CLI002 there is no function ${name}; known: ${known}`)
    return 2
  }
  if (flag === '--help' || flag === '-h') {
    const docs = require('./docs.cjs') as Record<string, string>
    process.stdout.write(docs[fn.name] ?? `${fn.summary}\n`)
    return 0
  }
  if (flag === '--version') {
    process.stdout.write(`${fn.name} ${KRM_FLEET_VERSION}\n`)
    return 0
  }
  if (flag !== undefined) {
    complain(`CLI001 ${fn.name} takes no argument ${flag}: it reads a ResourceList on standard input`)
    return 2
  }
  const input = readInput()
  if (typeof input === 'number') return input
  const { stdout, stderr, exitCode } = runOnWire(fn, input)
  if (stderr !== '') process.stderr.write(printable(stderr, 'lines and tabs'))
  process.stdout.write(stdout)
  return exitCode
}

function complain(message: string): void {
  process.stderr.write(`krm-fleet: ${printable(message)}\n`)
}

/** Standard input as text; an exit code after saying why there is none. */
function readInput(): string | number {
  const chunks: Buffer[] = []
  let size = 0
  const chunk = Buffer.allocUnsafe(1 << 20)
  for (;;) {
    const count = readChunk(chunk)
    if (count === 0) break
    size += count
    if (size > MAX_INPUT) {
      complain(`IO004 standard input is larger than ${MAX_INPUT / 1024 / 1024} MiB`)
      return 2
    }
    chunks.push(Buffer.from(chunk.subarray(0, count)))
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks))
  } catch {
    complain('IO008 standard input is not UTF-8')
    return 2
  }
}

/** A non-blocking pipe answers EAGAIN while nothing is there: wait and ask again. */
function readChunk(chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(0, chunk, 0, chunk.length, null)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

try {
  // exitCode, not exit(): a pipe takes more than 64 KiB only while the process lives.
  process.exitCode = main(process.argv.slice(3))
} catch (error) {
  const stack = error instanceof Error ? error.stack : String(error)
  writeSync(2, `krm-fleet: this is a defect of krm-fleet, please report it with the input that caused it\n${stack}\n`)
  process.exitCode = 3
}
