// Reading and editing in full numbers: every document of the real inputs, and as many generated ones.
import { describe, expect, test } from 'vitest'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'
import { corpusTexts } from './edits/corpus-texts.ts'
import { checkTiers, fromList, generated, proveEdits, proveReconcile, type TextSource } from './edits/prove.ts'
import { Rng } from './edits/rng.ts'
import { proveFactor } from './factor.ts'

const FORMS = ['document', 'item', 'json'] as const

/** How many runs, times the factor. */
function runs(count: number): number {
  return Math.round(count * proveFactor())
}

function say(what: string, outcomes: ReadonlyMap<string, number>): void {
  process.stdout.write(`${what}: ${[...outcomes].map(([name, count]) => `${count} ${name}`).join(', ')}\n`)
}

/** Most runs do what they are for; a proof that refuses its cases proves nothing. */
function expectMost(outcomes: ReadonlyMap<string, number>, names: readonly string[], share: number): void {
  const all = [...outcomes.values()].reduce((sum, count) => sum + count, 0)
  const good = names.reduce((sum, name) => sum + (outcomes.get(name) ?? 0), 0)
  expect(good / all).toBeGreaterThan(share)
}

function proofs(name: string, source: () => TextSource, fair: number): void {
  test.each(FORMS)(`10,000 random edits of ${name} as %s`, (form) => {
    const outcomes = proveEdits(source(), form, runs(10_000), 1_000_000)
    say(`${name}, ${form}`, outcomes)
    expectMost(outcomes, ['edited'], 0.9)
  })

  test(`10,000 answers about ${name} brought back`, () => {
    const outcomes = proveReconcile(source(), runs(10_000), 2_000_000)
    say(`${name}, reconciled`, outcomes)
    expectMost(outcomes, ['same', 'reconciled'], fair)
  })
}

describe('generated texts', () => {
  test('20,000 are read alike by every tier', () => {
    let scanned = 0
    let both = 0
    const count = runs(20_000)
    for (let seed = 0; seed < count; seed++) {
      const tiers = checkTiers(generated(new Rng(seed)))
      if (tiers.scanned) scanned++
      if (tiers.both) both++
    }
    process.stdout.write(`tiers, generated: ${count} texts, ${scanned} scanned, ${both} read by both parsers\n`)
    expect(scanned / count).toBeGreaterThan(0.1)
    expect(both / count).toBeGreaterThan(0.9)
  })

  proofs('generated texts', () => generated, 0.4)
})

describeWith('real texts', needs.corpus(), () => {
  const texts = corpusTexts(corpusDir()!)
  const small = texts.filter((text) => text.length < 20_000)

  test('every document is read alike by every tier', () => {
    const tiers = texts.map(checkTiers)
    const scanned = tiers.filter((tier) => tier.scanned).length
    process.stdout.write(`tiers, real: ${texts.length} documents, ${scanned} scanned, ${tiers.filter((tier) => tier.both).length} read by both parsers\n`)
    expect(texts.length).toBeGreaterThan(1000)
    expect(scanned / texts.length).toBeGreaterThan(0.5)
  })

  proofs('real texts', () => fromList(small), 0.9)
})
