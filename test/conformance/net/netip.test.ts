import { expect, test } from 'vitest'
import { compare, withNetipOracle } from './oracle.ts'

test("50,000 questions are answered as Go's net/netip does", ({ skip }) => {
  withNetipOracle((oracle) => {
    if (!oracle) return skip('no go command')
    const { disagreements, agreed } = compare(oracle, { count: 50_000, seed: 2 })
    expect(disagreements).toEqual([])
    expect(agreed).toBeGreaterThan(45_000)
  })
})
