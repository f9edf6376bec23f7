// The real ClusterResourceSet controller (Cluster API, fake clients) over what we generate and over what we lint.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FunctionOutcome } from '#krm/function.ts'
import { applied, crds, manifests, pack, packApart, type Source } from '../clusterresourceset/generate.ts'
import { corpusDir, describeWith, needs, type Requirement } from '../oracles/oracles.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
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

  /** A blueprint with the manifests of releases, rendered, and the Secret that the External Secrets Operator makes. */
  function writeBlueprint(name: string): void {
    const dir = join(folder, name, 'rendered')
    cpSync(join(ROOT, 'blueprints', name), dir, { recursive: true })
    const payload = new Map([['cni/operator-crds.yaml', /^tigera/], ['config-sync/config-sync-manifest.yaml', /^configsync/]])
    for (const [file, from] of payload) writeFileSync(join(dir, file), manifests(corpus, from)[0]!.text)
    const ran = spawnSync('node', [join(ROOT, 'build/krm-fleet.cjs'), 'render', dir], { encoding: 'utf8' })
    expect(ran.status, ran.stderr).toBe(0)
    for (const part of ['input', 'package']) mkdirSync(join(folder, name, part))
    const wrapped = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: git-creds\n  namespace: config-management-system\ntype: Opaque\ndata:\n  username: YQ==\n  token: Yg==\n'
    writeFileSync(join(folder, name, 'input/git-creds.yaml'), wrapped)
    writeFileSync(join(folder, name, 'package/git-creds.yaml'), `apiVersion: v1\nkind: Secret\nmetadata:\n  name: my-ran-git-creds\n  namespace: default\ntype: addons.cluster.x-k8s.io/resource-set\nstringData:\n  secret.yaml: ${JSON.stringify(wrapped)}\n`)
    for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'))) {
      const isSets = file.startsWith('cluster-resource-sets/')
      if (/-inventory\.yaml$|-external-secret\.yaml$/.test(file) || (!isSets && !/^(?:cni|config-sync)\/|^root-sync|^cluster\.yaml$/.test(file))) continue
      cpSync(join(dir, file), join(folder, name, isSets || file === 'cluster.yaml' ? 'package' : 'input', basename(file)))
    }
    const crds = manifests(corpus, /^tigera/)[0]!.text.match(/^ {2}name: \S+\.operator\.tigera\.io|^ {2}name: \S+projectcalico\.org/gm)!.map((line) => line.slice('  name: '.length))
    writeFileSync(join(folder, name, 'strips'), strippedOf(join(dir, 'cluster-resource-sets'), crds).join('\n'))
  }

  /** The CRDs that lost their descriptions: the ConfigMaps no longer hold the word in them. */
  function strippedOf(sets: string, crds: readonly string[]): string[] {
    const lines = readdirSync(sets).flatMap((file) => readFileSync(join(sets, file), 'utf8').split('\n')).filter((line) => line.trimStart().startsWith('{"apiVersion":"apiextensions.k8s.io/v1"'))
    return crds.filter((crd) => lines.some((line) => line.includes(`"name":"${crd}"`) && !line.includes('"description":"')))
  }

  it('applies every manifest of the corpus, a blueprint, all of them together, and all CRDs: hashes as announced, objects as they went in', { timeout: 600_000 }, () => {
    const sources = manifests(corpus)
    for (const source of sources) write(source.path, [source], pack([source]))
    const together = manifests(corpus, /^(tigera|calico-v3.32|flux|configsync)/)
    write('together', together, packApart(together))
    const all = crds(corpus, 'crds', 'nephio-catalog')
    write('crds', all, pack(all))
    const lean = manifests(corpus, /^tigera/)
    write('lean', lean, pack(lean, 'oversize: strip-descriptions\n'))
    writeFileSync(join(folder, 'lean', 'strips'), 'installations.operator.tigera.io\n')
    writeBlueprint('workload-cluster')
    const { outcomes, output } = goTest('TestGeneratedSets', { KRM_FLEET_SETS: folder })
    process.stdout.write(output.split('\n').filter((line) => line.includes('objects in')).join('\n'))
    expect([...outcomes].filter(([, outcome]) => outcome !== 'pass'), output).toEqual([])
    expect(outcomes.size).toBe(sources.length + 5)
  })
})

it('the module is pinned', () => {
  expect(readFileSync(join(MODULE, 'go.mod'), 'utf8')).toMatch(/^\tsigs\.k8s\.io\/cluster-api v1\.\d+\.\d+$/m)
})
