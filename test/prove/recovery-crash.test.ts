import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Subject, killAtRandom, measure, stateOf } from './crash-harness.ts'
import { proveFactor } from './factor.ts'
import { buildDriver, sixtyFiles } from './sixty-files.ts'
import { failSyscalls, killAtSyscalls, sample, syscallPoints, whyNoStrace } from './syscall-harness.ts'
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

const noStrace = whyNoStrace()
if (noStrace !== undefined) process.stderr.write(`SKIPPED: kills during a recovery: ${noStrace}\n`)

/** The command is the recovery of a package whose commit was killed before its k-th rename (the first is the journal's). */
function interrupted(k: number): Subject {
  const commit = sixtyFiles(driver, 'commit', join(base, 'changes.json'))
  return {
    plant: (dir) => {
      commit.plant(dir)
      const kill = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=rename', '-e', `inject=rename:signal=KILL:when=${k}`]
      spawnSync('strace', [...kill, '--', ...commit.command(dir)])
    },
    command: (dir) => [process.execPath, driver, 'recover', dir],
    recover: commit.recover,
  }
}

describe.skipIf(noStrace !== undefined)('a recovery that is itself interrupted at every system call', () => {
  test.each([['before the commit', 1], ['after the commit', 2], ['in the middle of the renames', 20]])('%s', async (name, k) => {
    const subject = interrupted(k)
    const reference = await measure(subject)
    const points = syscallPoints(subject).filter((_, index) => proveFactor() >= 1 || index % 10 === 0)
    const kills = killAtSyscalls(subject, reference, points)
    const errors = failSyscalls(subject, reference, sample(points, 100), 'EIO', /never/)
    process.stdout.write(`recovery ${name}: ${kills.killed} killed, ${errors.runs} failed, ${kills.mixed.length + errors.mixed.length} wrong\n`)
    expect(kills.mixed).toEqual([])
    expect(errors.mixed).toEqual([])
    expect(kills.new).toBe(points.length)
  })
})

test('a new directory, killed at random instants, is whole or absent, and the next attempt clears the rest away', async () => {
  const changes = join(base, 'out.json')
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`d${n % 7}/f${n}.yaml`, `text ${n}\n`.repeat(n)]))
  writeFileSync(changes, JSON.stringify(files))
  const create = (dir: string): [string, ...string[]] => [process.execPath, driver, 'create', join(dir, 'out'), changes]
  let whole = ''
  const subject: Subject = {
    plant: () => undefined,
    command: create,
    recover: (dir) => {
      if (whole !== '' && existsSync(join(dir, 'out'))) expect(stateOf(join(dir, 'out'))).toBe(whole)
      const [program, ...args] = create(dir)
      spawnSync(program, args)
      if (whole === '') whole = stateOf(join(dir, 'out'))
    },
  }
  const reference = await measure(subject)
  const tally = await killAtRandom(subject, reference, Math.round(200 * proveFactor()))
  process.stdout.write(`new directory: ${tally.runs} runs, ${tally.killed} killed, ${tally.new} whole, ${tally.mixed.length} wrong\n`)
  expect(tally).toMatchObject({ new: tally.runs, mixed: [] })
})
