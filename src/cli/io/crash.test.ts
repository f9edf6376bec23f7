// The short forms of the proofs in test/prove, which `npm run prove` runs in full numbers.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countUp, ended, runPairs, takeOverAtOnce } from '../../../test/prove/concurrency.ts'
import { type Reference, type Subject, killAtRandom, measure, stateOf } from '../../../test/prove/crash-harness.ts'
import { commitWithLittleRoom, withSmallDisk } from '../../../test/prove/disk-full.ts'
import { buildDriver, sixtyFiles } from '../../../test/prove/sixty-files.ts'
import { writeAgainstSwaps } from '../../../test/prove/swap.ts'
import { failSyscalls, killAtSyscalls, sample, syscallPoints, whyNoStrace } from '../../../test/prove/syscall-harness.ts'
import { plant, scratch } from '../../../test/prove/tree.ts'

let base: string
let driver: string
let subject: Subject
let reference: Reference
beforeAll(async () => {
  base = scratch()
  driver = buildDriver()
  subject = sixtyFiles(driver, 'commit', join(base, 'changes.json'))
  reference = await measure(subject)
})
afterAll(() => {
  rmSync(base, { recursive: true, force: true })
  rmSync(driver, { force: true })
})

test('twenty kills at random instants leave the old package or the new one', async () => {
  const tally = await killAtRandom(subject, reference, 20)
  expect(tally).toMatchObject({ runs: 20, mixed: [] })
  expect(tally.killed).toBeGreaterThan(5)
})

const noStrace = whyNoStrace()
if (noStrace !== undefined) process.stderr.write(`SKIPPED: kills and failures at system calls: ${noStrace}\n`)

test.skipIf(noStrace !== undefined)('so do kills and failures at chosen system calls', () => {
  const points = syscallPoints(subject)
  expect(killAtSyscalls(subject, reference, sample(points, 12))).toMatchObject({ killed: 12, mixed: [] })
  expect(failSyscalls(subject, reference, sample(points, 8), 'ENOSPC', /^IO00[1-8] /)).toMatchObject({ runs: 8, mixed: [] })
})

test('two commits at once: one of them, never a mixture', async () => {
  expect((await runPairs(driver, base, 6, false)).wrong).toEqual([])
  expect(await runPairs(driver, base, 4, true)).toMatchObject({ refused: 0, wrong: [] })
  expect((await runPairs(driver, base, 4, false, true)).wrong).toEqual([])
})

test('what is computed under the lock is never lost', async () => {
  expect(await countUp(driver, base, 6)).toEqual(['6', '6', '6'])
})

test('of four that find a dead lock at once, each is alone in its turn', async () => {
  expect(await takeOverAtOnce(driver, base, 4)).toBe(0)
})

test('a directory that is swapped for a link while we write leads nobody outside', async () => {
  const tally = await writeAgainstSwaps(driver, base, 60)
  expect(tally).toMatchObject({ leaked: 0, outsideUntouched: true })
  expect(tally.written).toBeGreaterThanOrEqual(60)
})

test('a full disk leaves the old package', (context) => {
  const why = withSmallDisk((disk) => {
    const tally = commitWithLittleRoom(disk, 16)
    expect(tally.wrong).toEqual([])
    expect(Math.min(tally.old, tally.new)).toBeGreaterThan(2)
  })
  if (why !== undefined) {
    process.stderr.write(`SKIPPED: a full disk: ${why}\n`)
    context.skip(why)
  }
})

test('a new directory appears whole or not at all, and what a kill left is cleared by the next attempt', async () => {
  const changes = join(base, 'out.json')
  writeFileSync(changes, JSON.stringify({ 'a.yaml': 'a', 'sub/deep/b.yaml': 'b', 'README.md': 'r' }))
  const parent = join(base, 'outs')
  mkdirSync(parent)
  const create = (): Promise<{ code: number | null; stderr: string }> => ended([driver, 'create', join(parent, 'x/out'), changes])
  expect(await create()).toEqual({ code: 0, stderr: '' })
  const whole = stateOf(parent)
  expect((await create()).stderr).toMatch(/^IO005 .* exists already/)
  rmSync(join(parent, 'x/out'), { recursive: true })
  plant(parent, { 'x/other/keep.yaml': '' })
  const both = await Promise.all([create(), create()])
  expect(both.map(({ code }) => code).sort()).toEqual([0, 2])
  rmSync(join(parent, 'x/other'), { recursive: true })
  expect(stateOf(parent)).toBe(whole)
  expect(existsSync(join(parent, 'x/out/sub/deep/b.yaml'))).toBe(true)
})
