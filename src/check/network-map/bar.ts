/** A range of addresses as a row of cells: which of them are free, taken, handed out, contested. */

import { sizeOf, type Range } from '#net/range.ts'

/** What a cell shows; the later one wins where several meet in a cell. */
export const CELLS = ['free', 'taken', 'used', 'contested'] as const
export type Cell = (typeof CELLS)[number]

/** How cells and the branches of a tree are written. */
export interface Glyphs {
  readonly cells: Readonly<Record<Cell, string>>
  readonly branch: string
  readonly lastBranch: string
  readonly through: string
  readonly dash: string
}

export const UNICODE: Glyphs = { cells: { free: '·', taken: '▒', used: '█', contested: '╳' }, branch: '├─ ', lastBranch: '└─ ', through: '│  ', dash: '–' }
export const ASCII: Glyphs = { cells: { free: '.', taken: '+', used: '#', contested: 'X' }, branch: '|- ', lastBranch: '`- ', through: '|  ', dash: '-' }

/** Ranges to be painted as one kind of cell. */
export type Layer = readonly [cell: Cell, ranges: readonly Range[]]

/** The row: every range has at least one cell, however small it is; later layers paint over earlier ones. */
export function barOf(space: Range, width: number, layers: readonly Layer[], glyphs: Glyphs): string {
  const cells: Cell[] = Array.from({ length: width }, () => 'free')
  const size = sizeOf(space)
  const cellOf = (value: bigint): number => Number(((value - space.first) * BigInt(width)) / size)
  for (const [cell, ranges] of layers) {
    for (const { first, last } of ranges) {
      const from = first < space.first ? 0 : cellOf(first)
      const to = last > space.last ? width - 1 : cellOf(last)
      for (let at = from; at <= to; at++) cells[at] = cell
    }
  }
  return cells.map((cell) => glyphs.cells[cell]).join('')
}
