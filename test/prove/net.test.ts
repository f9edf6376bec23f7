import { expect, test } from 'vitest'
import { compare, pythonOracle, withNetipOracle, type Comparison, type Oracle } from '../conformance/net/oracle.ts'
import { proveFactor } from './factor.ts'

const COUNT = 1_000_000 * proveFactor()

test("a million questions about addresses are answered as Python's ipaddress does", ({ skip }) => {
  const oracle = pythonOracle()
  if (!oracle) return skip('no python3')
  prove(oracle, 3)
})

test("a million questions about addresses are answered as Go's net/netip does", ({ skip }) => {
  withNetipOracle((oracle) => {
    if (!oracle) return skip('no go command')
    prove(oracle, 4)
  })
})

function prove(oracle: Oracle, seed: number): void {
  const comparison = compare(oracle, { count: COUNT, seed })
  expect(comparison.disagreements).toEqual([])
  // A difference that is listed and never met would be a hole in the proof.
  expect([...comparison.listed.keys()].sort()).toEqual(oracle.differences.map(({ name }) => name).sort())
  process.stdout.write(`${report(oracle, comparison)}\n`)
}

function report({ name }: Oracle, { asked, agreed, listed }: Comparison): string {
  const differences = [...listed].map(([difference, count]) => `${difference} ${count}`).join(', ')
  return `${name}: ${asked} asked, ${agreed} alike, listed differences: ${differences}, no other`
}
