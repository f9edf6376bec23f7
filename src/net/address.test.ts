import { expect, test } from 'vitest'
import { compareAddresses, isMapped, unmapped, type Address } from './address.ts'
import { bitsOf, highestOf, hostMask } from './family.ts'

const v4 = (value: bigint): Address => ({ family: 4, value })
const v6 = (value: bigint): Address => ({ family: 6, value })

test('addresses sort by family, then by value', () => {
  const sorted = [v4(0n), v4(1n), v4(0xffff_ffffn), v6(0n), v6(1n), v6(1n << 127n)]
  expect(sorted.toReversed().sort(compareAddresses)).toEqual(sorted)
  expect(compareAddresses(v4(7n), v4(7n))).toBe(0)
  expect(compareAddresses(v6(7n), v4(7n))).toBeGreaterThan(0)
  expect(compareAddresses(v4(7n), v6(7n))).toBeLessThan(0)
})

test('only ::ffff:0:0/96 is IPv4-mapped', () => {
  expect(isMapped(v6(0xffff_0a00_0001n))).toBe(true)
  expect(isMapped(v6(0xfffe_ffff_ffffn))).toBe(false)
  expect(isMapped(v6(0x1_0000_0000_0000n))).toBe(false)
  expect(isMapped(v6(0x1_ffff_0000_0000n))).toBe(false)
  expect(isMapped(v4(0xffff_ffffn))).toBe(false)
})

test('a mapped address stands for its IPv4 address, others for themselves', () => {
  expect(unmapped(v6(0xffff_0a00_0001n))).toEqual(v4(0x0a00_0001n))
  expect(unmapped(v6(1n))).toEqual(v6(1n))
  expect(unmapped(v4(1n))).toEqual(v4(1n))
})

test('the sizes of the families', () => {
  expect([bitsOf(4), bitsOf(6)]).toEqual([32, 128])
  expect([highestOf(4), highestOf(6)]).toEqual([2n ** 32n - 1n, 2n ** 128n - 1n])
  expect([hostMask(4, 24), hostMask(4, 32), hostMask(6, 64), hostMask(6, 128)]).toEqual([255n, 0n, 2n ** 64n - 1n, 0n])
})
