/** Our renderer against the real kpt: one package per clause, the same programs as functions on both sides. */

import { afterAll, expect, it } from 'vitest'
import { join } from 'node:path'
import { parse, parseAllDocuments, stringify } from 'yaml'
import { resourceListText, unwrappedText } from '#render/output-list.ts'
import { render } from '#render/render.ts'
import { corpusDir, describeWith, goFunction, kptVersion, needs } from '../oracles/oracles.ts'
import { differences, firstDifference } from '../render/compare-trees.ts'
import { CASES, type ConformanceCase } from '../render/conformance-cases.ts'
import { packagesOf, withPipeline } from '../render/corpus.ts'
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

/** One row of the table of the corpus. */
interface Row {
  readonly pipeline: string
  packages: number
  failing: number
  sameValue: number
  /** Undefined where a function spells everything anew. */
  sameBytes?: number
}

describeWith(`real packages as kpt ${kptVersion() ?? ''} renders them`, [needs.kpt(), needs.corpus()], () => {
  it.each([0, 1, 3])('through %i functions that do nothing', async (count) => {
    const row: Row = { pipeline: `${count} no-op`, packages: 0, failing: 0, sameValue: 0, sameBytes: 0 }
    const wrong: string[] = []
    const corpus = corpusDir()!
    for (const path of packagesOf(corpus)) {
      const files = withPipeline(join(corpus, path), Array.from({ length: count }, () => ({ exec: 'cat' })))
      const root = workshop.write(files)
      const ours = await workshop.ours(root)
      const kpt = workshop.kpt(root)
      const found = [...(ours.exitCode === kpt.exitCode ? [] : [`exit code ${kpt.exitCode} with kpt, ${ours.exitCode} with us: ${kpt.stderr}${ours.stderr}`]), ...differences(kpt.files, ours.files)]
      row.packages++
      if (kpt.exitCode !== 0) row.failing++
      if (found.length === 0) row.sameValue++
      wrong.push(...found.map((line) => `${path}: ${line}`))
      // What kpt leaves after another render or two is text that it does not change any more.
      workshop.kpt(root)
      const stable = workshop.kpt(root)
      const again = await workshop.ours(root)
      const bytes = [...stable.files].filter(([file, text]) => again.files.get(file) !== text).map(([file]) => file)
      if (bytes.length === 0) row.sameBytes = (row.sameBytes ?? 0) + 1
      else wrong.push(`${path}: other bytes in ${bytes.join(', ')}`)
      workshop.clear()
    }
    process.stderr.write(`${JSON.stringify(row)}\n`)
    expect(wrong.join('\n')).toBe('')
  }, 900_000)
})

describeWith('real packages through programs that spell everything anew', needs.corpus(), () => {
  const spellings: [string, (list: unknown) => string][] = [
    ['yaml', (list) => stringify(list)],
    ['yaml in single quotes, compact, never folded', (list) => stringify(list, { singleQuote: true, indentSeq: false, lineWidth: 0 })],
    ['yaml 1.1', (list) => stringify(list, { version: '1.1' })],
    ['JSON', (list) => JSON.stringify(list)],
  ]

  it.each(spellings)('%s: not one byte changes', async (_, print) => {
    const wrong: string[] = []
    for (const path of packagesOf(corpusDir()!)) {
      const files = withPipeline(join(corpusDir()!, path), [{ exec: 'fn' }])
      const kptfileDirs = files.flatMap((file) => (/(^|\/)Kptfile$/.test(file.path) ? [file.path.replace(/\/?Kptfile$/, '')] : []))
      const run = ({ input }: { readonly input: string }) => ({ stdout: print(parse(input)), stderr: '', exitCode: 0 })
      const outcome = await render({ name: 'p', files, kptfileDirs, options: { attribution: false } }, { runnerFor: () => ({ name: 'fn', kind: 'exec', run }) })
      if (!outcome.ok) wrong.push(`${path}: ${JSON.stringify(outcome.functions.map(({ failure }) => failure))}${JSON.stringify(outcome.problems)}`)
      for (const [file, change] of outcome.changes) wrong.push(`${path}/${file}: ${change === 'delete' ? 'deleted' : firstDifference(files.find((given) => given.path === file)?.text ?? '', change.text)}`)
    }
    expect(wrong.join('\n')).toBe('')
  }, 600_000)
})

/** Functions of the catalog with a config that changes a lot. One that spells everything anew is compared by value only. */
const CATALOG = [
  { name: 'set-namespace', configMap: { namespace: 'elsewhere' } },
  { name: 'starlark', spellsAnew: true, configMap: { source: 'for r in ctx.resource_list["items"]:\n  r["metadata"].setdefault("labels", {})["mark"] = "yes"\n' } },
  { name: 'apply-setters', configMap: { name: 'changed', namespace: 'other', 'nephio-namespace': 'n', upf: '[a, b]', 'cluster-name': 'c1', 'git-repo': 'r', 'pkg-name': 'pk', repository: 'rp' } },
] as readonly { name: string; spellsAnew?: true; configMap: { readonly [key: string]: string } }[]

for (const { name, configMap, spellsAnew } of CATALOG) {
  describeWith(`real packages through ${name} as kpt ${kptVersion() ?? ''} renders them`, [needs.kpt(), needs.corpus(), needs.goFunction(name)], () => {
    it('changes the same, by value on the packages as they are and by bytes on text that kpt leaves alone', async () => {
      const row: Row = { pipeline: name, packages: 0, failing: 0, sameValue: 0, ...(spellsAnew !== true && { sameBytes: 0 }) }
      const wrong: string[] = []
      const corpus = corpusDir()!
      const functions = [{ exec: goFunction(name)!, configMap }]
      for (const path of packagesOf(corpus)) {
        row.packages++
        const asIs = await compared(withPipeline(join(corpus, path), functions))
        if (asIs.kpt.exitCode !== 0) row.failing++
        if (asIs.wrong.length === 0) row.sameValue++
        wrong.push(...asIs.wrong.map((line) => `${path}: ${line}`))
        workshop.clear()
        if (spellsAnew === true) continue
        const stable = workshop.write(withPipeline(join(corpus, path), [{ exec: 'cat' }]))
        for (let times = 0; times < 2; times++) workshop.kpt(stable)
        const onStable = await compared(withPipeline(stable, functions))
        const bytes = [...onStable.kpt.files].filter(([file, text]) => !file.endsWith('Kptfile') && onStable.ours.files.get(file) !== text)
        if (bytes.length === 0) row.sameBytes = (row.sameBytes ?? 0) + 1
        wrong.push(...bytes.map(([file, text]) => `${path}: other bytes in ${file}\n${firstDifference(text, onStable.ours.files.get(file) ?? '')}`))
      }
      process.stderr.write(`${JSON.stringify(row)}\n`)
      expect(wrong.join('\n')).toBe('')
    }, 1_800_000)
  })
}

async function compared(files: { path: string; text: string }[]) {
  const root = workshop.write(files)
  const ours = await workshop.ours(root, { verdict: 'exit-code' })
  const kpt = workshop.kpt(root)
  const codes = ours.exitCode === kpt.exitCode ? [] : [`exit code ${kpt.exitCode} with kpt, ${ours.exitCode} with us: ${kpt.stderr}${ours.stderr}`]
  return { kpt, ours, wrong: [...codes, ...differences(kpt.files, ours.files)] }
}
