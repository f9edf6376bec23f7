// docs/proofs.md names tests: each is there.

import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../../', import.meta.url).pathname

it('every file that docs/proofs.md names exists', () => {
  const named = [...readFileSync(`${root}docs/proofs.md`, 'utf8').matchAll(/`((?:src|test|bench|functions)\/[\w./-]+|\.ci\/run)`/g)].map(([, file]) => file!)
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((file) => !existsSync(root + file))).toEqual([])
})
