import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatOwner, ownerHere } from '../../src/cli/io/lock-owner.ts'
import { readPackage } from '../../src/cli/io/read-package.ts'
import { recoverPackage } from '../../src/cli/io/recover.ts'
import { stateOf } from './crash-harness.ts'
import { changesTo, oldFiles } from './sixty-files.ts'
import { plant } from './tree.ts'

/** How a process ended. */
export interface Ending {
  readonly code: number | null
  readonly stderr: string
}

/** Starts a command and waits for its end without blocking the others. */
export function ended(args: readonly string[]): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => void (stderr += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stderr }))
  })
}

/** What became of pairs that committed A and B to one package at the same time. */
export interface PairTally {
  a: number
  b: number
  refused: number
  wrong: string[]
}

/**
 * Two commits that replace the same files, each also adding and deleting some of its own. With `wait` both must end
 * well, else a loser ends with 2 and says who holds the lock. `stale`: both find the lock of a dead process first.
 */
export async function runPairs(driver: string, base: string, pairs: number, wait: boolean, stale = false): Promise<PairTally> {
  const tally: PairTally = { a: 0, b: 0, refused: 0, wrong: [] }
  const file = (word: string): string => join(base, `${word}.json`)
  writeFileSync(file('A'), JSON.stringify({ ...changesTo('A'), 'only-A.yaml': 'A', 'only-B.yaml': null }))
  writeFileSync(file('B'), JSON.stringify({ ...changesTo('B'), 'only-B.yaml': 'B', 'only-A.yaml': null }))
  const expected = new Map<string, string>()
  for (const word of ['A', 'B']) {
    const dir = join(base, `expect-${word}-${wait}-${stale}`)
    plant(dir, oldFiles())
    await ended([driver, 'commit', dir, file(word)])
    expected.set(stateOf(dir), word)
  }
  for (let pair = 0; pair < pairs; pair++) {
    const dir = plant(join(base, `pair-${pair}-${wait}-${stale}`), oldFiles())
    if (stale) symlinkSync(formatOwner({ ...ownerHere(), pid: 1, start: '1' }), join(dir, '.krm-fleet-lock'))
    const order = pair % 2 === 0 ? ['A', 'B'] : ['B', 'A']
    const endings = await Promise.all(order.map((word) => ended([driver, 'commit', dir, file(word), wait ? '20000' : '0'])))
    const winner = expected.get(stateOf(dir))
    const refused = endings.filter(({ code, stderr }) => code === 2 && stderr.startsWith('IO006 locked by process '))
    tally.refused += refused.length
    if (winner === 'A') tally.a++
    if (winner === 'B') tally.b++
    const fine = endings.filter(({ code }) => code === 0).length
    if (winner === undefined) tally.wrong.push(`pair ${pair}: a mixture`)
    if (fine + refused.length !== 2 || fine === 0 || (wait && fine !== 2)) {
      tally.wrong.push(`pair ${pair}: ${endings.map(({ code, stderr }) => `${code} ${stderr}`).join(' | ')}`)
    }
    rmSync(dir, { recursive: true, force: true })
  }
  return tally
}

/** Counts up all files of a package from several processes at once; gives the texts that the files end with. */
export async function countUp(driver: string, base: string, processes: number): Promise<string[]> {
  const dir = plant(join(base, 'count'), { 'a.yaml': '0', 'b/c.yaml': '0', 'b/d.yaml': '0' })
  const endings = await Promise.all(Array.from({ length: processes }, () => ended([driver, 'increment', dir, '', '30000'])))
  const failed = endings.filter(({ code }) => code !== 0)
  if (failed.length > 0) throw new Error(`a process failed: ${failed[0]!.stderr}`)
  return readPackage(dir).files.map((file) => file.text)
}

/** Processes that all find the same stale lock: how many failed to be alone (0 is right). */
export async function takeOverAtOnce(driver: string, base: string, rounds: number): Promise<number> {
  let crowded = 0
  for (let round = 0; round < rounds; round++) {
    const dir = join(base, `stale-${round}`)
    mkdirSync(dir)
    const dead = { ...ownerHere(), pid: 1, start: '1' }
    symlinkSync(formatOwner(dead), join(dir, '.krm-fleet-lock'))
    // Every third round the process that had claimed the right to replace it has died, too.
    if (round % 3 === 0) symlinkSync(formatOwner({ ...ownerHere(), pid: 1, start: '1' }), join(dir, `.krm-fleet-lock-${dead.token}`))
    const endings = await Promise.all(Array.from({ length: 4 }, () => ended([driver, 'exclude', dir, join(base, `alone-${round}`), '20000'])))
    crowded += endings.filter(({ code }) => code !== 0).length
    recoverPackage(dir)
    if (stateOf(dir) !== '') crowded++
  }
  return crowded
}
