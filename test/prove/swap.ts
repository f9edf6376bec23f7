import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { CliError } from '../../src/cli/cli-error.ts'
import { commitPackage } from '../../src/cli/io/commit.ts'
import { readPackage } from '../../src/cli/io/read-package.ts'
import { recoverPackage } from '../../src/cli/io/recover.ts'
import { stateOf } from './crash-harness.ts'
import { plant } from './tree.ts'

/** What happened while somebody kept replacing a directory of the package by a link to the outside. */
export interface SwapTally {
  written: number
  refused: number
  /** Reads that saw a text of the outside. */
  leaked: number
  outsideUntouched: boolean
}

/** Writes (and reads) a package, again and again, against a process that swaps `sub` for a link in a tight loop. */
export async function writeAgainstSwaps(driver: string, base: string, writes: number): Promise<SwapTally> {
  const outside = plant(join(base, 'outside'), { 'a.yaml': 'SECRET', 'b.yaml': 'SECRET', 'd/c.yaml': 'SECRET' })
  const root = join(base, 'pkg')
  plant(root, { Kptfile: '', 'sub/a.yaml': '0', 'sub/b.yaml': '0', 'sub/d/c.yaml': '0' })
  const before = stateOf(outside)
  const swapper = spawn(process.execPath, [driver, 'swap', root, outside], { stdio: 'inherit' })
  const tally: SwapTally = { written: 0, refused: 0, leaked: 0, outsideUntouched: false }
  try {
    for (let write = 1; tally.written < writes && write < writes * 50; write++) {
      if (attempt(() => void writeOnce(root, write))) tally.written += 3
      else tally.refused++
      if (write % 5 === 0) attempt(() => void (tally.leaked += readPackage(root).files.filter(({ text }) => text === 'SECRET').length))
    }
  } finally {
    swapper.kill('SIGKILL')
    await once(swapper, 'exit')
  }
  tally.outsideUntouched = stateOf(outside) === before
  return tally
}

function writeOnce(root: string, write: number): void {
  const text = String(write)
  // Now and then a write is committed and cannot be finished because `sub` is a link just then: the next one goes on.
  recoverPackage(root)
  commitPackage(root, new Map([['sub/a.yaml', { text }], ['sub/b.yaml', { text }], ['sub/d/c.yaml', { text }]]))
}

function attempt(body: () => void): boolean {
  try {
    body()
    return true
  } catch (error) {
    if (error instanceof CliError) return false
    throw error
  }
}
