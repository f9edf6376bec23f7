import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Reference, type Subject, type Tally, killAtRandom, measure } from './crash-harness.ts'
import { proveFactor } from './factor.ts'
import { buildDriver, sixtyFiles } from './sixty-files.ts'
import { type SyscallPoint, failSyscalls, killAtSyscalls, sample, syscallPoints, whyNoStrace } from './syscall-harness.ts'
import { scratch } from './tree.ts'

const base = scratch()
let driver: string
beforeAll(() => {
  driver = buildDriver()
})
afterAll(() => {
  rmSync(base, { recursive: true, force: true })
  rmSync(driver, { force: true })
})

test.each(['commit', 'durable'] as const)('%s: killed at random instants, the package is the old one or the new one', async (verb) => {
  const kills = Math.round(200 * proveFactor())
  const subject: Subject = sixtyFiles(driver, verb, join(base, `${verb}.json`))
  const reference: Reference = await measure(subject)
  const tally = await killAtRandom(subject, reference, kills)
  process.stdout.write(`${verb}: ${tally.runs} runs, ${tally.killed} killed, ${tally.old} old, ${tally.new} new, ${tally.mixed.length} mixed\n`)
  expect(tally.mixed).toEqual([])
  // Kills that all came too early or too late would show nothing.
  expect(tally.old).toBeGreaterThan(kills / 20)
  expect(tally.new).toBeGreaterThan(kills / 20)
  expect(tally.killed).toBeGreaterThan(kills / 2)
})

const noStrace = whyNoStrace()
if (noStrace !== undefined) process.stderr.write(`SKIPPED: kills and failures at every system call: ${noStrace}\n`)

describe.skipIf(noStrace !== undefined)('at every system call', () => {
  let subject: Subject
  let reference: Reference
  let points: SyscallPoint[]
  beforeAll(async () => {
    subject = sixtyFiles(driver, 'commit', join(base, 'syscalls.json'))
    reference = await measure(subject)
    points = syscallPoints(subject)
  })
  const report = (what: string, tally: Tally): void =>
    void process.stdout.write(`${what}: ${tally.runs} runs, ${tally.killed} killed, ${tally.old} old, ${tally.new} new, ${tally.mixed.length} mixed\n`)

  test('killed there, the package is the old one or the new one', () => {
    const tally = killAtSyscalls(subject, reference, points)
    report('kill at each system call', tally)
    expect(tally.mixed).toEqual([])
    expect(tally.killed).toBe(points.length)
    expect(tally.old).toBeGreaterThan(points.length / 20)
    expect(tally.new).toBeGreaterThan(points.length / 20)
  })

  test.each(['ENOSPC', 'EIO', 'EACCES', 'EMFILE', 'EROFS', 'EDQUOT'])('failing there with %s, too', (error) => {
    const tally = failSyscalls(subject, reference, sample(points, Math.round(150 * proveFactor())), error, /^IO00[1-8] /)
    report(`${error} at system calls`, tally)
    expect(tally.mixed).toEqual([])
  })
})
