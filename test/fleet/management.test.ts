/** What blueprints/management puts on a management cluster: the fleet that it states, Porch's side of it, and the gate for contexts. */

import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { IMAGE_PREFIX } from '#krm/names.ts'
import { functions } from '#functions/index.ts'
import { readFleet } from '#fleet/model/read-fleet.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const COMMAND = join(ROOT, 'build/krm-fleet.cjs')
const MANAGEMENT = join(ROOT, 'blueprints/management')
const rewrites = process.env['KRM_FLEET_GOLDEN'] !== undefined
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }

let work = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'management-'))
  cpSync(MANAGEMENT, join(work, 'management'), { recursive: true })
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** `krm-fleet fleet COMMAND` on the packages of a management repository, which holds the contexts that Porch clones. */
function fleet(command: string, ...flags: string[]): { status: number | null; stdout: string; stderr: string } {
  const packages = ['fleet', 'cluster-contexts', 'cluster-context-crd'].map((name) => `management/${name}`)
  const repositories = ['--repo', `blueprints=${ROOT}`, '--repo', 'management=management', '--working-tree']
  const { status, stdout, stderr } = spawnSync('node', [COMMAND, 'fleet', command, ...packages, ...(command === 'plan' ? [] : repositories), ...flags], { cwd: work, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** Edits the copy while `body` runs. */
function edited(file: string, from: string, to: string, body: () => void): void {
  const path = join(work, 'management', file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
  try {
    body()
  } finally {
    writeFileSync(path, text)
  }
}

describe('the fleet', () => {
  test('has no finding at all', () => {
    expect(fleet('check')).toEqual({ status: 0, stdout: 'no findings\n', stderr: 'Checked 2 clusters and 13 packages, all of them rendered.\n' })
    const each = spawnSync('node', [COMMAND, 'check', 'management'], { cwd: work, encoding: 'utf8' })
    expect([each.status, each.stdout]).toEqual([0, 'no findings\n'])
  })

  test('the plan in docs/porch.md is what fleet plan prints', () => {
    const { status, stdout, stderr } = fleet('plan')
    expect([status, stderr]).toEqual([0, '13 packages for 2 clusters in 4 deployment repositories: no findings.\n'])
    const file = join(ROOT, 'docs/porch.md')
    const text = readFileSync(file, 'utf8')
    const section = /(<!-- generated: plan -->\n)[\s\S]*?(<!-- end -->)/
    const expected = text.replace(section, (_, begin: string, end: string) => `${begin}\`\`\`text\n${stdout}\`\`\`\n${end}`)
    if (rewrites) writeFileSync(file, expected)
    expect(section.test(text)).toBe(true)
    expect(readFileSync(file, 'utf8')).toBe(expected)
  })

  test('render writes what Porch publishes, contexts and sync objects among it, and a bundle takes the RootSync from there', () => {
    expect(fleet('render', '-o', 'out').status).toBe(0)
    expect(readdirSync(join(work, 'out')).toSorted()).toEqual(['.krm-fleet', 'management', 'nephio-mgmt', 'nephio-my-core', 'nephio-my-ran'])
    expect(readdirSync(join(work, 'out/nephio-mgmt/cluster-contexts')).toSorted()).toEqual(['Kptfile', 'my-core.yaml', 'my-ran.yaml', 'package-context.yaml', 'validate-network-contexts.yaml'])
    const bundle = spawnSync('node', [COMMAND, 'bootstrap', 'bundle', 'out/management', '--cluster', 'my-core', '-o', 'bundle'], { cwd: work, encoding: 'utf8' })
    expect([bundle.status, readFileSync(join(work, 'bundle/95-sync.yaml'), 'utf8')]).toEqual([0, expect.stringContaining('repo: https://git.example.com/fleet/my-core.git')])
  })

  test('without its PATHs the packages inside are no part of it, and that is said', () => {
    const { stderr } = spawnSync('node', [COMMAND, 'fleet', 'plan', 'management'], { cwd: work, encoding: 'utf8' })
    expect(stderr).toContain('info: FLT010 management/cluster-contexts is a package, so ClusterContext default/my-core and 1 more in it are no part of the fleet; give management/cluster-contexts as a PATH of its own')
    expect(stderr).toContain('info: FLT010 management/fleet is a package, so')
  })

  test('without the extended CRD the fields that an API server would drop are said', () => {
    const { stdout } = spawnSync('node', [COMMAND, 'fleet', 'check', 'management/fleet', 'management/cluster-contexts', '--repo', `blueprints=${ROOT}`, '--repo', 'management=management', '--working-tree'], { cwd: work, encoding: 'utf8' })
    expect(stdout).toContain('warning FLT056 the management cluster\'s API server drops spec.clusterName, spec.provider, spec.cnis, spec.networkContexts of a ClusterContext')
  })
})

describe('from clones, at the tags that docs/porch.md sets', () => {
  const git = (directory: string, ...args: string[]): string => execFileSync('git', ['-C', join(work, directory), '-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { encoding: 'utf8' }).trim()
  const clone = (directory: string, url: string, tags: readonly string[]): void => {
    git(directory, 'init', '-q', '-b', 'main')
    git(directory, 'remote', 'add', 'origin', url)
    git(directory, 'add', '-A')
    git(directory, 'commit', '-qm', 'all')
    for (const tag of tags) git(directory, 'tag', tag)
  }

  test('the addresses of the Repositories lead to the clones, and every package has its commit', () => {
    cpSync(join(ROOT, 'blueprints'), join(work, 'clones/krm-fleet/blueprints'), { recursive: true })
    cpSync(MANAGEMENT, join(work, 'clones/management'), { recursive: true })
    const packages = ['cluster-baseline', 'cluster-sync', 'platform-addons', 'networking/multus-cni', 'networking/network-config', 'networking/whereabouts']
    clone('clones/krm-fleet', 'https://github.com/krm-fleet/krm-fleet.git', packages.map((name) => `blueprints/${name}/v1`))
    clone('clones/management', 'https://git.example.com/fleet/management.git', ['cluster-contexts/v1'])
    const paths = ['fleet', 'cluster-contexts', 'cluster-context-crd'].map((name) => `clones/management/${name}`)
    const ran = (command: string, ...flags: string[]) => spawnSync('node', [COMMAND, 'fleet', command, ...paths, ...flags], { cwd: work, encoding: 'utf8' })
    expect([ran('check').stdout, ran('render', '-o', 'published').status]).toEqual(['no findings\n', 0])
    const lockOf = (path: string): unknown => load(readFileSync(join(work, 'published', path, 'Kptfile'), 'utf8'))
    expect(lockOf('nephio-my-ran/cluster-baseline')).toMatchObject({ upstreamLock: { git: { directory: 'blueprints/cluster-baseline', ref: 'blueprints/cluster-baseline/v1', commit: git('clones/krm-fleet', 'rev-parse', 'HEAD') } } })
    expect(lockOf('nephio-mgmt/cluster-contexts')).toMatchObject({ upstreamLock: { git: { repo: 'https://git.example.com/fleet/management.git', directory: 'cluster-contexts', ref: 'cluster-contexts/v1' } } })
  })
})

describe('the gate for contexts', () => {
  const clash = 'NET020 192.168.20.0/24 (network user-plane of my-ran) and 192.168.20.0/24 (network user-plane of my-core, management/cluster-contexts/my-core.yaml:26:14) overlap in the domain transport: both have 192.168.20.1'

  test('a range that two clusters take is found on its line, and nothing is published', () => {
    edited('cluster-contexts/my-core.yaml', '192.168.40.0/24', '192.168.20.0/24', () => {
      rmSync(join(work, 'out'), { recursive: true, force: true })
      const { status, stderr } = fleet('render', '-o', 'out')
      expect(status).toBe(1)
      expect(stderr).toContain(`management/cluster-contexts/my-ran.yaml:26:14: error: ${clash}`)
      expect(stderr).toContain('1 package failed (nephio-mgmt/cluster-contexts)')
      expect(existsSync(join(work, 'out/nephio-mgmt/cluster-contexts'))).toBe(false)
    })
  })

  test('the check of the whole fleet says the same', () => {
    edited('cluster-contexts/my-core.yaml', '192.168.40.0/24', '192.168.20.0/24', () => {
      const { status, stdout } = fleet('check')
      expect(status).toBe(1)
      expect(stdout).toContain('management/cluster-contexts/my-ran.yaml\n  26:14 error NET02')
    })
  })
})

describe('what Porch reads', () => {
  test('every function has its FunctionConfig, named for its image, with the image that Kptfiles name', () => {
    const files = readdirSync(join(MANAGEMENT, 'porch-functions')).filter((name) => name !== 'Kptfile').toSorted()
    expect(files).toEqual(functions.map(({ name }) => `${name}.yaml`).toSorted())
    for (const { name } of functions) {
      expect(load(readFileSync(join(MANAGEMENT, 'porch-functions', `${name}.yaml`), 'utf8'))).toEqual({
        apiVersion: 'config.porch.kpt.dev/v1alpha1',
        kind: 'FunctionConfig',
        metadata: { name, namespace: 'porch-fn-system' },
        spec: { image: name, prefixes: [IMAGE_PREFIX], podExecutor: { tags: [`v${version}`], timeToLive: '30m', maxParallelExecutions: 2, preferredMaxQueueLength: 2 } },
      })
    }
  })

  test('no package lies inside another, and none at the root: Porch takes the outermost Kptfile and looks no further', () => {
    const found = readdirSync(MANAGEMENT, { recursive: true, encoding: 'utf8' }).filter((path) => /(?:^|\/)Kptfile$/.test(path)).toSorted()
    expect(found).toEqual(['cluster-context-crd', 'cluster-contexts', 'fleet', 'porch-functions'].map((name) => `${name}/Kptfile`))
  })

  test('the extended CRD is that of the example, and an object of the fleet that the check knows', () => {
    const text = readFileSync(join(MANAGEMENT, 'cluster-context-crd/clustercontexts.yaml'), 'utf8')
    expect(text).toBe(readFileSync(join(ROOT, 'examples/fleet/crds/clustercontexts.yaml'), 'utf8'))
    expect(readFleet([{ files: [{ path: 'crd.yaml', text }], packageDirs: [] }]).objects.map(({ name }) => name)).toEqual(['clustercontexts.infra.nephio.org'])
  })
})
