import * as fc from 'fast-check'
import { test } from 'vitest'
import { PLAIN_TEXTS, anyString } from '../../test/conformance/scalars/corpus.ts'
import { assertReadBack } from '../../test/conformance/scalars/emitted.ts'

test('every reader reads the strings that have fooled parsers wherever we write them', () => {
  for (const s of ['', ...PLAIN_TEXTS]) assertReadBack(s)
})

test('every reader reads any string wherever we write it', () => {
  fc.assert(fc.property(anyString, assertReadBack), { numRuns: 1500, seed: 5 })
})
