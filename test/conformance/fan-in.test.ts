/** The package of all contexts under the real kpt: what two clusters both take fails the render, and its corrected twin passes. */

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { corpusDir, describeWith, kptEnv, kptPath, kptVersion, needs } from '../oracles/oracles.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const MANAGEMENT = join(ROOT, 'blueprints/management')

let work = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'fan-in-'))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** Renders the package with kpt; `edit` changes the core cluster's context first. */
function rendered(label: string, edit: (text: string) => string): { status: number | null; results: unknown; context: string } {
  const dir = join(work, label)
  cpSync(join(MANAGEMENT, 'cluster-contexts'), dir, { recursive: true })
  const put = (file: string, change: (text: string) => string): void => writeFileSync(join(dir, file), change(readFileSync(join(dir, file), 'utf8')))
  put('Kptfile', (text) => text.replace(/image: ghcr\.io\/krm-fleet\/([a-z-]+):\S+/, `exec: node ${ROOT}build/krm-fleet.cjs fn $1`))
  put('my-core.yaml', edit)
  const { status } = spawnSync(kptPath()!, ['fn', 'render', dir, '--allow-exec', '--results-dir', `${dir}-results`], { env: kptEnv(), encoding: 'utf8' })
  const { items: [item] } = load(readFileSync(join(`${dir}-results`, 'results.yaml'), 'utf8')) as { items: { results?: unknown }[] }
  return { status, results: item?.results, context: readFileSync(join(dir, 'my-core.yaml'), 'utf8') }
}

describeWith(`the package of all contexts (kpt ${kptVersion() ?? 'absent'})`, needs.kpt(), () => {
  it('fails when two clusters take one range and VLAN, with file, field, the other place and an address that proves it', () => {
    const { status, results } = rendered('clash', (text) => text.replace('192.168.40.0/24', '192.168.20.0/24').replace('vlan: 140', 'vlan: 120'))
    expect(status).toBe(1)
    expect(results).toMatchObject([{
      severity: 'error',
      file: { path: 'my-ran.yaml' },
      field: { path: 'spec.networkContexts[1].ipRange' },
      resourceRef: { kind: 'ClusterContext', name: 'my-ran', namespace: 'default' },
      tags: { code: 'NET020', other: 'my-core.yaml', witness: '192.168.20.1' },
    }])
  })

  it('says what docs/porch.md shows', () => {
    const { results } = rendered('docs', (text) => text.replace('192.168.40.0/24', '192.168.20.128/25'))
    const [{ message }] = results as [{ message: string }]
    expect(readFileSync(join(ROOT, 'docs/porch.md'), 'utf8')).toContain(message.replace(/^(NET\d+):/, '$1'))
  })

  it('passes and changes nothing when each has its own', () => {
    const { status, results, context } = rendered('parted', (text) => text)
    expect([status, results]).toEqual([0, undefined])
    expect(context).toBe(readFileSync(join(MANAGEMENT, 'cluster-contexts/my-core.yaml'), 'utf8'))
  })
})

type Schema = Readonly<Record<string, unknown>> & { readonly properties?: Readonly<Record<string, Schema>> }

/** Fields of the one schema that the other lacks or restricts. */
function missing(one: Schema, other: Schema | undefined, path = 'spec'): string[] {
  if (other === undefined) return [path]
  const own = ['type', 'required', 'enum', 'pattern', 'maxLength'].filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key])).map((key) => `${path} ${key}`)
  return [...own, ...Object.entries(one.properties ?? {}).flatMap(([name, child]) => missing(child, other.properties?.[name], `${path}.${name}`))]
}

describeWith('the extended CRD and that of Nephio', needs.corpus(), () => {
  const specOf = (file: string): Schema => {
    const { spec } = load(readFileSync(file, 'utf8')) as { spec: { versions: { schema: { openAPIV3Schema: { properties: { spec: Schema } } } }[] } }
    return spec.versions[0]!.schema.openAPIV3Schema.properties.spec
  }
  it('takes everything that the original takes', () => {
    const original = specOf(join(corpusDir()!, 'crds/nephio/infra.nephio.org_clustercontexts.yaml'))
    const extended = specOf(join(MANAGEMENT, 'cluster-context-crd/clustercontexts.yaml'))
    expect(Object.keys(original.properties ?? {}).toSorted()).toEqual(['cniConfig', 'siteCode'])
    expect(missing(original, extended)).toEqual([])
    expect(missing(extended, original)).toContain('spec.networkContexts')
  })
})
