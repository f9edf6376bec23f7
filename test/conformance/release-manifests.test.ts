// The blueprints as a user completes them: the stand-ins replaced by the manifests of releases, customKinds taken away.
// Then nothing is assumed any more, nothing is warned of, and a second render changes nothing.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { manifests } from '../clusterresourceset/generate.ts'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const CALICO = { file: 'cni/operator-crds.yaml', from: /^tigera/ }
const CONFIG_SYNC = { file: 'config-sync/config-sync-manifest.yaml', from: /^configsync/ }
const FLUX = { file: 'flux/gotk-components.yaml', from: /^flux/ }
const BLUEPRINTS = [
  { blueprint: 'workload-cluster', added: [CALICO, CONFIG_SYNC] },
  { blueprint: 'cluster-bootstrap', added: [CALICO, CONFIG_SYNC] },
  { blueprint: 'cluster-bootstrap-flux', added: [CALICO, FLUX] },
]

describeWith('blueprints with the manifests of releases', needs.corpus(), () => {
  let work = ''
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'blueprints-'))
  })
  afterAll(() => rmSync(work, { recursive: true, force: true }))

  it.each(BLUEPRINTS)('$blueprint', ({ blueprint, added }) => {
    const dir = join(work, blueprint)
    cpSync(join(ROOT, 'blueprints', blueprint), dir, { recursive: true })
    for (const { file, from } of added) writeFileSync(join(dir, file), manifests(corpusDir()!, from)[0]!.text)
    const config = join(dir, 'generate-cluster-resource-set.yaml')
    const text = readFileSync(config, 'utf8')
    expect(text).toContain('\ncustomKinds:\n')
    writeFileSync(config, text.replace(/# Kinds whose CRDs[^]*$/, ''))
    const said = render(dir)
    expect(said).not.toMatch(/\[(?:warning|error)\]|CRS031/)
    expect(said).toContain('CRS030')
    const once = filesOf(dir)
    render(dir)
    expect(filesOf(dir)).toEqual(once)
  })
})

function render(dir: string): string {
  const ran = spawnSync('node', [join(ROOT, 'build/krm-fleet.cjs'), 'render', dir, '--truncate-output=false'], { encoding: 'utf8' })
  expect(ran.status, ran.stderr).toBe(0)
  return ran.stderr
}

function filesOf(dir: string): Map<string, string> {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(dir, file)).isFile())
  return new Map(files.toSorted().map((file) => [file, readFileSync(join(dir, file), 'utf8')]))
}
