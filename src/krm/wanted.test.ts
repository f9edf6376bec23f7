import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyValue } from '../../test/conformance/scalars/corpus.ts'
import { printEntry, printItem, printYaml } from './print.ts'
import { blockText, entryText, itemText, quotedTail, tailText, wantPlain } from './wanted.ts'

it('a wanted plain value is printed as plain values are', () => {
  fc.assert(
    fc.property(anyValue, fc.constantFrom('compact', 'wide'), fc.nat(4), (value, sequenceIndent, indent) => {
      const options = { indent, sequenceIndent } as const
      const wanted = wantPlain(value)
      expect(blockText(wanted, options)).toBe(printYaml(value, options))
      expect(itemText(wanted, options)).toBe(printItem(value, options))
      expect(entryText('k', wanted, options)).toBe(printEntry('k', value, options))
    }),
    { numRuns: 500, seed: 1 },
  )
})

it('the tail of a value is its last scalar, which can be put in quotes', () => {
  const wanted = wantPlain({ a: 'l\n', b: [1, { c: 'x\ny\n' }] })
  expect(tailText(wanted)).toBe('|\n  x\n  y')
  expect(blockText(quotedTail(wanted), { indent: 0, sequenceIndent: 'compact' })).toBe('a: |\n  l\nb:\n- 1\n- c: "x\\ny\\n"')
})
