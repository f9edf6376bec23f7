/** Which addresses networks really take: pools without their excludes, and fixed addresses. */

import { compareRanges, holds, type Range } from '#net/range.ts'
import { subtract } from '#net/range-set.ts'
import type { Address } from '#net/address.ts'
import type { Allocation, Network } from './model.ts'

/** A range that a network takes. A pool with excludes in it is several claims. */
export interface Claim {
  readonly network: Network
  readonly allocation: Allocation
  readonly range: Range
}

/** What a network takes, in its order. */
export function claimsOf(network: Network): Claim[] {
  const { allocations } = network
  const excludes = allocations.filter(({ role }) => role === 'exclude')
  return allocations.flatMap((allocation) => {
    if (allocation.role !== 'pool' && allocation.role !== 'host') return []
    return freeOf(allocation, excludes).map((range) => ({ network, allocation, range }))
  })
}

/** The addresses of a pool that its excludes leave; those of a fixed address are itself. */
export function freeOf(allocation: Allocation, excludes: readonly Allocation[]): readonly Range[] {
  if (allocation.role !== 'pool' || excludes.length === 0) return [allocation.range]
  const own = excludes.filter(({ part }) => part === undefined || part === allocation.part)
  return own.length === 0 ? [allocation.range] : subtract([allocation.range], own.map(({ range }) => range))
}

/** Claims that overlap each other, as one range. Blocks of one list are disjoint. */
export interface Block {
  readonly range: Range
  readonly claims: readonly Claim[]
}

/** The claims of one owner as blocks, sorted. Ranges that only touch stay apart. */
export function blocksOf(claims: readonly Claim[]): Block[] {
  const blocks: { range: Range; claims: Claim[] }[] = []
  for (const claim of claims.length < 2 ? claims : claims.toSorted((a, b) => compareRanges(a.range, b.range))) {
    const open = blocks.at(-1)
    const { family, first, last } = claim.range
    if (open !== undefined && open.range.family === family && first <= open.range.last) {
      open.claims.push(claim)
      if (last > open.range.last) open.range = { ...open.range, last }
    } else blocks.push({ range: claim.range, claims: [claim] })
  }
  return blocks
}

/** The claim of a block that has an address; the smallest one, since it says most. */
export function claimAt(block: Block, address: Address): Claim {
  let best: Claim | undefined
  for (const claim of block.claims) {
    if (!holds(claim.range, address)) continue
    if (best === undefined || claim.range.last - claim.range.first < best.range.last - best.range.first) best = claim
  }
  return best!
}
