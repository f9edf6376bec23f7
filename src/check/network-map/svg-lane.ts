/** One lane of the picture: the networks of a cluster within a space. */

import { rangeText } from '#fleet/network/describe.ts'
import type { PlanBlock, PlanContest } from '#fleet/network/plan/plan.ts'
import { compareRanges } from '#net/range.ts'
import { escapeXml, fitText, rect, textAt, textWidth, unit } from './svg-parts.ts'
import type { Scale } from './svg-scale.ts'

/** The height of a row of blocks, and of a line that names an overlap. */
export const ROW = 20
export const LINE = 15

/** Rows of one lane; what does not fit is drawn into the last one. */
const MOST_ROWS = 4
/** Overlaps of a lane that are written below it. */
const MOST_LINES = 3
/** Names beside blocks are for rows with few of them. */
const MOST_NAMED = 24
/** A block that is narrower has no room for anything but its place. */
const NARROW = 3

/** What a lane is made of, and how high it is. */
export interface DrawnLane {
  readonly parts: readonly string[]
  readonly height: number
}

/** Where a lane is drawn. */
export interface LanePlace {
  readonly y: number
  readonly scale: Scale
  /** The ends of the bar. */
  readonly left: number
  readonly right: number
}

/** Draws blocks in as few rows as they need without covering each other, and below them the addresses that are taken twice. */
export function drawLane(label: string, blocks: readonly PlanBlock[], place: LanePlace): DrawnLane {
  const rows = rowsOf(blocks)
  const lines = linesOf(blocks)
  const height = rows.length * ROW
  const parts = [
    `<g>${textAt(place.left - 10, place.y + 14, fitText(label, 11, place.left - 30), 'e')}<title>${escapeXml(label)}</title></g>`,
    rect(place.left, place.y, place.right - place.left, height - 3, 'f'),
    ...rows.flatMap((row, index) => drawRow(row, { ...place, y: place.y + index * ROW })),
    ...lines.map((contest, index) => drawLine(contest, place.y + height + index * LINE + 9, place)),
  ]
  return { parts, height: height + lines.length * LINE + (lines.length > 0 ? 4 : 0) }
}

/** First fit: a block goes into the first row whose last block ends before it. */
function rowsOf(blocks: readonly PlanBlock[]): PlanBlock[][] {
  const rows: PlanBlock[][] = []
  for (const block of blocks.toSorted((a, b) => compareRanges(a.range, b.range))) {
    const row = rows.find((row) => row.at(-1)!.range.last < block.range.first) ?? (rows.length < MOST_ROWS ? undefined : rows.at(-1))
    if (row === undefined) rows.push([block])
    else row.push(block)
  }
  return rows
}

function drawRow(blocks: readonly PlanBlock[], place: LanePlace): string[] {
  const { scale, y } = place
  const isNarrow = (block: PlanBlock): boolean => block.contests.length === 0 && scale.spanOf(block.range, 0).width < NARROW
  const narrow = blocks.filter(isNarrow)
  const runs = scale.runsOf(narrow.map(({ range }) => range)).map(({ x, width }) => rect(x, y, Math.max(width, 2), ROW - 3, 'u', narrow.length === 1 ? titleOf(narrow[0]!) : ''))
  return [...runs, ...blocks.filter((block) => !isNarrow(block)).flatMap((block) => drawBlock(block, place)), ...namesBeside(blocks, place)]
}

/** Blocks without room for their name have it beside them, where the row is empty. */
function namesBeside(blocks: readonly PlanBlock[], { scale, y, left, right }: LanePlace): string[] {
  const spans = blocks.map(({ range }) => scale.spanOf(range))
  // The ends of what is drawn in the row so far; more than this many blocks leave no room for names.
  if (blocks.length > MOST_NAMED) return []
  let from = left
  return blocks.flatMap((block, index) => {
    const { x, width } = spans[index]!
    const before = Math.max(from, index === 0 ? left : spans[index - 1]!.x + spans[index - 1]!.width)
    from = x + width
    if (nameIn(block, width) !== undefined) return []
    const text = `${block.network} ${rangeText(block.range)}`
    const needed = textWidth(text, 11) + 12
    const next = spans[index + 1]?.x ?? right
    if (x + width + needed <= next) {
      from = x + width + needed
      return [textAt(x + width + 6, y + 12.5, text, 'n')]
    }
    return before + needed <= x ? [textAt(x - 6, y + 12.5, text, 'e')] : []
  })
}

