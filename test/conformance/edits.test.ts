/**
 * Edits at random by a Go function under the real kpt, and the same by us: always the same values, no comment lost; the same
 * bytes where the text is one that kpt leaves alone. `edits/compare.ts` lists what differs on purpose.
 * KRM_FLEET_EDIT_ROUNDS=10 makes ten times as many.
 */

import { afterAll, expect, it } from 'vitest'
import { join } from 'node:path'
import { goProgram } from '../oracles/go-program.ts'
import { corpusDir, describeWith, kptVersion, needs } from '../oracles/oracles.ts'
import { Workshop } from '../render/with-kpt.ts'
import { EditRounds, type Edited } from './edits/compare.ts'
import { goOracle } from './scalars/oracle.ts'

const program = goProgram(join(import.meta.dirname, 'edits'))
const workshop = new Workshop()
afterAll(() => workshop.remove(), 60_000)

const ROUNDS = Number(process.env['KRM_FLEET_EDIT_ROUNDS'] ?? 1)
const MINUTES = 60_000

function expectSame(what: string, rounds: readonly Edited[], least: number): void {
  const edits = rounds.reduce((sum, round) => sum + round.edits, 0)
  const listed = new Map<string, number>()
  for (const round of rounds) for (const [name, count] of round.listed) listed.set(name, (listed.get(name) ?? 0) + count)
  process.stderr.write(`${what}: ${edits} edits alike${[...listed].map(([name, count]) => `; ${count} on purpose: ${name}`).join('')}\n`)
  expect(rounds.flatMap(({ wrong }) => wrong).join('\n\n')).toBe('')
  expect(edits).toBeGreaterThan(least)
}

async function inRounds(run: (round: number) => Promise<Edited>): Promise<Edited[]> {
  const rounds: Edited[] = []
  for (let round = 1; round <= ROUNDS; round++) rounds.push(await run(round))
  return rounds
}

describeWith(`random edits as kpt ${kptVersion() ?? ''} writes them`, [needs.kpt(), needs.corpus(), program, goOracle()], () => {
  const all = new EditRounds(workshop, program.binary)

  it('of real packages, by value as they are, by bytes in text that kpt leaves alone', async () => {
    const real = all.real(corpusDir()!)
    expectSame('real packages as they are', await inRounds((round) => all.round(real, round, false)), 500)
    const settled = await all.settled(real)
    expectSame('real packages', await inRounds((round) => all.round(settled, 5000 + round, true)), 500)
  }, 30 * ROUNDS * MINUTES)

  it('of generated packages, by bytes in text that kpt leaves alone', async () => {
    const rounds = await inRounds(async (round) => all.round(await all.generated(300, round * 1000), round, true))
    expectSame('generated packages', rounds, 100)
  }, 30 * ROUNDS * MINUTES)
})
