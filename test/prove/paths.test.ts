import { expect, test } from 'vitest'
import { proveFactor } from './factor.ts'
import { provePaths } from './path-property.ts'

test('a million paths: what is accepted stays strictly below every root', () => {
  const { accepted, refused } = provePaths(Math.round(1_000_000 * proveFactor()))
  process.stdout.write(`paths: ${accepted} accepted, ${refused} refused, 0 violations\n`)
  expect(accepted + refused).toBeGreaterThanOrEqual(1_000_000 * Math.min(1, proveFactor()))
})
