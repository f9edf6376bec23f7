import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchLists } from './match-lists.ts'

/** Items like `a1`: the letter is the name. */
function match(before: string, after: string): string {
  const [left, right] = [before.split(' ').filter(Boolean), after.split(' ').filter(Boolean)]
  const pairs = matchLists(left.length, right.length, {
    equal: (i, j) => left[i] === right[j],
    named: (i, j) => left[i]![0] === right[j]![0],
    alike: () => true,
  })
  return pairs.map(([i, j]) => `${left[i]}=${right[j]}`).join(' ')
}

describe('matchLists', () => {
  it.each([
    ['equal items', 'a1 b1 c1', 'a1 b1 c1', 'a1=a1 b1=b1 c1=c1'],
    ['around an insertion', 'a1 b1', 'x1 a1 y1 b1', 'a1=a1 b1=b1'],
    ['around a removal', 'a1 b1 c1', 'a1 c1', 'a1=a1 c1=c1'],
    ['as many equal ones as possible', 'a1 b1 c1 d1', 'c1 a1 b1 d1', 'a1=a1 b1=b1 d1=d1'],
    ['changed items by name', 'a1 b1 c1', 'b2 c2', 'b1=b2 c1=c2'],
    ['what is left by place', 'a1 b1', 'x1 y1', 'a1=x1 b1=y1'],
    ['names between equal ones, and no place that would cross them', 'a1 b1 c1 d1', 'a1 c2 x1 d1', 'a1=a1 c1=c2 d1=d1'],
    ['nothing', '', 'a1', ''],
  ])('pairs %s', (_, before, after, pairs) => {
    expect(match(before, after)).toBe(pairs)
  })

  it('pairs long lists by name and place alone', () => {
    const many = Array.from({ length: 2000 }, (_, at) => at)
    const pairs = matchLists(many.length, many.length, { equal: (i, j) => i !== 5 && i === j && i !== 1990, named: () => false, alike: (i, j) => i === j })
    expect(pairs).toHaveLength(2000)
  })

  it('never crosses, never uses an item twice, and leaves no equal pair that would fit', () => {
    const list = fc.array(fc.nat(4), { maxLength: 8 })
    fc.assert(
      fc.property(list, list, (before, after) => {
        const pairs = matchLists(before.length, after.length, { equal: (i, j) => before[i] === after[j], named: () => false, alike: () => false })
        for (const [index, [i, j]] of pairs.entries()) {
          expect(before[i]).toBe(after[j])
          if (index > 0) expect(i > pairs[index - 1]![0] && j > pairs[index - 1]![1]).toBe(true)
        }
        expect(pairs.length).toBe(commonLength(before, after))
      }),
      { numRuns: 500, seed: 1 },
    )
  })
})

function commonLength([a, ...as]: readonly number[], bs: readonly number[]): number {
  if (a === undefined || bs.length === 0) return 0
  const at = bs.indexOf(a)
  const without = commonLength(as, bs)
  return at === -1 ? without : Math.max(without, 1 + commonLength(as, bs.slice(at + 1)))
}
