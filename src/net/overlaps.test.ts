import { expect, test } from 'vitest'
import { block, blocks } from '../../test/net/from-text.ts'
import { formatRange } from './format.ts'
import { overlaps, type OverlapReport } from './overlaps.ts'
import type { Range } from './range.ts'

const shown = ({ groups, pairs, pairCount, complete }: OverlapReport): unknown => ({
  groups: groups.map(({ range, members, others }) => `${formatRange(range)} [${members.join(' ')}] ${others}`),
  pairs: pairs.map(({ left, right, shared, relation }) => `${left} ${relation} ${right}: ${formatRange(shared)}`),
  pairCount,
  complete,
})

const nothing = { groups: [], pairs: [], pairCount: 0, complete: true }

test('nothing overlaps in nothing, in one range, in neighbours, across families', () => {
  expect(overlaps([])).toEqual(nothing)
  expect(overlaps(blocks('10.0.0.0/8'))).toEqual(nothing)
  expect(overlaps(blocks('10.0.0.0/24 10.0.1.0/24 10.0.2.0-10.0.2.9 10.0.2.10'))).toEqual(nothing)
  expect(overlaps(blocks('0.0.0.0/0 ::/0'))).toEqual(nothing)
  expect(overlaps(blocks('::10.0.0.0/104 10.0.0.0/8'))).toEqual(nothing)
})

test('equal ranges are one group and no pair', () => {
  expect(shown(overlaps(blocks('10.0.0.0/24 fd00::/64 10.0.0.7/24 10.0.0.0-10.0.0.255')))).toEqual({
    groups: ['10.0.0.0-10.0.0.255 [0 2 3] 0'],
    pairs: [],
    pairCount: 3,
    complete: true,
  })
})

test('a parent and its children', () => {
  expect(shown(overlaps(blocks('10.0.2.0/24 10.0.0.0/16 10.0.1.0/24 10.0.2.0/25 10.1.0.0/16')))).toEqual({
    groups: ['10.0.0.0-10.0.255.255 [1] 3', '10.0.1.0-10.0.1.255 [2] 1', '10.0.2.0-10.0.2.255 [0] 2', '10.0.2.0-10.0.2.127 [3] 2'],
    pairs: [
      '0 contains 1: 10.0.1.0-10.0.1.255',
      '0 contains 2: 10.0.2.0-10.0.2.255',
      '2 contains 3: 10.0.2.0-10.0.2.127',
      '0 contains 3: 10.0.2.0-10.0.2.127',
    ],
    pairCount: 4,
    complete: true,
  })
})

test('ranges that cross share one address at least; one that is over is met no more', () => {
  expect(shown(overlaps(blocks('10.0.0.1-10.0.0.5 10.0.0.5-10.0.0.9 10.0.0.9-10.0.0.20 10.0.0.6-10.0.0.7')))).toEqual({
    groups: ['10.0.0.1-10.0.0.5 [0] 1', '10.0.0.5-10.0.0.9 [1] 3', '10.0.0.6-10.0.0.7 [3] 1', '10.0.0.9-10.0.0.20 [2] 1'],
    pairs: ['0 crosses 1: 10.0.0.5-10.0.0.5', '1 contains 2: 10.0.0.6-10.0.0.7', '1 crosses 3: 10.0.0.9-10.0.0.9'],
    pairCount: 3,
    complete: true,
  })
})

test('members of groups that meet count one by one', () => {
  expect(shown(overlaps(blocks('fd00::/64 fd00::/64 fd00::1 fd00::1 fd00::1')))).toEqual({
    groups: ['fd00::-fd00::ffff:ffff:ffff:ffff [0 1] 3', 'fd00::1-fd00::1 [2 3 4] 2'],
    pairs: ['0 contains 1: fd00::1-fd00::1'],
    pairCount: 1 + 3 + 6,
    complete: true,
  })
})

test('farther pairs are left out, said so, and counted', () => {
  const nested = blocks('10.0.0.0/8 10.0.0.0/16 10.0.0.0/24 10.0.0.0/28 10.0.0.0/32')
  expect(shown(overlaps(nested, { nearest: 2 }))).toMatchObject({
    pairs: [
      '0 contains 1: 10.0.0.0-10.0.255.255',
      '1 contains 2: 10.0.0.0-10.0.0.255',
      '0 contains 2: 10.0.0.0-10.0.0.255',
      '2 contains 3: 10.0.0.0-10.0.0.15',
      '1 contains 3: 10.0.0.0-10.0.0.15',
      '3 contains 4: 10.0.0.0-10.0.0.0',
      '2 contains 4: 10.0.0.0-10.0.0.0',
    ],
    pairCount: 10,
    complete: false,
  })
  expect(overlaps(nested, { nearest: 4 })).toMatchObject({ pairCount: 10, complete: true })
  expect(overlaps(nested, { nearest: 3 })).toMatchObject({ pairCount: 10, complete: false })
})

test('sixteen is the usual limit', () => {
  const nested = (count: number): Range[] => Array.from({ length: count }, (_, index) => ({ family: 6, first: BigInt(index), last: 99n }))
  expect(overlaps(nested(17))).toMatchObject({ complete: true, pairCount: 136 })
  expect(overlaps(nested(18))).toMatchObject({ complete: false, pairCount: 153 })
})

test('addresses that differ in their lowest bits only, or far apart, keep their order', () => {
  const high = block('fd00:1:2:3:4:5:6:7')
  const at = (offset: bigint): Range => ({ family: 6, first: high.first + offset, last: high.first + offset })
  const offsets = [0n, 1n, (1n << 75n) - 1n, 1n << 75n, (1n << 75n) + 1n, -1n, 1n << 21n, (1n << 21n) + 1n]
  expect(overlaps(offsets.map(at))).toEqual(nothing)
  const report = overlaps([...offsets.map(at), ...offsets.map(at).toReversed()])
  expect(report).toMatchObject({ pairs: [], pairCount: offsets.length, complete: true })
  expect(report.groups.map(({ members }) => members)).toEqual([[5, 10], [0, 15], [1, 14], [6, 9], [7, 8], [2, 13], [3, 12], [4, 11]])
})

test('five thousand that coincide, and five thousand that all cross, end at once', () => {
  const count = 5000
  const equal: Range[] = Array.from({ length: count }, () => ({ family: 4, first: 1n, last: 9n }))
  expect(overlaps(equal)).toMatchObject({ pairs: [], pairCount: (count * (count - 1)) / 2, complete: true })
  const crossing: Range[] = Array.from({ length: count }, (_, index) => ({ family: 4, first: BigInt(index), last: BigInt(index + count) }))
  const report = overlaps(crossing, { nearest: 1 })
  expect(report).toMatchObject({ pairCount: (count * (count - 1)) / 2, complete: false })
  expect(report.pairs).toHaveLength(count - 1)
})

test('a hundred thousand neighbours are passed at once', () => {
  const neighbours: Range[] = Array.from({ length: 100_000 }, (_, index) => ({ family: 4, first: BigInt(index), last: BigInt(index) }))
  expect(overlaps(neighbours)).toEqual(nothing)
})
