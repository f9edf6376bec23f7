/**
 * The chain the project stands on: a ClusterContext through the pipeline of a blueprint, by krm-fleet in process, by the
 * real kpt with `exec:` functions and by the real kpt with containers. Same files, same bytes, same results; and a second
 * render changes nothing.
 */

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Resource } from '#krm/resource.ts'
import { describeWith, functionImage, kptEnv, kptPath, kptVersion, needs } from '../oracles/oracles.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const COMMAND = join(ROOT, 'build/krm-fleet.cjs')
const CONTEXTS = join(ROOT, 'examples/fleet/cluster-contexts')
const BLUEPRINTS = readdirSync(join(ROOT, 'blueprints'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('/Kptfile')).map(dirname).toSorted()

let work = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'three-ways-'))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** Packages of the management cluster are rendered as they are: they belong to no cluster. */
const clusterSide = (blueprint: string): boolean => !blueprint.startsWith('management/')

/** A copy of a blueprint that holds the context of a cluster, with every function's image replaced. */
function packageFor(blueprint: string, cluster: string, label: string, run: (name: string) => string): string {
  const dir = join(work, label, cluster, blueprint)
  cpSync(join(ROOT, 'blueprints', blueprint), dir, { recursive: true })
  if (clusterSide(blueprint)) cpSync(join(CONTEXTS, cluster), join(dir, 'cluster-context.yaml'))
  for (const file of filesOf(dir).filter((path) => path.endsWith('Kptfile'))) {
    const text = readFileSync(join(dir, file), 'utf8')
    writeFileSync(join(dir, file), text.replaceAll(/image: ghcr\.io\/krm-fleet\/([a-z-]+):\S+/g, (_, name: string) => run(name)))
  }
  return dir
}

function filesOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(dir, path)).isFile()).toSorted()
}

function treeOf(dir: string): Record<string, string> {
  return Object.fromEntries(filesOf(dir).filter((path) => !path.endsWith('Kptfile')).map((path) => [path, readFileSync(join(dir, path), 'utf8')]))
}

/** The results of every function, without the names under which they ran. */
function resultsOf(dir: string): unknown {
  const list = new Resource(readFileSync(join(dir, 'results.yaml'), 'utf8'), 'document', { path: 'results.yaml', index: 0 })
  return list.field('items').children().map((item) => item.child('results').value ?? [])
}

function kpt(dir: string, ...flags: string[]): number | null {
  const ran = spawnSync(kptPath()!, ['fn', 'render', dir, '--results-dir', `${dir}-results`, ...flags], { env: kptEnv(), encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(`kpt failed: ${ran.stderr}`)
  return ran.status
}

describeWith(`one context, three ways (kpt ${kptVersion() ?? 'absent'})`, [needs.kpt(), needs.containers()], () => {
  const clusters = readdirSync(CONTEXTS).toSorted()
  test.each(BLUEPRINTS.flatMap((blueprint) => (clusterSide(blueprint) ? clusters : ['management']).map((cluster) => ({ blueprint, cluster }))))('$blueprint for $cluster', ({ blueprint, cluster }) => {
    const ours = packageFor(blueprint, cluster, 'ours', (name) => `image: ${functionImage(name)}`)
    const byExec = packageFor(blueprint, cluster, 'exec', (name) => `exec: node ${COMMAND} fn ${name}`)
    const byImage = packageFor(blueprint, cluster, 'image', (name) => `image: ${functionImage(name)}`)
    const rendered = spawnSync('node', [COMMAND, 'render', ours, '--results-dir', `${ours}-results`], { encoding: 'utf8' })
    expect(rendered.stderr.includes('[BUILTIN]')).toBe(readFileSync(join(ours, 'Kptfile'), 'utf8').includes('\npipeline:'))
    expect(rendered.status).toBe(0)
    kpt(byExec, '--allow-exec')
    kpt(byImage, '--image-pull-policy', 'never')
    expect(treeOf(byExec), 'kpt exec').toEqual(treeOf(ours))
    expect(treeOf(byImage), 'kpt containers').toEqual(treeOf(ours))
    expect(resultsOf(`${byImage}-results`)).toEqual(resultsOf(`${byExec}-results`))
    expect(inOneOrder(withoutPositions(resultsOf(`${ours}-results`)))).toEqual(inOneOrder(resultsOf(`${byExec}-results`)))
    expect(relative(work, ours)).toBe(join('ours', cluster, blueprint))
    const once = treeOf(ours)
    expect(spawnSync('node', [COMMAND, 'render', ours], { encoding: 'utf8' }).status).toBe(0)
    kpt(byExec, '--allow-exec')
    expect(treeOf(ours), 'a second render').toEqual(once)
    expect(treeOf(byExec), 'a second render of kpt').toEqual(once)
  })
})

/** Where we read the file ourselves, results carry line and column; on the wire nobody knows them. */
function withoutPositions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPositions)
  if (!(value instanceof Map)) return value
  return new Map([...value].filter(([key]) => key !== 'line' && key !== 'column').map(([key, child]) => [key, withoutPositions(child)]))
}

/** A report goes by line and column where they are known, so that in process its order is another than on the wire. */
function inOneOrder(lists: unknown): unknown {
  return Array.isArray(lists) ? lists.map((list) => (Array.isArray(list) ? list.map(textOf).toSorted() : list)) : lists
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (inner instanceof Map ? [...inner] : inner))
}
