import { expect, test } from 'vitest'
import { compare, pythonOracle } from '../conformance/net/oracle.ts'

const python = pythonOracle()

test.skipIf(!python)(`5,000 questions are answered as Python's ipaddress does${python ? '' : ' (skipped: no python3)'}`, () => {
  const { disagreements, agreed } = compare(python!, { count: 5000, seed: 1 })
  expect(disagreements).toEqual([])
  expect(agreed).toBeGreaterThan(4000)
})
