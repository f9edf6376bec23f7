import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { countUp, runPairs, takeOverAtOnce } from './concurrency.ts'
import { proveFactor } from './factor.ts'
import { buildDriver } from './sixty-files.ts'
import { writeAgainstSwaps } from './swap.ts'
import { scratch } from './tree.ts'

let base: string
let driver: string
beforeAll(() => {
  driver = buildDriver()
})
afterAll(() => rmSync(driver, { force: true }))
beforeEach(() => {
  base = scratch()
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const times = (count: number): number => Math.max(1, Math.round(count * proveFactor()))

test.each([
  ['the loser is refused', 200, false, false],
  ['the loser waits', 100, true, false],
  ['both find a dead lock, the loser is refused', 50, false, true],
  ['both find a dead lock, the loser waits', 50, true, true],
])('commits in pairs at once, %s (%i)', async (name, pairs, wait, stale) => {
  const tally = await runPairs(driver, base, times(pairs), wait, stale)
  process.stdout.write(`${name}: ${tally.a} A, ${tally.b} B, ${tally.refused} refused, ${tally.wrong.length} wrong\n`)
  expect(tally.wrong).toEqual([])
  expect(tally.a + tally.b).toBe(times(pairs))
})

test('forty processes count up under the lock', async () => {
  expect(await countUp(driver, base, 40)).toEqual(['40', '40', '40'])
})

test('100 dead locks, each found by four at once', async () => {
  expect(await takeOverAtOnce(driver, base, times(100))).toBe(0)
})

test('2,000 files written while their directory is swapped for a link', async () => {
  const tally = await writeAgainstSwaps(driver, base, times(2000))
  process.stdout.write(`swaps: ${tally.written} written, ${tally.refused} commits refused, ${tally.leaked} leaked\n`)
  expect(tally).toMatchObject({ leaked: 0, outsideUntouched: true })
  expect(tally.written).toBeGreaterThanOrEqual(times(2000))
  expect(tally.refused).toBeGreaterThan(0)
})
