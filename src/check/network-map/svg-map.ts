/** An address plan as a picture in one file: no script, no font, nothing to load. */

import { counted } from '#check/report/report.ts'
import { rangeText } from '#fleet/network/describe.ts'
import { permilleTaken, type PlanDomain, type PlanSpace } from '#fleet/network/plan/plan.ts'
import { prefixesOf } from '#net/aggregate.ts'
import { formatAddress, formatPrefix } from '#net/format.ts'
import { compareRanges, sizeOf } from '#net/range.ts'
import { foldDomains, foldLanes, headingOf } from './fold.ts'
import { drawLane, ROW, type LanePlace } from './svg-lane.ts'
import { escapeXml, fitText, mapPatterns, rect, STYLE, type MapColours, textAt, textWidth, unit } from './svg-parts.ts'
import { Scale } from './svg-scale.ts'

const WIDTH = 1200
const LEFT = 200
const RIGHT = WIDTH - 24
/** Lanes of a space that are drawn one by one unless all are asked for. */
const LANES = 12
const DOMAINS = 80
/** Domains that the text alternative speaks of one by one. */
const DESCRIBED = 30

/** The picture. `all`: every cluster has a lane of its own. */
export function svgMap(plan: readonly PlanDomain[], { all }: { readonly all: boolean }): string {
  const { parts, height } = drawn(plan, all)
  return `${openingOf(plan, height)}\n${STYLE}\n${rect(0, 0, WIDTH, height, 'bg').replace('class="bg"', 'fill="#fff"')}\n${parts.join('\n')}\n</svg>\n`
}

/** The picture as a part of a page that has the rules of its classes (`mapRules`) and shows its own ground. */
export function svgFigure(plan: readonly PlanDomain[], colours: MapColours): string {
  const { parts, height } = drawn(plan, false)
  return `${openingOf(plan, height)}\n${mapPatterns(colours)}\n${parts.join('\n')}\n</svg>`
}

/** The element with what is said in the place of the picture. */
function openingOf(plan: readonly PlanDomain[], height: number): string {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${unit(height)}" width="${WIDTH}" height="${unit(height)}" role="img" aria-labelledby="krm-title krm-desc">`
  return `${open}\n<title id="krm-title">Address plan: ${escapeXml(summaryOf(plan))}</title>\n<desc id="krm-desc">${escapeXml(descriptionOf(plan))}</desc>`
}

function drawn(plan: readonly PlanDomain[], all: boolean): { readonly parts: readonly string[]; readonly height: number } {
  const drawing = new Drawing()
  drawing.head(plan)
  const { shown, hidden } = foldDomains(plan, all ? Infinity : DOMAINS)
  for (const domain of shown) drawing.domain(domain, all ? Infinity : LANES)
  if (hidden > 0) drawing.note(`${hidden} more domains without overlaps are not drawn`)
  return { parts: drawing.parts, height: drawing.y + 16 }
}

/** Collects parts from top to bottom. */
class Drawing {
  readonly parts: string[] = []
  y = 36

  head(plan: readonly PlanDomain[]): void {
    this.parts.push(textAt(16, this.y, 'Address plan', 't'), textAt(170, this.y, summaryOf(plan), 'q'))
    this.y += 16
    let x = 16
    for (const [style, text] of [['p', 'set aside for a cluster'], ['u', 'handed out or fixed'], ['x', 'excluded'], ['o', 'taken twice'], ['w', 'taken twice, if they meet'], ['f', 'free']] as const) {
      this.parts.push(rect(x, this.y, 22, 13, style), textAt(x + 28, this.y + 10.5, text, 'q'))
      x += 48 + textWidth(text, 11)
    }
    this.parts.push(`<path d="M${unit(x + 3)} ${unit(this.y + 3)}h8l-4 8z" class="g"/>`, textAt(x + 18, this.y + 10.5, 'gateway', 'q'))
    this.y += 26
  }

  domain({ title, assumed, spaces }: PlanDomain, most: number): void {
    this.y += 22
    this.parts.push(`<path d="M16 ${unit(this.y - 18)}H${RIGHT}" class="k"/>`, textAt(16, this.y, headingOf(title), 'h'))
    if (assumed !== '') this.parts.push(textAt(28 + textWidth(title, 15), this.y, assumed, 'q'))
    this.y += 6
    for (const space of spaces) this.#space(space, most)
  }

  note(text: string): void {
    this.y += 22
    this.parts.push(textAt(16, this.y, text, 'q'))
  }

