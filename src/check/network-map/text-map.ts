/** An address plan for a terminal: a tree of domains, spaces, clusters and networks, with a bar that shows where each lies. */

import { counted } from '#check/report/report.ts'
import { rangeText } from '#fleet/network/describe.ts'
import { permilleTaken, takenBy, type PlanBlock, type PlanContest, type PlanDomain, type PlanLane, type PlanSpace } from '#fleet/network/plan/plan.ts'
import { prefixesOf } from '#net/aggregate.ts'
import { formatPrefix } from '#net/format.ts'
import type { Range } from '#net/range.ts'
import { barOf, type Glyphs, type Layer } from './bar.ts'
import { foldBlocks, foldDomains, foldLanes, headingOf } from './fold.ts'

/** How a map is drawn. */
export interface TextMapOptions {
  /** Characters of a line; bars and labels fit in, notes go to a line of their own where they do not. */
  readonly columns: number
  readonly glyphs: Glyphs
  /** Every lane and network, however many there are. */
  readonly all: boolean
}

/** Domains, lanes of a space, and networks of a lane that are drawn one by one unless all are asked for. */
const DOMAINS = 200
const LANES = 16
const BLOCKS = 12

/** One line: a label, a bar, a note. */
interface Row {
  readonly label: string
  readonly layers: readonly Layer[]
  readonly note: string
  readonly children: readonly Row[]
}

/** The map, ending in a line break; empty for a plan of nothing. */
export function textMap(plan: readonly PlanDomain[], options: TextMapOptions): string {
  const { shown, hidden } = foldDomains(plan, options.all ? Infinity : DOMAINS)
  const domains = shown.map(({ title, assumed, spaces }) => ({ title: assumed === '' ? headingOf(title) : `${headingOf(title)} (${assumed})`, spaces: spaces.map((space) => ({ space, row: rowOfSpace(space, options) })) }))
  const rows = domains.flatMap(({ spaces }) => spaces.map(({ row }) => row))
  const widest = Math.max(0, ...rows.map((row) => labelWidth(row, 0)))
  const label = Math.min(widest, Math.max(18, Math.floor(options.columns * 0.4)))
  const note = Math.max(0, ...rows.map((row) => noteWidth(row)))
  const bar = barWidth(options.columns - label - 6, note)
  const lines = domains.flatMap(({ title, spaces }) => [title, ...spaces.flatMap(({ space, row }) => linesOf(row, space.range, { label, bar }, options, '', '')), ''])
  if (hidden > 0) lines.push(`${hidden} more domains without overlaps`, '')
  return lines.length === 0 ? '' : `${lines.join('\n')}\n${legend(options.glyphs)}\n`
}

function legend({ cells }: Glyphs): string {
  return `${cells.taken} set aside  ${cells.used} handed out or fixed  ${cells.contested} taken twice  ${cells.free} free`
}

function rowOfSpace(space: PlanSpace, { all, glyphs }: TextMapOptions): Row {
  const { shown, rest } = foldLanes(space, all ? Infinity : LANES)
  const largest = space.free.flatMap(prefixesOf).toSorted((a, b) => a.length - b.length)[0]
  const left = largest === undefined ? 'nothing free' : `largest free ${formatPrefix(largest)}`
  const lanes = shown.map((lane) => rowOfLane(lane, all, glyphs))
  const folded = rest.length === 0 ? [] : [{ label: `${rest.length} more clusters`, layers: layersOf(rest.flatMap(({ blocks }) => blocks)), note: counted(rest.reduce((sum, { blocks }) => sum + blocks.length, 0), 'network'), children: [] }]
  return {
    label: rangeText(space.range),
    layers: layersOf(space.lanes.flatMap(({ blocks }) => blocks)),
    note: `${percent(permilleTaken(space))} taken, ${left}`,
    children: [...lanes, ...folded],
  }
}

