// A process to be killed, raced and starved: it does one thing to a package and ends as a command would.
// node driver.cjs <verb> <directory> <changes.json> [lock timeout in ms]
import { closeSync, lstatSync, openSync, readFileSync, renameSync, rmSync, symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '../../src/cli/cli-error.ts'
import { commitPackage } from '../../src/cli/io/commit.ts'
import { sleep } from '../../src/cli/io/lock.ts'
import { writeNewDirectory } from '../../src/cli/io/new-directory.ts'
import type { Change } from '../../src/cli/io/plan.ts'
import { readPackage } from '../../src/cli/io/read-package.ts'
import { lockPackage, recoverPackage } from '../../src/cli/io/recover.ts'

const [verb = '', dir = '', argument = '', timeout = '0'] = process.argv.slice(2)
const options = { lockTimeoutMs: Number(timeout) }

const VERBS: Record<string, () => void> = {
  commit: () => void commitPackage(dir, changes(), { ...options, maxDeletions: 1 }),
  durable: () => void commitPackage(dir, changes(), { ...options, maxDeletions: 1, durable: true }),
  recover: () => void recoverPackage(dir, options),
  create: () => writeNewDirectory(dir, new Map([...changes()].flatMap(([path, change]) => (change === 'delete' ? [] : [[path, change]]))), options),
  increment,
  exclude,
  swap,
}

try {
  const run = VERBS[verb]
  if (run === undefined) throw new Error(`unknown verb ${verb}`)
  run()
} catch (error) {
  if (!(error instanceof CliError)) throw error
  process.stderr.write(`${error.code} ${error.message}\n`)
  process.exitCode = error.exitCode
}

function changes(): Map<string, Change> {
  return new Map(Object.entries(JSON.parse(readFileSync(argument, 'utf8')) as Record<string, string | null>)
    .map(([path, text]) => [path, text === null ? 'delete' : { text }]))
}

/** Reads, computes and writes under one lock, as a render does: every file counts up by one. */
function increment(): void {
  const lock = lockPackage(dir, options)
  try {
    const next = readPackage(dir).files.map(({ path, text }): [string, Change] => [path, { text: String(Number(text) + 1) }])
    commitPackage(dir, new Map(next), { lock })
  } finally {
    lock.release()
  }
}

/** Fails unless it is alone while it holds the lock. */
function exclude(): void {
  const lock = lockPackage(dir, options)
  try {
    closeSync(openSync(argument, 'wx'))
    sleep(3)
    unlinkSync(argument)
  } finally {
    lock.release()
  }
}

/** Until it is killed: `dir`/sub is now a directory, now a link to `argument`. */
function swap(): void {
  const [sub, away] = [join(dir, 'sub'), join(dir, '.away')]
  for (;;) {
    try {
      renameSync(sub, away)
      symlinkSync(argument, sub)
      unlinkSync(sub)
      renameSync(away, sub)
    } catch {
      // A commit that found no `sub` has made a new one: that is the directory from now on.
      rmSync(away, { recursive: true, force: true })
      if (lstatSync(sub, { throwIfNoEntry: false })?.isSymbolicLink()) unlinkSync(sub)
    }
  }
}
