// The oracles themselves: before anything is compared with them, they must be the pinned ones and work.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parse } from 'yaml'
import {
  describeWith,
  DROP_IN_TAG,
  functionImage,
  goFunction,
  kptEnv,
  kptPath,
  kptVersion,
  needs,
  PINNED_KPT,
  PROBE_IMAGE,
  STANDIN_NOOP_IMAGE,
} from '../oracles/oracles.ts'
import versions from '../oracles/versions.json' with { type: 'json' }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'krm-fleet-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  colour: red # kpt-set: ${colour}\n'

/** Writes a package of a Kptfile and one ConfigMap whose pipeline is one mutator. */
function writePackage(mutator: string): void {
  writeFileSync(
    join(folder, 'Kptfile'),
    `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: tiny\npipeline:\n  mutators:\n    - ${mutator}\n`,
  )
  writeFileSync(join(folder, 'settings.yaml'), CONFIG_MAP)
}

function render(...args: string[]) {
  return spawnSync(kptPath()!, ['fn', 'render', folder, ...args], { encoding: 'utf8', env: kptEnv() })
}

function expectUnchangedAfterOneFunction(rendered: ReturnType<typeof render>): void {
  expect(rendered.stderr).toContain('Successfully executed 1 function(s) in 1 package(s).')
  expect(rendered.status).toBe(0)
  expect(readFileSync(join(folder, 'settings.yaml'), 'utf8')).toBe(CONFIG_MAP)
}

describeWith('kpt', needs.kpt(), () => {
  it('answers with the pinned version', () => expect(kptVersion()).toBe(PINNED_KPT))

  it('renders a package of two files through a program that answers with its input', () => {
    writePackage('exec: cat')
    expectUnchangedAfterOneFunction(render('--allow-exec'))
  })
})

describeWith('kpt with containers', [needs.kpt(), needs.containers()], () => {
  it('renders through an image', () => {
    writePackage(`image: ${PROBE_IMAGE}`)
    expectUnchangedAfterOneFunction(render('--image-pull-policy', 'never'))
  })
})

describeWith('kpt with the stand-in base', [needs.kpt(), needs.containers(), needs.image(STANDIN_NOOP_IMAGE)], () => {
  it('renders through an image in which Node runs as nobody', () => {
    writePackage(`image: ${STANDIN_NOOP_IMAGE}`)
    expectUnchangedAfterOneFunction(render('--image-pull-policy', 'never'))
  })
})

const RESOURCE_LIST = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: settings
  data:
    colour: red # kpt-set: \${colour}
functionConfig:
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: setters
  data:
    colour: green
`

describeWith('apply-setters of the catalog', needs.goFunction('apply-setters', DROP_IN_TAG), () => {
  it('sets a value', () => {
    const ran = spawnSync(goFunction('apply-setters', DROP_IN_TAG)!, { encoding: 'utf8', input: RESOURCE_LIST })
    expect(ran.status).toBe(0)
    expect(parse(ran.stdout)).toMatchObject({ items: [{ data: { colour: 'green' } }] })
  })
})

for (const { name } of versions.functions) {
  describeWith(`catalog function ${name}`, needs.goFunction(name), () => {
    it('answers a ResourceList without items', () => {
      const input = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n'
      const ran = spawnSync(goFunction(name)!, { encoding: 'utf8', input })
      expect(parse(ran.stdout)).toMatchObject({ kind: 'ResourceList' })
    })
  })
}

it('the Dockerfile has a stage for every function', () => {
  const checked = spawnSync('node', ['scripts/images.mjs', '--check'], { encoding: 'utf8' })
  expect(checked.stdout + checked.stderr).toContain('are fresh')
})

type Inspected = { Config: { Entrypoint: string[]; Cmd?: string[]; User: string }; RootFS: { Layers: string[] } }

const inspect = (image: string): Inspected => {
  const ran = spawnSync('podman', ['image', 'inspect', image], { encoding: 'utf8', env: kptEnv() })
  return (JSON.parse(ran.stdout) as Inspected[])[0]!
}

const functions = readdirSync('functions').filter((name) => existsSync(join('functions', name, 'function.ts')))
for (const name of functions) {
  describeWith(`the image of ${name}`, [needs.containers(), needs.image(functionImage(name))], () => {
    it('has the whole argv in its entry point, no command, nobody as its user, and the layers of the command\'s image', () => {
      const { Config, RootFS } = inspect(functionImage(name))
      expect(Config.Entrypoint).toEqual(['/nodejs/bin/node', '/app/krm-fleet.cjs', 'fn', name])
      expect(Config.Cmd ?? []).toEqual([])
      expect(Config.User).toBe('65534:65534')
      expect(RootFS.Layers).toEqual(inspect(functionImage('krm-fleet')).RootFS.Layers)
    })

    it('rejects empty input, run as kpt runs it', () => {
      const args = ['run', '--rm', '-i', '--network', 'none', '--user', 'nobody', '--pull', 'never', functionImage(name)]
      const ran = spawnSync('podman', args, { encoding: 'utf8', env: kptEnv(), input: '' })
      expect([1, 2]).toContain(ran.status)
      expect(ran.stderr).not.toBe('')
    })
  })
}
