import { expect, test } from 'vitest'
import { bitsOf, highestOf, hostMask, type Family } from './family.ts'
import { maskLength } from './netmask.ts'

test('every netmask means its length', () => {
  for (const family of [4, 6] satisfies Family[]) {
    for (let length = 0; length <= bitsOf(family); length++) {
      expect(maskLength({ family, value: highestOf(family) ^ hostMask(family, length) })).toBe(length)
    }
  }
})

test.each([255n, 0xff00_ff00n, 0xffff_fffdn, 0x7fff_ffffn])('%i is no IPv4 netmask', (value) => {
  expect(maskLength({ family: 4, value })).toBeUndefined()
})
