// Through the real kpt as a program the sets are the same, byte for byte, as in process, although kpt re-spells the payload.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { applied, CLUSTER, manifests, packApart } from '../clusterresourceset/generate.ts'
import { corpusDir, describeWith, kptEnv, kptPath, needs } from '../oracles/oracles.ts'

const COMMAND = fileURLToPath(new URL('../../build/krm-fleet.cjs', import.meta.url))

describeWith('generated sets through kpt', [needs.kpt(), needs.corpus()], () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'krm-fleet-kpt-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const render = (): void => {
    const ran = spawnSync(kptPath()!, ['fn', 'render', folder, '--allow-exec'], { encoding: 'utf8', env: kptEnv() })
    expect(ran.status, ran.stderr).toBe(0)
  }
  const generated = (): Map<string, string> => {
    const below = join(folder, 'cluster-resource-sets')
    return new Map(readdirSync(below).toSorted().map((name) => [`cluster-resource-sets/${name}`, readFileSync(join(below, name), 'utf8')]))
  }

  it('are the same as in process, and a second render changes nothing', () => {
    const sources = manifests(corpusDir()!, /^(calico-v3.32|flux|configsync|multus)/)
    const exec = `node ${COMMAND} fn generate-cluster-resource-set`
    const sets = sources.map(({ path }, index) => `- name: set-${index}\n  strategy: Reconcile\n  select: {paths: [payload/${path}]}\n`).join('')
    const files: Record<string, string> = {
      Kptfile: `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: corpus\npipeline:\n  mutators:\n    - exec: ${exec}\n      configPath: config.yaml\n`,
      'config.yaml': `apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: GenerateClusterResourceSet\nmetadata:\n  name: corpus\nsets:\n${sets}`,
      'cluster.yaml': CLUSTER,
    }
    mkdirSync(join(folder, 'payload'))
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text)
    for (const { path, text } of sources) writeFileSync(join(folder, 'payload', path), text)
    render()
    const first = generated()
    const outcome = packApart(sources)
    const ours = new Map(outcome.items.filter(({ origin }) => origin.path.startsWith('cluster-resource-sets/')).map(({ origin, documentText }) => [origin.path, documentText]))
    expect([...first.keys()]).toEqual([...ours.keys()].toSorted())
    for (const [path, text] of first) expect(text === ours.get(path), path).toBe(true)
    expect(applied(outcome).length).toBeGreaterThan(10)
    render()
    expect(generated()).toEqual(first)
  })
})
