// The real ClusterResourceSet controller (Cluster API, fake clients) over what we generate and over what we lint.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FunctionOutcome } from '#krm/function.ts'
import { applied, crds, manifests, pack, packApart, type Source } from '../clusterresourceset/generate.ts'
import { corpusDir, describeWith, needs, type Requirement } from '../oracles/oracles.ts'

const MODULE = fileURLToPath(new URL('../clusterresourceset/', import.meta.url))

/** Go, and the modules of the test: a proxy may refuse one, and then the reason is worth reading. */
function goModule(): Requirement {
  const ran = spawnSync('go', ['mod', 'download'], { cwd: MODULE, encoding: 'utf8' })
  return { missing: ran.status === 0 ? undefined : `go mod download in test/clusterresourceset: ${ran.error?.message ?? ran.stderr.trim()}` }
}

interface GoEvent {
  readonly Action: string
  readonly Test?: string
  readonly Output?: string
}

/** Runs tests of the module; answers with what became of each and with all that they said. */
function goTest(run: string, env: Record<string, string> = {}): { readonly outcomes: Map<string, string>; readonly output: string } {
  const ran = spawnSync('go', ['test', '-count=1', '-json', '-run', run, './...'], { cwd: MODULE, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 1 << 28 })
  const events = ran.stdout.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as GoEvent)
  const ended = events.filter(({ Action, Test }) => Test !== undefined && ['pass', 'fail', 'skip'].includes(Action))
  return { outcomes: new Map(ended.map(({ Action, Test }) => [Test!, Action])), output: events.map(({ Output }) => Output ?? '').join('') + ran.stderr }
}

const go = goModule()

describeWith('the real controller and the cases of validate-cluster-resource-set', go, () => {
  it('does with every case what it says, and delivers every near miss', { timeout: 600_000 }, () => {
    const { outcomes, output } = goTest('TestCases|TestReconcile|TestApplyOnce|TestNothing')
    expect([...outcomes].filter(([, outcome]) => outcome !== 'pass'), output).toEqual([])
    expect(outcomes.size).toBeGreaterThan(50)
  })
})

describeWith('the real controller and generated sets', [go, needs.corpus()], () => {
  const corpus = corpusDir()!
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'krm-fleet-sets-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const write = (name: string, sources: readonly Source[], outcome: FunctionOutcome): void => {
    expect(outcome.ok).toBe(true)
    for (const part of ['input', 'package']) mkdirSync(join(folder, name, part), { recursive: true })
    for (const { path, text } of sources) writeFileSync(join(folder, name, 'input', path), text)
    for (const [index, resource] of applied(outcome).entries()) writeFileSync(join(folder, name, 'package', `${index}.yaml`), resource.documentText)
    const named = (code: string, pattern: RegExp): string => outcome.results.filter((result) => result.code === code).map(({ message }) => pattern.exec(message)![1]).join('\n')
    writeFileSync(join(folder, name, 'server-side'), named('CRS012', /ConfigMap (\S+) has/))
  }

  it('applies every manifest of the corpus, all of them together, and all CRDs: hashes as announced, objects as they went in', { timeout: 600_000 }, () => {
    const sources = manifests(corpus)
    for (const source of sources) write(source.path, [source], pack([source]))
    const together = manifests(corpus, /^(tigera|calico-v3.32|flux|configsync)/)
    write('together', together, packApart(together))
    const all = crds(corpus, 'crds', 'nephio-catalog')
    write('crds', all, pack(all))
    const lean = manifests(corpus, /^tigera/)
    write('lean', lean, pack(lean, 'oversize: strip-descriptions\n'))
    writeFileSync(join(folder, 'lean', 'strips'), 'installations.operator.tigera.io\n')
    const { outcomes, output } = goTest('TestGeneratedSets', { KRM_FLEET_SETS: folder })
    process.stdout.write(output.split('\n').filter((line) => line.includes('objects in')).join('\n'))
    expect([...outcomes].filter(([, outcome]) => outcome !== 'pass'), output).toEqual([])
    expect(outcomes.size).toBe(sources.length + 4)
  })
})

it('the module is pinned', () => {
  expect(readFileSync(join(MODULE, 'go.mod'), 'utf8')).toMatch(/^\tsigs\.k8s\.io\/cluster-api v1\.\d+\.\d+$/m)
})
