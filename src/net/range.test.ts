import { expect, test } from 'vitest'
import { compareRanges, contains, firstAddress, holds, lastAddress, rangeBetween, rangeOf, sharedBy, sizeOf, type Range } from './range.ts'

const v4 = (first: bigint, last: bigint): Range => ({ family: 4, first, last })
const v6 = (first: bigint, last: bigint): Range => ({ family: 6, first, last })

test('a range is made of one address or of two in order', () => {
  expect(rangeOf({ family: 6, value: 5n })).toEqual(v6(5n, 5n))
  expect(rangeBetween({ family: 4, value: 5n }, { family: 4, value: 5n })).toEqual({ ok: true, value: v4(5n, 5n) })
  expect(rangeBetween({ family: 4, value: 5n }, { family: 4, value: 9n })).toEqual({ ok: true, value: v4(5n, 9n) })
  expect(rangeBetween({ family: 4, value: 9n }, { family: 4, value: 5n })).toEqual({ ok: false, reason: 'reversed', at: 0 })
  expect(rangeBetween({ family: 4, value: 5n }, { family: 6, value: 9n })).toEqual({ ok: false, reason: 'families-differ', at: 0 })
})

test('ends and size', () => {
  expect(firstAddress(v6(5n, 9n))).toEqual({ family: 6, value: 5n })
  expect(lastAddress(v6(5n, 9n))).toEqual({ family: 6, value: 9n })
  expect(sizeOf(v6(5n, 9n))).toBe(5n)
  expect(sizeOf(v4(0n, 2n ** 32n - 1n))).toBe(2n ** 32n)
})

test.each([
  [v4(5n, 9n), v4(5n, 9n), true],
  [v4(5n, 9n), v4(6n, 8n), true],
  [v4(5n, 9n), v4(4n, 8n), false],
  [v4(5n, 9n), v4(6n, 10n), false],
  [v4(5n, 9n), v6(6n, 8n), false],
])('%o contains %o: %s', (outer, inner, expected) => {
  expect(contains(outer, inner)).toBe(expected)
})

test('a range holds its addresses from end to end', () => {
  expect([4n, 5n, 9n, 10n].map((value) => holds(v4(5n, 9n), { family: 4, value }))).toEqual([false, true, true, false])
  expect(holds(v4(5n, 9n), { family: 6, value: 6n })).toBe(false)
})

test.each([
  [v4(5n, 9n), v4(9n, 12n), v4(9n, 9n)],
  [v4(5n, 9n), v4(1n, 5n), v4(5n, 5n)],
  [v4(5n, 9n), v4(6n, 7n), v4(6n, 7n)],
  [v4(6n, 7n), v4(5n, 9n), v4(6n, 7n)],
  [v4(5n, 9n), v4(10n, 12n), undefined],
  [v4(5n, 9n), v4(1n, 4n), undefined],
  [v4(5n, 9n), v6(5n, 9n), undefined],
])('%o and %o share %o', (a, b, expected) => {
  expect(sharedBy(a, b)).toEqual(expected)
})

test('ranges sort by family, first address, then the longer one first', () => {
  const sorted = [v4(0n, 9n), v4(0n, 8n), v4(1n, 99n), v6(0n, 9n), v6(0n, 0n), v6(3n, 3n)]
  expect(sorted.toReversed().sort(compareRanges)).toEqual(sorted)
  expect(compareRanges(v4(1n, 2n), v4(1n, 2n))).toBe(0)
  expect(compareRanges(v6(1n, 2n), v4(1n, 2n))).toBeGreaterThan(0)
  expect(compareRanges(v4(1n, 2n), v4(2n, 2n))).toBe(-1)
  expect(compareRanges(v4(1n, 2n), v4(1n, 3n))).toBe(1)
})