  #space(space: PlanSpace, most: number): void {
    const { range, declared } = space
    const scale = new Scale(range, LEFT, RIGHT - LEFT)
    this.y += 16
    const name = rangeText(range)
    this.parts.push(textAt(16, this.y, name, 'b'))
    if (declared !== undefined) this.parts.push(textAt(LEFT, this.y, fitText(declared, 11, 620), 'q'))
    this.parts.push(textAt(RIGHT, this.y, leftOf(space), 'e q'))
    this.y += 14
    this.#axis(space, scale)
    this.y += 3
    this.#summary(space, scale)
    const { shown, rest } = foldLanes(space, most)
    for (const { cluster, blocks } of shown) this.#lane(cluster ?? 'no cluster', blocks, scale)
    if (rest.length > 0) this.#rest(rest.flatMap(({ blocks }) => blocks), rest.length, scale)
    this.y += 6
  }

  /** The addresses at the quarters. */
  #axis({ range }: PlanSpace, scale: Scale): void {
    const quarters = sizeOf(range) >= 4n ? 4n : 1n
    for (let part = 0n; part < quarters; part++) {
      const value = range.first + (sizeOf(range) / quarters) * part
      const x = scale.placeOf(value)
      this.parts.push(`<path d="M${unit(x)} ${unit(this.y - 8)}v11" class="k"/>`, textAt(x + 3, this.y, formatAddress({ family: range.family, value }), 's'))
    }
  }

  /** Everything in one bar; what is free in it is named. */
  #summary({ taken, free, contests, range }: PlanSpace, scale: Scale): void {
    const { y } = this
    const height = ROW - 4
    this.parts.push(textAt(LEFT - 10, y + 12, 'all', 'e q'), rect(LEFT, y, RIGHT - LEFT, height, 'f'))
    for (const { x, width } of scale.runsOf(taken)) this.parts.push(rect(x, y, width, height, 'p'))
    this.#contests(contests, scale, height)
    for (const gap of free) {
      const { x, width } = scale.spanOf(gap)
      const prefixes = prefixesOf(gap)
      const text = gap.first === range.first && gap.last === range.last ? 'all free' : `free ${prefixes.length === 1 ? formatPrefix(prefixes[0]!) : rangeText(gap)}`
      const fitting = [text, 'free'].find((one) => textWidth(one, 10) + 6 <= width)
      if (fitting !== undefined) this.parts.push(textAt(x + width / 2, y + 11.5, fitting, 's m'))
    }
    this.y += ROW + 2
  }

  /** Hatches what is taken twice in a bar at the present place; what surely is covers what may be. */
  #contests(contests: PlanSpace['contests'], scale: Scale, height: number): void {
    for (const [severity, style] of [['warning', 'w'], ['error', 'o']] as const) {
      const ranges = contests.filter((contest) => contest.severity === severity).map(({ range }) => range)
      for (const { x, width } of scale.runsOf(ranges.toSorted(compareRanges))) this.parts.push(rect(x, this.y, width, height, style))
    }
  }

  #lane(label: string, blocks: PlanSpace['lanes'][number]['blocks'], scale: Scale): void {
    const place: LanePlace = { y: this.y, scale, left: LEFT, right: RIGHT }
    const { parts, height } = drawLane(label, blocks, place)
    this.parts.push(...parts)
    this.y += height + 2
  }

  /** Many lanes as one. */
  #rest(blocks: PlanSpace['lanes'][number]['blocks'], count: number, scale: Scale): void {
    const sorted = blocks.map(({ range }) => range).toSorted(compareRanges)
    this.parts.push(textAt(LEFT - 10, this.y + 14, `${count} more clusters`, 'e q'), rect(LEFT, this.y, RIGHT - LEFT, ROW - 3, 'f'))
    for (const { x, width } of scale.runsOf(sorted)) this.parts.push(rect(x, this.y, width, ROW - 3, 'p', `${counted(blocks.length, 'network')} of ${count} clusters`))
    this.#contests(blocks.flatMap(({ contests }) => contests), scale, ROW - 3)
    this.y += ROW + 2
  }
}

function leftOf(space: PlanSpace): string {
  const permille = permilleTaken(space)
  const taken = permille === 1 ? 'less than 0.2 %' : `${permille / 10} %`
  const largest = space.free.flatMap(prefixesOf).toSorted((a, b) => a.length - b.length)[0]
  return `${taken} taken, ${largest === undefined ? 'nothing free' : `largest free ${formatPrefix(largest)}`}`
}

function summaryOf(plan: readonly PlanDomain[]): string {
  const spaces = plan.flatMap(({ spaces }) => spaces)
  const lanes = spaces.flatMap(({ lanes }) => lanes)
  const clusters = new Set(lanes.flatMap(({ cluster }) => cluster ?? []))
  const contested = lanes.flatMap(({ blocks }) => blocks).filter(({ contests }) => contests.length > 0).length
  const twice = contested === 0 ? 'no address is taken twice' : `${counted(contested, 'network')} with addresses that are taken twice`
  return `${counted(plan.length, 'domain')}, ${counted(clusters.size, 'cluster')}, ${counted(lanes.reduce((sum, { blocks }) => sum + blocks.length, 0), 'network')}; ${twice}`
}

/** The picture in words. */
function descriptionOf(plan: readonly PlanDomain[]): string {
  const said = plan.slice(0, DESCRIBED).map(({ title, spaces }) => {
    const parts = spaces.slice(0, 4).map((space) => {
      const lanes = space.lanes.slice(0, 4).map(({ cluster, blocks }) => `${cluster ?? 'no cluster'}: ${blocks.slice(0, 4).map(({ network, range }) => `${network} ${rangeText(range)}`).join(', ')}`)
      const contests = space.contests.slice(0, 4).map(({ witness, subject, other }) => `${witness} is taken by ${subject} and ${other}`)
      return [`${rangeText(space.range)}, ${leftOf(space)}`, ...lanes, ...contests].join('; ')
    })
    return `${title}: ${parts.join('. ')}.`
  })
  return plan.length > DESCRIBED ? `${said.join(' ')} And ${plan.length - DESCRIBED} more domains.` : said.join(' ')
}
