import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareRanges, contains, sharedBy, type Range } from '#net/range.ts'
import { overlaps } from '#net/overlaps.ts'
import { prefix, smallRange } from './generators.ts'
import { runs } from './runs.ts'

const ranges = fc.oneof(
  fc.array(smallRange(12), { maxLength: 14 }),
  fc.array(smallRange(200), { maxLength: 40 }),
  fc.array(prefix, { maxLength: 30 }),
)

/** Every pair of inputs that share an address, by looking at all of them. */
function allPairs(input: readonly Range[]): string[] {
  const pairs: string[] = []
  for (const [a, one] of input.entries()) {
    for (const [b, other] of input.entries()) if (a < b && sharedBy(one, other)) pairs.push(`${a} ${b}`)
  }
  return pairs
}

/** The pairs of inputs that a report stands for: within groups, and between groups that are a pair. */
function pairsOf(report: ReturnType<typeof overlaps>): string[] {
  const named = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`)
  const within = report.groups.flatMap(({ members }) => members.flatMap((a, at) => members.slice(at + 1).map((b) => named(a, b))))
  const between = report.pairs.flatMap(({ left, right }) =>
    report.groups[left]!.members.flatMap((a) => report.groups[right]!.members.map((b) => named(a, b))),
  )
  return [...within, ...between]
}

test('a complete report stands for every pair once and for no other', () => {
  fc.assert(
    fc.property(ranges, (input) => {
      const report = overlaps(input, { nearest: 1000 })
      expect(report.complete).toBe(true)
      expect(pairsOf(report).sort()).toEqual(allPairs(input).sort())
      expect(report.pairCount).toBe(allPairs(input).length)
    }),
    runs(500),
  )
})

test('a report that leaves pairs out counts exactly, hides nobody and keeps what belongs together', () => {
  fc.assert(
    fc.property(ranges, fc.integer({ min: 1, max: 4 }), (input, nearest) => {
      const report = overlaps(input, { nearest })
      const all = allPairs(input)
      const listed = pairsOf(report)
      expect(new Set(listed).size).toBe(listed.length)
      expect(listed.filter((pair) => !all.includes(pair))).toEqual([])
      expect(report.pairCount).toBe(all.length)
      expect(report.complete).toBe(listed.length === all.length)
      expect(components(input.length, listed)).toEqual(components(input.length, all))
      for (const { members, others } of report.groups) {
        const inside = new Set(members)
        const meets = input.filter((range, index) => !inside.has(index) && sharedBy(range, input[members[0]!]!))
        expect(others).toBe(meets.length)
        expect(members.length + others).toBeGreaterThan(1)
      }
      const perGroup = report.groups.map((_, group) => report.pairs.filter(({ right }) => right === group).length)
      for (const count of perGroup) expect(count).toBeLessThanOrEqual(nearest)
    }),
    runs(500),
  )
})

/** The least index that each index is connected with. */
function components(size: number, pairs: readonly string[]): number[] {
  const least = Array.from({ length: size }, (_, index) => index)
  const root = (index: number): number => (least[index] === index ? index : root(least[index]!))
  for (const pair of pairs) {
    const [a, b] = pair.split(' ').map((index) => root(Number(index)))
    least[Math.max(a!, b!)] = Math.min(a!, b!)
  }
  return least.map((_, index) => root(index))
}

test('groups and pairs are sorted, shared addresses and relations are right', () => {
  fc.assert(
    fc.property(ranges, (input) => {
      const { groups, pairs } = overlaps(input)
      const firsts = groups.map(({ range }) => range)
      expect(firsts.toSorted(compareRanges)).toEqual(firsts)
      for (const { range, members } of groups) {
        expect(members.toSorted((a, b) => a - b)).toEqual(members)
        for (const member of members) expect(compareRanges(input[member]!, range)).toBe(0)
      }
      expect(pairs.toSorted((a, b) => a.right - b.right || b.left - a.left)).toEqual(pairs)
      for (const { left, right, shared, relation } of pairs) {
        expect(left).toBeLessThan(right)
        expect(sharedBy(firsts[left]!, firsts[right]!)).toEqual(shared)
        expect(relation).toBe(contains(firsts[left]!, firsts[right]!) ? 'contains' : 'crosses')
      }
    }),
    runs(100),
  )
})

test('the order of the input changes nothing but the indexes', () => {
  fc.assert(
    fc.property(ranges, fc.nat(1_000_000), (input, seed) => {
      const places = input.map((_, index) => index).sort((a, b) => ((a * 7919 + seed) % 101) - ((b * 7919 + seed) % 101))
      const shuffled = overlaps(places.map((place) => input[place]!))
      const { groups, ...rest } = overlaps(input)
      const back = shuffled.groups.map(({ range, members, others }) => ({
        range: { family: range.family, first: range.first, last: range.last },
        members: members.map((member) => places[member]!).sort((a, b) => a - b),
        others,
      }))
      expect(back).toEqual(groups.map(({ range: { family, first, last }, members, others }) => ({ range: { family, first, last }, members, others })))
      expect({ pairs: shuffled.pairs, pairCount: shuffled.pairCount, complete: shuffled.complete }).toEqual(rest)
    }),
    runs(100),
  )
})
