// The address plan in all its forms, as files beside the fleets that they are of. `npm run golden` rewrites them; look at
// the pictures before you commit them.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ASCII, UNICODE } from '#check/network-map/bar.ts'
import { jsonMap } from '#check/network-map/json-map.ts'
import { svgMap } from '#check/network-map/svg-map.ts'
import { textMap } from '#check/network-map/text-map.ts'
import { addressPlan } from '#fleet/network/plan/address-plan.ts'
import type { PlanDomain } from '#fleet/network/plan/plan.ts'
import { context, modelOf, resourcesOf } from './resources.ts'

const golden = process.env['KRM_FLEET_GOLDEN'] !== undefined
const folder = fileURLToPath(new URL('maps/', import.meta.url))
const examples = fileURLToPath(new URL('../../examples/fleet/', import.meta.url))

function planOf(files: Readonly<Record<string, string>>): PlanDomain[] {
  return addressPlan(modelOf(resourcesOf(files)), [])
}

function filesBelow(directory: string): Record<string, string> {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml')).toSorted()
  return Object.fromEntries(paths.map((path) => [path, readFileSync(`${directory}/${path}`, 'utf8')]))
}

/** A fleet in which every third cluster takes the range of the one before it. */
function manyClusters(count: number): PlanDomain[] {
  const range = (index: number): number => (index % 3 === 2 ? index - 1 : index)
  const files = Array.from({ length: count }, (_, index) => [`c${index}.yaml`, context(`c${String(index).padStart(3, '0')}`, [`name: n2, ipRange: 10.0.${range(index)}.0/24, vlan: 7`], '  masterInterface: eth1\n')] as const)
  return planOf(Object.fromEntries(files))
}

const PLANS: Readonly<Record<string, PlanDomain[]>> = { showcase: planOf(filesBelow(`${folder}showcase`)), examples: planOf(filesBelow(examples)), 'many-clusters': manyClusters(60) }

const FORMS: Readonly<Record<string, (plan: PlanDomain[]) => string>> = {
  'txt': (plan) => textMap(plan, { columns: 110, glyphs: UNICODE, all: false }),
  'ascii.txt': (plan) => textMap(plan, { columns: 72, glyphs: ASCII, all: false }),
  'svg': (plan) => svgMap(plan, { all: false }),
  'json': jsonMap,
}

describe.each(Object.keys(PLANS))('%s', (name) => {
  it.each(Object.keys(FORMS))('%s', (form) => {
    const text = FORMS[form]!(PLANS[name]!)
    const file = `${folder}${name}.${form}`
    if (golden) writeFileSync(file, text)
    else expect(text).toBe(readFileSync(file, 'utf8'))
  })
})

it('docs/network.md shows them', () => {
  const docs = fileURLToPath(new URL('../../docs/', import.meta.url))
  const page = readFileSync(`${docs}network.md`, 'utf8')
  const map = `\`\`\`text\n${FORMS['txt']!(PLANS['showcase']!)}\`\`\`\n`
  const fresh = page.replace(/(<!-- generated: map -->\n)[^]*?(<!-- end -->)/, (_, start: string, end: string) => `${start}${map}${end}`)
  const picture = svgMap(PLANS['showcase']!, { all: false })
  if (golden) {
    mkdirSync(`${docs}images`, { recursive: true })
    writeFileSync(`${docs}network.md`, fresh)
    writeFileSync(`${docs}images/address-plan.svg`, picture)
  }
  expect(page.includes('<!-- generated: map -->')).toBe(true)
  expect(readFileSync(`${docs}network.md`, 'utf8')).toBe(fresh)
  expect(readFileSync(`${docs}images/address-plan.svg`, 'utf8')).toBe(picture)
})

describe('a text map', () => {
  const long = (columns: number, glyphs = UNICODE): number => Math.max(...textMap(PLANS['showcase']!, { columns, glyphs, all: true }).split('\n').filter((line) => line.startsWith(' ') && !/[╳X] /.test(line)).map((line) => line.length))

  it.each([60, 72, 80, 100, 132])('fits into %i columns', (columns) => expect(long(columns)).toBeLessThanOrEqual(columns))

  it('has no character beyond ASCII where none is wanted', () => {
    expect(textMap(PLANS['showcase']!, { columns: 80, glyphs: ASCII, all: true })).toMatch(/^[\n -~]*$/)
  })

  it('draws every cluster when all are asked for', () => {
    const lanes = (all: boolean): number => textMap(PLANS['many-clusters']!, { columns: 100, glyphs: UNICODE, all }).match(/─ c\d{3} /g)!.length
    expect([lanes(false), lanes(true)]).toEqual([16, 60])
  })

  it('is empty for a plan of nothing', () => expect(textMap([], { columns: 80, glyphs: UNICODE, all: false })).toBe(''))
})

describe('a picture', () => {
  const evil = planOf({ 'c.yaml': context('"<script>alert(1)</script>&\\u202e\\u0000"', ['name: "</text><image href=x>", ipRange: 10.0.0.0/24']) })

  it.each([...Object.entries(PLANS), ['hostile names', evil]] as const)('of %s stands alone and is well formed', (_, plan) => {
    const svg = svgMap(plan, { all: true })
    expect(svg).not.toMatch(/<(?:script|image|foreignObject|use|a)\b|<[^>]*href=|@import|@font-face|url\((?!#krm-)/i)
    expect(svg).toMatch(/<title id="krm-title">[^<]+<\/title>\n<desc id="krm-desc">[^<]*<\/desc>/)
    expect(svg).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/)
    expect(openElements(svg)).toEqual([])
  })

  it('names the witness of every overlap that it hatches', () => {
    const svg = svgMap(PLANS['showcase']!, { all: false })
    expect(svg).toContain('10.1.0.160 taken twice')
    expect(svg).toContain('class="o"')
    expect(svg).toContain('class="w"')
  })

  it('stays small however many domains and networks there are', () => {
    const networks = Array.from({ length: 3000 }, (_, index) => `name: n${index}, ipRange: 10.${index >> 8}.${index & 255}.0/24, vlan: ${index % 500}`)
    const plan = planOf({ 'c.yaml': context('c', networks, '  masterInterface: eth1\n') })
    expect(svgMap(plan, { all: false }).length).toBeLessThan(1_000_000)
  })
})

/** Elements that are opened and never closed, or closed and never opened; text between tags must hold no bare `<` or `&`. */
function openElements(xml: string): string[] {
  const open: string[] = []
  const rest = xml.replaceAll(/<(\/?)([a-z]+)((?:\s[a-zA-Z-:]+="[^"<]*")*)\s*(\/?)>/g, (_, end: string, name: string, __: string, self: string) => {
    if (end === '/' && open.at(-1) === name) open.pop()
    else if (self === '') open.push(end + name)
    return ''
  })
  if (/<|&(?!#\d+;)/.test(rest)) open.push('text')
  return open
}