/** The longest name of a block that fits into it. */
function nameIn({ network, range }: PlanBlock, width: number): string | undefined {
  return [`${network} ${rangeText(range)}`, network].find((text) => textWidth(text, 11) + 8 <= width)
}

function drawBlock(block: PlanBlock, { scale, y }: LanePlace): string[] {
  const { x, width } = scale.spanOf(block.range)
  const height = ROW - 3
  const text = nameIn(block, width)
  const isDark = block.used.length > 0
  const contested = block.contests.map(({ range, severity }) => ({ ...scale.spanOf(range), severity }))
  const parts = [
    rect(x, y, width, height, 'p'),
    ...scale.runsOf(block.used).map((run) => rect(run.x, y, run.width, height, 'u')),
    ...scale.runsOf(block.excluded).map((run) => rect(run.x, y, run.width, height, 'x')),
    ...contested.map((run) => rect(run.x, y, run.width, height, run.severity === 'error' ? 'o' : 'w')),
    ...block.gateways.map((range) => gatewayAt(scale.spanOf(range).x, y)),
  ]
  if (text !== undefined) parts.push(...labelOf(text, x, y, width, isDark, contested.length > 0 || block.excluded.length > 0))
  return [`<g>${parts.join('')}<title>${escapeXml(titleOf(block))}</title></g>`]
}

/** A name on a pattern stands on white, so that it can be read. */
function labelOf(text: string, x: number, y: number, width: number, isDark: boolean, isPatterned: boolean): string[] {
  if (!isPatterned) return [textAt(x + 4, y + 12.5, text, isDark ? 'l' : 'n')]
  const wide = Math.min(width - 4, textWidth(text, 11) + 6)
  return [rect(x + 2, y + 2, wide, ROW - 7, 'f'), textAt(x + 5, y + 12.5, text, 'n')]
}

/** A mark that points down at the router's address. */
function gatewayAt(x: number, y: number): string {
  return `<path d="M${unit(x - 3)} ${unit(y - 2)}h6l-3 6z" class="g"/>`
}

function titleOf({ subject, range, at, contests }: PlanBlock): string {
  return [`${rangeText(range)}: ${subject}, ${at}`, ...contests.slice(0, MOST_LINES).map((contest) => `${contest.witness} also: ${contest.other}, ${contest.otherAt}`)].join('; ')
}

interface Line {
  readonly contest: PlanContest
  readonly more: number
}

function linesOf(blocks: readonly PlanBlock[]): Line[] {
  const all = blocks.flatMap(({ contests }) => contests)
  const shown = all.slice(0, MOST_LINES)
  return shown.map((contest, index) => ({ contest, more: index === shown.length - 1 ? all.length - shown.length : 0 }))
}

/** The address that both take, below the place where it is, or as near to it as the text allows. */
function drawLine({ contest, more }: Line, y: number, { scale, left, right }: LanePlace): string {
  const { witness, other, severity } = contest
  const text = `${witness} ${severity === 'error' ? 'taken twice' : 'taken twice if they meet'}: also ${other}${more > 0 ? `, and ${more} more` : ''}`
  const fitting = fitText(text, 11, right - left - 16)
  const { x } = scale.spanOf(contest.range)
  const start = Math.max(left, Math.min(x, right - textWidth(fitting, 11) - 14))
  return `<g><path d="M${unit(x + 1)} ${unit(y - 11)}v${unit(4)}H${unit(start + 4)}v3" fill="none" stroke="#a40e26"/>${textAt(start + 8, y, fitting, 'c')}</g>`
}
