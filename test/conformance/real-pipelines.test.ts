/**
 * Every real package with the pipeline that it has, as it is and once more as somebody's clone under another name: many
 * functions find nothing to do in a blueprint. Ours: what is built in, as `krm-fleet render` chooses it. kpt: the Go
 * functions of the very tags, as programs. The table says why a package is not compared, or not in full.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { corpusDir, describeWith, kptVersion, needs, PINNED_KPT } from '../oracles/oracles.ts'
import { differences } from '../render/compare-trees.ts'
import { kptEach, kptTogether, type KptLeft } from '../render/kpt-together.ts'
import { Workshop } from '../render/with-kpt.ts'
import { answerOf, realPackages, shortName, Stage, variantImages, type Answer, type RealPackage } from './real/pipelines.ts'

const DOCUMENT = new URL('../../docs/kpt.md', import.meta.url)
const workshop = new Workshop()
afterAll(() => workshop.remove(), 60_000)

/** What a package is counted under. The order is that of the document. */
const CLASSES = {
  'no functions': 'no function',
  'built in': 'only functions that are built in',
  program: 'starlark v0.4.3 too, which runs in its container; in this comparison its program runs on both sides',
  controller: "functions of Nephio too that wait for a controller (KPT151); in kpt's place of them a program that changes nothing",
  container: 'functions too whose programs could not be had for kpt: not compared',
} as const

type Class = keyof typeof CLASSES

function classOf({ images }: RealPackage): Class {
  const answers = new Set<Answer>(images.map(answerOf))
  const first = (['container', 'controller', 'program', 'built in'] as const).find((answer) => answers.has(answer))
  return first ?? 'no functions'
}

interface Row {
  readonly real: RealPackage
  readonly class: Class
  /** With both; undefined where nothing was compared. */
  readonly fails?: boolean
  /** Files that rendering changes: of the package as it is, and of its clone. */
  readonly changed?: readonly number[]
  readonly wrong: readonly string[]
}

const requirements = [needs.kpt(), needs.corpus(), ...['apply-replacements', 'set-namespace', 'apply-setters', 'starlark'].map((name) => needs.goFunction(name))]

describeWith(`real packages with their own pipelines as kpt ${kptVersion() ?? ''} renders them`, requirements, () => {
  const corpus = corpusDir()!
  const packages = realPackages(corpus)
  const rows: Row[] = []

  beforeAll(async () => {
    const compared = packages.filter((real) => classOf(real) !== 'container')
    const plain = await leftOf('plain', compared.filter(({ images }) => images.length === 0))
    const busy = compared.filter(({ images }) => images.length > 0)
    const [asIs, clones] = [await leftOf('busy', busy), await leftOf('clones', busy, 'another-name')]
    for (const real of packages) {
      const found = [plain, asIs, clones].flatMap((left) => left.get(real) ?? [])
      rows.push({ real, class: classOf(real), wrong: found.flatMap(({ wrong }) => wrong), ...(found.length > 0 && { fails: found[0]!.fails, changed: found.map(({ changed }) => changed) }) })
    }
    process.stderr.write(rows.map(line).join(''))
  }, 300_000)

  interface Compared {
    readonly fails: boolean
    readonly changed: number
    readonly wrong: readonly string[]
  }

  /** Renders the packages by both in directories of their own, and compares. */
  async function leftOf(folder: string, those: readonly RealPackage[], renamed?: string): Promise<Map<RealPackage, Compared>> {
    const stage = new Stage(`${workshop.dir}/${folder}`)
    const names = those.map((real) => stage.lay(corpus, real, renamed))
    const kpt = folder === 'plain' ? await kptTogether(stage.dir, names, []) : await kptEach(stage.dir, names, ['--allow-exec'])
    const compared = new Map<RealPackage, Compared>()
    for (const [index, real] of those.entries()) compared.set(real, await compare(stage, names[index]!, real, kpt.get(names[index]!)!))
    return compared
  }

  async function compare(stage: Stage, name: string, real: RealPackage, kpt: KptLeft): Promise<Compared> {
    const ours = await stage.ours(name, real)
    const wrong = differences(stage.restored(kpt.files), ours.files)
    if (ours.exitCode !== kpt.exitCode) wrong.push(`exit code ${kpt.exitCode} with kpt, ${ours.exitCode} with us: ${kpt.stderr}${ours.said}`)
    const around = real.images.filter((image) => answerOf(image) === 'controller')
    for (const image of around) if (!ours.said.includes(`KPT151 ${image} was not run`)) wrong.push(`${image} was passed over without a finding`)
    return { fails: ours.exitCode !== 0, changed: ours.changed, wrong }
  }

  it.each(packages.map((real) => [real.path, real] as const))('%s', (_, real) => expect(rows.find((row) => row.real === real)!.wrong.join('\n')).toBe(''))

  it('every pipeline has something to do in a package or in its clone', () => {
    expect(rows.filter(({ real, changed }) => real.images.length > 0 && changed?.every((files) => files === 0)).map(({ real }) => real.path)).toEqual([])
  })

  it('the document has the table', () => {
    const text = readFileSync(DOCUMENT, 'utf8')
    const fresh = text.replace(/(<!-- generated: packages -->\n)[^]*?(<!-- end -->)/, (_, head: string, end: string) => `${head}${tableOf(rows)}${variantsLine(variantImages(corpus))}${end}`)
    if (process.env['KRM_FLEET_GOLDEN'] === undefined) expect(text).toBe(fresh)
    else writeFileSync(DOCUMENT, fresh)
  })
})

function verdictOf({ class: of, fails, wrong }: Row): string {
  if (of === 'container') return 'not compared'
  return wrong.length > 0 ? 'DIFFERS' : fails === true ? 'both fail' : 'equal'
}

function line(row: Row): string {
  const images = row.real.images.map((image) => `${shortName(image)} (${answerOf(image)})`).join(', ')
  return `${row.real.path.padEnd(72)}${verdictOf(row).padEnd(14)}${(row.changed ?? []).join(' ').padEnd(8)}${images}\n`
}

function tableOf(rows: readonly Row[]): string {
  const names = (of: Class): string => {
    const images = rows.filter((row) => row.class === of).flatMap(({ real }) => real.images.filter((image) => answerOf(image) === of))
    return [...new Set(images.map(shortName))].toSorted().map((name) => `\`${name}\``).join(', ')
  }
  const cells = (Object.entries(CLASSES) as [Class, string][]).map(([of, means]) => {
    const those = rows.filter((row) => row.class === of)
    const count = (verdict: string): number => those.filter((row) => verdictOf(row) === verdict).length
    const equal = of === 'container' ? those.map(({ real }) => `\`${real.path}\``).join(', ') : `${count('equal')} equal${count('both fail') > 0 ? `, ${count('both fail')} fail with both` : ''}`
    return `| ${means} | ${names(of)} | ${those.length} | ${equal} |\n`
  })
  return `\nWith kpt ${PINNED_KPT}, by value and by comment, packages with functions once as they are and once under another name:\n\n| the package's pipelines name | which | packages | result |\n|---|---|---|---|\n${cells.join('')}\n`
}

/** What variants put into packages, and whether that is built in. */
function variantsLine(images: readonly string[]): string {
  const names = [...new Set(images.map(shortName))].toSorted()
  const each = names.map((name) => {
    const those = images.filter((image) => shortName(image) === name)
    return `\`${name}\` ${those.length} times (${answerOf(those[0]!)})`
  })
  return `The PackageVariants among these packages put in: ${each.join(', ')}.\n\n`
}
