import { compareRanges, type Range } from './range.ts'

/** What the sweep met. Positions are positions in the sweep order; a run of equal ranges is named by its first position. */
export interface Sweep {
  /** The end (exclusive) of every run of two or more equal ranges, by its start, ascending. */
  readonly ends: ReadonlyMap<number, number>
  /** Pairs of runs that share an address: `lefts[i]` starts before `rights[i]`. */
  readonly lefts: readonly number[]
  readonly rights: readonly number[]
  /** Whether a run met more than `nearest` earlier runs, so that pairs were left out. */
  readonly complete: boolean
}

/**
 * Walks the ranges in sweep order and pairs each run of equal ranges with the `nearest` earlier runs at most that it
 * meets, the latest first. The runs that may still be met are a chain from the latest to the earliest; one that ended
 * is taken out when it is seen. A step therefore removes a run for good or lists a pair: O(n · nearest) steps in all.
 */
export function sweep(ranges: readonly Range[], order: Uint32Array, nearest: number): Sweep {
  const ends = new Map<number, number>()
  const lefts: number[] = []
  const rights: number[] = []
  let complete = true
  const earlier = new Int32Array(order.length)
  const rangeAt = (position: number): Range => ranges[order[position]!]!
  let latest = -1
  for (let start = 0, end = 0; start < order.length; start = end) {
    const range = rangeAt(start)
    for (end = start + 1; end < order.length && compareRanges(rangeAt(end), range) === 0; ) end++
    if (end > start + 1) ends.set(start, end)
    let listed = 0
    for (let run = latest, later = -1; run >= 0; run = earlier[run]!) {
      if (isOver(rangeAt(run), range)) {
        if (later < 0) latest = earlier[run]!
        else earlier[later] = earlier[run]!
        continue
      }
      if (listed === nearest) {
        complete = false
        break
      }
      lefts.push(run)
      rights.push(start)
      listed++
      later = run
    }
    earlier[start] = latest
    latest = start
  }
  return { ends, lefts, rights, complete }
}

/** Whether `run`, which does not start after `range`, ends before it starts; other families are over as well. */
const isOver = (run: Range, range: Range): boolean => run.family !== range.family || run.last < range.first
