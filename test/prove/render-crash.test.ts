/** The real command under kills and under a second render at the same time: the package is old or new, never a mixture. */

import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ended } from './concurrency.ts'
import { killAtRandom, measure, stateOf, type Subject } from './crash-harness.ts'
import { proveFactor } from './factor.ts'
import { scratch } from './tree.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const COMMAND = join(ROOT, 'build/krm-fleet.cjs')
const base = scratch()

afterAll(() => rmSync(base, { recursive: true, force: true }))

/** Sixty files in six directories, each with two setters, and the context that gives them their values. */
function plant(dir: string, cluster = 'my-core'): void {
  const functions = '  - image: ghcr.io/krm-fleet/apply-cluster-context:v0.1.0\n    configMap:\n      size: "3"\n'
  writeFileSync(join(dir, 'Kptfile'), `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\npipeline:\n  mutators:\n${functions}`)
  writeFileSync(join(dir, 'context.yaml'), `apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata:\n  name: ${cluster}\nspec:\n  clusterName: ${cluster}\n`)
  for (let i = 0; i < 60; i++) {
    mkdirSync(join(dir, `d${i % 6}`), { recursive: true })
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c${i}\ndata:\n  cluster: old # kpt-set: \${cluster-name}\n  size: "0" # kpt-set: \${size}\n`
    writeFileSync(join(dir, `d${i % 6}`, `c${i}.yaml`), text)
  }
}

/** `--check` writes nothing, and like every command it begins with the recovery. */
const recover = (dir: string): void => void spawnSync('node', [COMMAND, 'render', dir, '--check'])

test('killed at random instants of a render', async () => {
  const subject: Subject = { plant, command: (dir) => [process.execPath, COMMAND, 'render', dir], recover }
  const kills = Math.round(200 * proveFactor())
  const reference = await measure(subject)
  const tally = await killAtRandom(subject, reference, kills)
  process.stdout.write(`render: ${tally.runs} runs, ${tally.killed} killed, ${tally.old} old, ${tally.new} new, ${tally.mixed.length} mixed\n`)
  expect(tally.mixed).toEqual([])
  expect(tally.killed).toBeGreaterThan(kills / 2)
  expect(tally.old).toBeGreaterThan(kills / 20)
  expect(tally.new).toBeGreaterThan(kills / 20)
})

test('two renders at the same time, for different clusters', async () => {
  const pairs = Math.round(50 * proveFactor())
  const contexts = ['a', 'b'].map((name) => {
    const file = join(base, `${name}.yaml`)
    writeFileSync(file, `apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata:\n  name: ${name}\nspec:\n  clusterName: ${name}\n`)
    return file
  })
  const states = await Promise.all(contexts.map(async (context, index) => {
    const dir = join(base, `alone-${index}`)
    mkdirSync(dir)
    plant(dir)
    expect((await ended([COMMAND, 'render', dir, '--for', context])).code).toBe(0)
    return stateOf(dir)
  }))
  let refused = 0
  for (let pair = 0; pair < pairs; pair++) {
    const dir = join(base, `pair-${pair}`)
    mkdirSync(dir)
    plant(dir)
    const endings = await Promise.all(contexts.map((context) => ended([COMMAND, 'render', dir, '--for', context])))
    for (const { code, stderr } of endings) {
      if (code === 0) continue
      refused++
      expect(code).toBe(2)
      expect(stderr).toContain('IO006')
    }
    expect(states).toContain(stateOf(dir))
    rmSync(dir, { recursive: true })
  }
  process.stdout.write(`${pairs} pairs of renders, ${refused} refused by the lock, 0 mixed\n`)
})
