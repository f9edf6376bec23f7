/** The properties of scalars in full; the ordinary suite runs a sample of them. */

import * as fc from 'fast-check'
import { test } from 'vitest'
import { anyString } from '../conformance/scalars/corpus.ts'
import { assertReadBack } from '../conformance/scalars/emitted.ts'
import { proveFactor } from './factor.ts'

const isAsked = process.env['KRM_FLEET_PROVE'] === '1'
if (!isAsked) console.warn('SKIPPED: the long proofs run with KRM_FLEET_PROVE=1')
const COUNT = 20_000 * proveFactor()

test.skipIf(!isAsked)(`${COUNT} strings are read back by every reader wherever we write them`, { timeout: COUNT * 10 }, () => {
  fc.assert(fc.property(anyString, assertReadBack), { numRuns: COUNT })
})
