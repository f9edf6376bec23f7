import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aggregate, asPrefix, prefixesOf } from '#net/aggregate.ts'
import { countFreePrefixes, firstFree, freePrefixes, nextFreePrefix } from '#net/free.ts'
import type { Family } from '#net/family.ts'
import { prefixOf } from '#net/prefix.ts'
import { compareRanges, contains, sharedBy, type Range } from '#net/range.ts'
import { countAddresses, covers, intersect, merge, subtract } from '#net/range-set.ts'
import { prefix, smallRange } from './generators.ts'
import { runs } from './runs.ts'

// The model: a set of the numbers 0 to 40 per family, counted one by one.
const LAST = 40
const lists = fc.array(smallRange(LAST), { maxLength: 8 })
const keysOf = (ranges: readonly Range[]): string[] => {
  const keys = new Set<string>()
  for (const { family, first, last } of ranges) for (let value = first; value <= last; value++) keys.add(keyOf(family, value))
  return [...keys].sort()
}
const keyOf = (family: Family, value: bigint): string => `${family} ${String(value).padStart(2, '0')}`

/** Sorted, disjoint, with a gap between neighbours, nothing reversed: the only way to write a set. */
const expectFewest = (ranges: readonly Range[]): void => {
  expect(ranges.toSorted(compareRanges)).toEqual(ranges)
  for (const [index, { family, first, last }] of ranges.entries()) {
    expect(first).toBeLessThanOrEqual(last)
    const next = ranges[index + 1]
    if (next?.family === family) expect(next.first).toBeGreaterThan(last + 1n)
  }
}

test('sets of ranges are sets of addresses', () => {
  fc.assert(
    fc.property(lists, lists, (ranges, others) => {
      const has = new Set(keysOf(others))
      expect(keysOf(merge(ranges))).toEqual(keysOf(ranges))
      expect(keysOf(subtract(ranges, others))).toEqual(keysOf(ranges).filter((key) => !has.has(key)))
      expect(keysOf(intersect(ranges, others))).toEqual(keysOf(ranges).filter((key) => has.has(key)))
      expect(countAddresses(ranges)).toBe(BigInt(keysOf(ranges).length))
      for (const result of [merge(ranges), subtract(ranges, others), intersect(ranges, others)]) expectFewest(result)
      for (const range of others) expect(covers(ranges, range)).toBe(keysOf([range]).every((key) => keysOf(ranges).includes(key)))
    }),
    runs(500),
  )
})

test('aggregation keeps the addresses, and no fewer prefixes would do', () => {
  fc.assert(
    fc.property(lists, (ranges) => {
      const prefixes = aggregate(ranges)
      expect(keysOf(prefixes)).toEqual(keysOf(ranges))
      expect(prefixes.toSorted(compareRanges)).toEqual(prefixes)
      for (const one of prefixes) {
        expect(prefixesOf(one)).toEqual([one])
        expect(asPrefix(one)).toEqual(one)
        // The next larger prefix holds an address that the set has not: nothing could be merged.
        const parent = one.length > 0 ? prefixOf({ family: one.family, value: one.first }, one.length - 1) : undefined
        expect(parent && covers(ranges, parent)).toBeFalsy()
      }
    }),
    runs(100),
  )
})

test('free prefixes are all prefixes of the size that are free', () => {
  fc.assert(
    fc.property(lists, lists, fc.constantFrom<Family>(4, 6), fc.nat(5), (pools, used, family, hostBits) => {
      const length = (family === 4 ? 32 : 128) - hostBits
      const step = 1n << BigInt(hostBits)
      const expected: bigint[] = []
      for (let value = 0n; value <= BigInt(LAST); value += step) {
        const candidate = prefixOf({ family, value }, length)
        if (covers(pools, candidate) && !used.some((range) => sharedBy(range, candidate))) expected.push(value)
      }
      const found = [...freePrefixes(pools, used, { family, length })]
      expect(found).toEqual(expected.map((value) => prefixOf({ family, value }, length)))
      expect(nextFreePrefix(pools, used, { family, length })).toEqual(found[0])
      expect(countFreePrefixes(pools, used, { family, length })).toBe(BigInt(found.length))
      const [lowest] = keysOf(subtract(pools, used))
      const free = firstFree(pools, used)
      expect(free && keyOf(free.family, free.value)).toBe(lowest)
    }),
    runs(300),
  )
})

test('prefixes contain each other or share nothing', () => {
  fc.assert(
    fc.property(prefix, prefix, (a, b) => {
      const shared = sharedBy(a, b)
      expect(shared !== undefined).toBe(contains(a, b) || contains(b, a))
      expect(sharedBy(b, a)).toEqual(shared)
    }),
    runs(100),
  )
})
