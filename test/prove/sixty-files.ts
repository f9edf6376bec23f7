import { buildSync } from 'esbuild'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { recoverPackage } from '../../src/cli/io/recover.ts'
import type { Subject } from './crash-harness.ts'
import { plant } from './tree.ts'

const REPOSITORY = new URL('../..', import.meta.url).pathname

/** Bundles the driver under a name of its own, so that test runs side by side do not meet. */
export function buildDriver(): string {
  const file = join(REPOSITORY, 'build', `prove-driver-${process.pid}.cjs`)
  buildSync({ entryPoints: [join(REPOSITORY, 'test/prove/commit-driver.ts')], bundle: true, platform: 'node', format: 'cjs',
    target: 'node20.19', outfile: file, logLevel: 'warning' })
  return file
}

/** A package of some sixty files in sub-packages, hidden and nested directories. */
export function oldFiles(): Record<string, string | [string, number]> {
  const files: Record<string, string | [string, number]> = { Kptfile: 'kind: Kptfile\n', 'README.md': 'kept\n', 'keep.yaml': 'kept\n' }
  for (let n = 0; n < 20; n++) files[`app/r${n}.yaml`] = `old ${n}\n`.repeat(1 + n * 40)
  for (let n = 0; n < 15; n++) files[`sub/p${n % 3}/r${n}.yaml`] = [`old ${n}\n`, 0o600]
  for (let n = 0; n < 3; n++) files[`sub/p${n}/Kptfile`] = 'kind: Kptfile\n'
  for (let n = 0; n < 12; n++) files[`.hidden/gone${n}.json`] = '{}\n'
  for (let n = 0; n < 7; n++) files[`app/untouched${n}.yml`] = 'same\n'
  return files
}

/** What turns it into another one in which no file says `old`: replaced, new, in new directories, deleted. */
export function changesTo(word: string): Record<string, string | null> {
  const changes: Record<string, string | null> = {}
  for (let n = 0; n < 20; n++) changes[`app/r${n}.yaml`] = `${word} ${n}\n`.repeat(1 + (20 - n) * 40)
  for (let n = 0; n < 15; n++) changes[`sub/p${n % 3}/r${n}.yaml`] = `${word}\n`
  for (let n = 0; n < 6; n++) changes[`app/added${n}.yaml`] = `${word}\n`
  for (let n = 0; n < 6; n++) changes[`new/d${n % 2}/added${n}.yaml`] = `${word}\n`
  for (let n = 0; n < 12; n++) changes[`.hidden/gone${n}.json`] = null
  return changes
}

/** The package and its change, as a subject for the harness; `verb` is one of the driver's. */
export function sixtyFiles(driver: string, verb: 'commit' | 'durable', scratchFile: string): Subject {
  writeFileSync(scratchFile, JSON.stringify(changesTo('new')))
  return {
    plant: (dir) => void plant(dir, oldFiles()),
    command: (dir) => [process.execPath, driver, verb, dir, scratchFile],
    recover: (dir) => void recoverPackage(dir),
  }
}
