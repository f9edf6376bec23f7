/**
 * Every real package with its pipelines replaced, by the real kpt and by us: by value on the packages as they are, by bytes
 * on text that kpt leaves alone. kpt renders the packages together; `npm run prove -- together` shows that this is the same.
 */

import { afterAll, describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { functions } from '#functions/index.ts'
import type { KrmFunction } from '#krm/function.ts'
import { configKindOf, FN_API_VERSION } from '#krm/names.ts'
import { corpusDir, describeWith, goFunction, kptVersion, needs } from '../oracles/oracles.ts'
import { CONFIG } from '../render/case-renders.ts'
import { compareCorpus, layAgain, layCorpus, settle, type Compared, type Laid, type OtherBytes, type Pipeline, type Row } from '../render/corpus-renders.ts'
import { Workshop } from '../render/with-kpt.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const MINUTES = 60_000

const workshop = new Workshop()
const table: Row[] = []
afterAll(() => {
  const line = (cells: readonly (string | number)[]): string => `${String(cells[0]).padEnd(40)}${cells.slice(1).map((cell) => String(cell).padStart(12)).join('')}\n`
  process.stderr.write(line(['pipeline', 'packages', 'failing', 'same value', 'same bytes']))
  for (const { pipeline, packages, failing, sameValue, sameBytes } of table) process.stderr.write(line([pipeline, packages, failing, sameValue, sameBytes ?? '-']))
  workshop.remove()
}, 2 * MINUTES)

let rooms = 0
function room(): string {
  return join(workshop.dir, `corpus-${rooms++}`)
}

function report(pipeline: string, compared: Compared, bytes?: Compared): void {
  const same = (all: ReadonlyMap<string, readonly unknown[]>): number => [...all.values()].filter(({ length }) => length === 0).length
  table.push({ pipeline, packages: compared.wrong.size, failing: compared.failing, sameValue: same(compared.wrong), ...(bytes !== undefined && { sameBytes: same(bytes.otherBytes) }) })
  const lines = (all: ReadonlyMap<string, readonly (string | OtherBytes)[]>): string[] => [...all].flatMap(([name, found]) => found.map((one) => `${name}: ${typeof one === 'string' ? one : one.story}`))
  expect([...lines(compared.wrong), ...(bytes === undefined ? [] : lines(bytes.otherBytes))].join('\n')).toBe('')
  expect(compared.wrong.size).toBeGreaterThan(100)
}

function noOps(count: number): Pipeline {
  return { functions: Array.from({ length: count }, () => ({ exec: 'cat' })) }
}

/** The packages in text that kpt does not change when it renders them through so many functions that do nothing. */
const stable = new Map<number, Promise<{ compared: Compared; laid: Laid }>>()
function settled(count: number): Promise<{ compared: Compared; laid: Laid }> {
  const make = async (): Promise<{ compared: Compared; laid: Laid }> => {
    const laid = layCorpus(corpusDir()!, room(), noOps(count))
    const compared = await compareCorpus(workshop, laid, noOps(count))
    if (compared.failing === 0) await settle(laid)
    return { compared, laid }
  }
  const found = stable.get(count) ?? make()
  stable.set(count, found)
  return found
}

const requirements = [needs.kpt(), needs.corpus()]

describeWith(`real packages as kpt ${kptVersion() ?? ''} renders them`, requirements, () => {
  it.each([0, 1, 3])('through %i functions that do nothing', async (count) => {
    const { compared, laid } = await settled(count)
    expect(compared.failing).toBe(0)
    report(`${count} no-op`, compared, await compareCorpus(workshop, laid, noOps(count)))
  }, 15 * MINUTES)
})

/** Functions of the catalog with a config that changes a lot. One that spells everything anew is compared by value only. */
const CATALOG = [
  { name: 'set-namespace', configMap: { namespace: 'elsewhere' } },
  { name: 'starlark', spellsAnew: true, configMap: { source: 'for r in ctx.resource_list["items"]:\n  r["metadata"].setdefault("labels", {})["mark"] = "yes"\n' } },
  { name: 'apply-setters', configMap: { name: 'changed', namespace: 'other', 'nephio-namespace': 'n', upf: '[a, b]', 'cluster-name': 'c1', 'git-repo': 'r', 'pkg-name': 'pk', repository: 'rp' } },
] as readonly { name: string; spellsAnew?: true; configMap: { readonly [key: string]: string } }[]

for (const { name, configMap, spellsAnew } of CATALOG) {
  describeWith(`real packages through ${name} as kpt ${kptVersion() ?? ''} renders them`, [...requirements, needs.goFunction(name)], () => {
    it('changes the same', async () => {
      const pipeline = { functions: [{ exec: goFunction(name)!, configMap }] }
      const asIs = await compareCorpus(workshop, layCorpus(corpusDir()!, room(), pipeline), pipeline)
      if (spellsAnew === true) return report(name, asIs)
      const { laid } = await settled(1)
      report(name, asIs, await compareCorpus(workshop, layAgain(laid, room(), pipeline), pipeline))
    }, 15 * MINUTES)
  })
}

/** Configs with which the functions of this suite find something to do; the others run without one. */
const CONFIGS: Readonly<Record<string, string>> = {
  'apply-cluster-context': 'values:\n  namespace: other\n  nephio-namespace: n\n  upf: [a, b]\n  git-repo: r\n  pkg-name: pk\n  repository: rp\n',
  'generate-cluster-resource-set': 'sets:\n- name: all\n  strategy: Reconcile\n  select:\n    kinds: [CustomResourceDefinition, Namespace, ServiceAccount, ClusterRole, Role, Service, Deployment, DaemonSet]\n',
  'inject-flux-sync': 'git:\n  repo: https://git.example.com/${cluster-name}.git\n',
  'inject-root-sync': 'git:\n  repo: https://git.example.com/${cluster-name}.git\n',
}

/** Every package holds the context of a cluster, and the config where there is one. */
function pipelineOf(fn: KrmFunction): Pipeline {
  const config = CONFIGS[fn.name]
  const exec = `node ${ROOT}build/krm-fleet.cjs fn ${fn.name}`
  return {
    builtin: fn,
    functions: [{ exec, ...(config !== undefined && { configPath: CONFIG }) }],
    beside: {
      'cluster-context.yaml': readFileSync(join(ROOT, 'examples/fleet/cluster-contexts/my-ran.yaml'), 'utf8'),
      ...(config !== undefined && { [CONFIG]: `apiVersion: ${FN_API_VERSION}\nkind: ${configKindOf(fn.name)}\nmetadata:\n  name: config\n${config}` }),
    },
  }
}

describeWith(`real packages through this suite's functions as kpt ${kptVersion() ?? ''} renders them`, requirements, () => {
  describe.each(functions.map((fn) => [fn.name, fn] as const))('%s', (name, fn) => {
    it('changes and says the same in process and as a program', async () => {
      const pipeline = pipelineOf(fn)
      const asIs = await compareCorpus(workshop, layCorpus(corpusDir()!, room(), pipeline), pipeline)
      if (fn.type === 'validator') return report(name, asIs)
      const { laid } = await settled(1)
      report(name, asIs, await compareCorpus(workshop, layAgain(laid, room(), pipeline), pipeline))
    }, 15 * MINUTES)
  })
})
