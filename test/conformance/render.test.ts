/** Our renderer against the real kpt: one package per clause, the same programs as functions on both sides. */

import { afterAll, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { resourceListText, unwrappedText } from '#render/output-list.ts'
import { describeWith, kptVersion, needs } from '../oracles/oracles.ts'
import { differences } from '../render/compare-trees.ts'
import { CASES, type ConformanceCase } from '../render/conformance-cases.ts'
import { filesOf } from '../render/package-text.ts'
import { randomPackage } from '../render/random-packages.ts'
import { Workshop, type Left } from '../render/with-kpt.ts'

const workshop = new Workshop()
afterAll(() => workshop.remove(), 120_000)

/** Beta.61.1 put a package's own resources before those of its sub-packages; older ones had them last. */
const isOrdered = Number(/beta\.(\d+)/.exec(kptVersion() ?? '')?.[1] ?? 0) >= 62

/** Entries of results.yaml with kpt's own exit code left out: kpt writes 0 there when it fails before results are read. */
function resultItems(left: Left): unknown {
  const list = left.results === undefined ? {} : (parse(left.results) as { items?: unknown })
  return list.items ?? []
}

async function both(test: ConformanceCase): Promise<{ kpt: Left; ours: Awaited<ReturnType<Workshop['ours']>> }> {
  const files = filesOf(test.files((body) => workshop.script(body)))
  const ours = await workshop.ours(workshop.write(files))
  return { kpt: workshop.kpt(workshop.write(files)), ours }
}

describeWith(`rendering as kpt ${kptVersion() ?? ''} does`, needs.kpt(), () => {
  it.each(CASES.filter(({ differs }) => differs === undefined).map((test) => [test.name, test] as const))('%s', async (_, test) => {
    const { kpt, ours } = await both(test)
    const context = `kpt:\n${kpt.stderr}\nours:\n${ours.stderr}`
    expect(ours.exitCode, context).toBe(kpt.exitCode)
    expect(differences(kpt.files, ours.files).join('\n'), context).toBe('')
    if (kpt.exitCode !== 0) return
    expect(resultItems(ours)).toEqual(resultItems(kpt))
    const given = new Set(filesOf(test.files((body) => workshop.script(body))).map(({ path }) => path))
    // In new JSON files kpt sorts the keys; we keep their order.
    for (const [path, text] of kpt.files) if (!given.has(path) && !path.endsWith('.json')) expect(ours.files.get(path), `${path}, a new file`).toBe(text)
  })

  it.each(CASES.filter(({ differs }) => differs !== undefined).map((test) => [`${test.name}: ${test.differs!.why}`, test] as const))('on purpose: %s', async (_, test) => {
    const { kpt, ours } = await both(test)
    const differs = test.differs!
    const context = `kpt:\n${kpt.stderr}\nours:\n${ours.stderr}`
    expect([kpt.exitCode, ours.exitCode], context).toEqual([differs.kpt, differs.ours])
    if (differs.code !== undefined) expect(ours.stderr).toContain(differs.code)
    expect(differences(kpt.files, ours.files).length > 0, context).toBe(differs.filesToo === true)
  })
})

describeWith(`random packages as kpt ${kptVersion() ?? ''} renders them`, needs.kpt(), () => {
  const count = Number(process.env['KRM_FLEET_RANDOM_PACKAGES'] ?? 40)

  it.each(Array.from({ length: count }, (_, seed) => seed))('seed %i', async (seed) => {
    const files = filesOf(randomPackage(seed, (body) => workshop.script(body), isOrdered))
    const ours = await workshop.ours(workshop.write(files), { allowDeletions: true })
    const kpt = workshop.kpt(workshop.write(files))
    const context = `kpt:\n${kpt.stderr}\nours:\n${ours.stderr}`
    expect(ours.exitCode, context).toBe(kpt.exitCode)
    expect(differences(kpt.files, ours.files).join('\n'), context).toBe('')
  })
})

describeWith(`what kpt ${kptVersion() ?? ''} prints`, needs.kpt(), () => {
  const printed = CASES.filter(({ name, differs }) => differs === undefined && /^(3\.[156]|5\.3) /.test(name))

  it.each(printed.map((test) => [test.name, test] as const))('-o stdout and -o unwrap: %s', async (_, test) => {
    const files = filesOf(test.files((body) => workshop.script(body)))
    const root = workshop.write(files)
    const { outcome } = await workshop.ours(root)
    if (!outcome.ok) return
    const theirs = itemsOf(workshop.prints(root, 'stdout'))
    const ours = itemsOf(resourceListText(outcome.items))
    expect(sorted(ours)).toEqual(sorted(theirs))
    const hasSubpackages = files.filter(({ path }) => path.endsWith('Kptfile')).length > 1
    if (isOrdered || !hasSubpackages) expect(ours).toEqual(theirs)
    const documents = documentsOf(unwrappedText(outcome.items))
    expect(sorted(documents)).toEqual(sorted(documentsOf(workshop.prints(root, 'unwrap'))))
  })
})

/** Items of a ResourceList without the annotations that we print for new resources too. */
function itemsOf(text: string): unknown[] {
  const { items } = parse(text) as { items: { metadata?: { annotations?: Record<string, string> } }[] }
  for (const { metadata } of items) for (const key of ['config.kubernetes.io/index', 'internal.config.kubernetes.io/index', 'internal.config.kubernetes.io/seqindent']) delete metadata?.annotations?.[key]
  return items
}

function documentsOf(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => document.toJS() as unknown)
}

function sorted(values: readonly unknown[]): string[] {
  const inOrder = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value
  return values.map((value) => JSON.stringify(value, inOrder)).toSorted()
}
