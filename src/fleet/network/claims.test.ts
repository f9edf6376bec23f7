import { describe, expect, it } from 'vitest'
import { parseBlock } from '#net/parse-block.ts'
import type { Range } from '#net/range.ts'
import { blocksOf, claimAt, type Claim } from './claims.ts'
import { rangeText } from './describe.ts'
import type { Allocation, Network } from './model.ts'

function rangeFrom(text: string): Range {
  const parsed = parseBlock(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}

/** A claim of which only the range matters. */
function claim(text: string): Claim {
  return { network: {} as Network, allocation: {} as Allocation, range: rangeFrom(text) }
}

const blocks = (...texts: string[]): string[] => blocksOf(texts.map(claim)).map(({ range, claims }) => `${rangeText(range)} ${claims.length}`)

describe('blocksOf', () => {
  it('joins claims that share an address, be it one, and leaves apart what only touches', () => {
    expect(blocks('10.0.0.0-10.0.0.9', '10.0.0.9-10.0.0.20')).toEqual(['10.0.0.0-10.0.0.20 2'])
    expect(blocks('10.0.0.0/25', '10.0.0.128/25')).toEqual(['10.0.0.0/25 1', '10.0.0.128/25 1'])
  })

  it('goes on with the longest claim, and by family', () => {
    expect(blocks('10.0.0.0/24', '10.0.0.8/30', '10.0.0.200-10.0.1.7', 'fd00::/120', '10.0.0.200')).toEqual(['10.0.0.0-10.0.1.7 4', 'fd00::/120 1'])
  })

  it('has none for nothing', () => expect(blocks()).toEqual([]))
})

describe('claimAt', () => {
  it('takes the smallest claim that has the address', () => {
    const [block] = blocksOf(['10.0.0.0/24', '10.0.0.0/28', '10.0.0.8/30'].map(claim))
    const at = (text: string): string => rangeText(claimAt(block!, { family: 4, value: rangeFrom(text).first }).range)
    expect([at('10.0.0.9'), at('10.0.0.1'), at('10.0.0.77')]).toEqual(['10.0.0.8/30', '10.0.0.0/28', '10.0.0.0/24'])
  })
})
