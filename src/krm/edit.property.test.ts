import { describe, expect, it } from 'vitest'
import { corpusDir, describeWith, needs } from '../../test/oracles/oracles.ts'
import { corpusTexts } from '../../test/prove/edits/corpus-texts.ts'
import { checkTiers, fromList, generated, proveEdits, proveReconcile } from '../../test/prove/edits/prove.ts'
import { Rng } from '../../test/prove/edits/rng.ts'

// What the checks throw tells the whole story of a failure; test/prove/edits.test.ts runs the full numbers.

describe('generated texts', () => {
  it('are read alike by every tier, and keep every byte when nothing is changed', () => {
    for (let seed = 0; seed < 600; seed++) checkTiers(generated(new Rng(seed)))
  })

  it.each(['document', 'item', 'json'] as const)('have the intended value after an edit, and nothing else changed, as %s', (form) => {
    expect(proveEdits(generated, form, 500, 0).get('edited')).toBeGreaterThan(400)
  })

  it('do not change when an answer only spells them otherwise, and take over what it changes', () => {
    expect(proveReconcile(generated, 300, 0).get('reconciled')).toBeGreaterThan(80)
  })
})

describeWith('real texts', needs.corpus(), () => {
  const small = corpusTexts(corpusDir()!).filter((text) => text.length < 5000)

  it('are read alike by every tier, and keep every byte when nothing is changed', () => {
    for (const text of small) checkTiers(text)
  })

  it.each(['document', 'item', 'json'] as const)('have the intended value after an edit, and nothing else changed, as %s', (form) => {
    expect(proveEdits(fromList(small), form, 300, 0).get('edited')).toBeGreaterThan(250)
  })

  it('do not change when an answer only spells them otherwise, and take over what it changes', () => {
    expect(proveReconcile(fromList(small), 200, 0).get('reconciled')).toBeGreaterThan(100)
  })
})