function rowOfLane(lane: PlanLane, all: boolean, glyphs: Glyphs): Row {
  const label = lane.cluster ?? '(no cluster)'
  const [only] = lane.blocks
  if (lane.blocks.length === 1) return { label, layers: layersOf(lane.blocks), note: `${rangeText(only!.range)} ${only!.network}`, children: lane.blocks.flatMap((block) => rowsOfContests(block, glyphs)) }
  const { shown, rest } = foldBlocks(lane, all ? Infinity : BLOCKS)
  const folded = rest.length === 0 ? [] : [{ label: `${rest.length} more networks`, layers: layersOf(rest), note: '', children: [] }]
  const children = shown.map((block) => ({ label: rangeText(block.range), layers: layersOf([block]), note: block.network, children: rowsOfContests(block, glyphs) }))
  return { label, layers: layersOf(lane.blocks), note: counted(lane.blocks.length, 'network'), children: [...children, ...folded] }
}

/** Contests have no bar: they are said below their network. */
function rowsOfContests({ contests }: PlanBlock, { cells, dash }: Glyphs): Row[] {
  const say = ({ witness, other, otherAt, severity }: PlanContest): string => `${cells.contested} ${witness} also ${other} (${otherAt})${severity === 'warning' ? ` ${dash} if they meet` : ''}`
  const shown = contests.slice(0, 3).map((contest) => ({ label: say(contest), layers: [], note: '', children: [] }))
  return contests.length > 3 ? [...shown, { label: `${cells.contested} and ${contests.length - 3} more`, layers: [], note: '', children: [] }] : shown
}

function layersOf(blocks: readonly PlanBlock[]): Layer[] {
  const ranges = (of: (block: PlanBlock) => readonly Range[]): Range[] => blocks.flatMap(of)
  return [
    ['taken', takenBy({ cluster: undefined, blocks })],
    ['used', ranges(({ used }) => used)],
    ['contested', ranges(({ contests }) => contests.map(({ range }) => range))],
  ]
}

function percent(permille: number): string {
  return permille === 1 ? '< 0.2 %' : `${permille % 10 === 0 ? permille / 10 : (permille / 10).toFixed(1)} %`
}

function labelWidth({ label, layers, children }: Row, depth: number): number {
  const own = layers.length === 0 ? 0 : label.length + depth * 3
  return Math.max(own, ...children.map((child) => labelWidth(child, depth + 1)))
}

function noteWidth({ layers, note, children }: Row): number {
  return Math.max(layers.length === 0 ? 0 : note.length + 2, ...children.map(noteWidth))
}

/** A power of two, so that the ends of prefixes are ends of cells; as wide as the notes beside it allow. */
function barWidth(room: number, note: number): number {
  return [64, 32, 16].find((width) => width + note <= room) ?? (room >= 64 ? 32 : room >= 32 ? 16 : 8)
}

function linesOf(row: Row, space: Range, width: { readonly label: number; readonly bar: number }, options: TextMapOptions, head: string, below: string): string[] {
  const { glyphs, columns } = options
  const label = `  ${head}${row.label}`
  const rest = row.children.flatMap((child, index) => {
    const isLast = index === row.children.length - 1
    return linesOf(child, space, width, options, below + (isLast ? glyphs.lastBranch : glyphs.branch), below + (isLast ? '   ' : glyphs.through))
  })
  if (row.layers.length === 0) return [label, ...rest]
  const bar = barOf(space, width.bar, row.layers, glyphs)
  const isWide = label.length > width.label + 2
  const lines = isWide ? [label, `${' '.repeat(width.label + 4)}${bar}`] : [`${label.padEnd(width.label + 4)}${bar}`]
  const last = lines.at(-1)!
  if (row.note === '') return [...lines, ...rest]
  if (last.length + 2 + row.note.length <= columns) return [...lines.slice(0, -1), `${last}  ${row.note}`, ...rest]
  return [...lines, `${' '.repeat(Math.max(4, Math.min(width.label + 4, columns - row.note.length)))}${row.note}`, ...rest]
}
