/** `krm-fleet fleet render` as a user calls it: what is written, what is left alone, what is said, exit codes. */

import { mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FleetDirectory } from './fleet-directory.ts'

let fleet: FleetDirectory
beforeEach(() => {
  fleet = new FleetDirectory()
  fleet.standard()
})
afterEach(() => rmSync(fleet.root, { recursive: true, force: true }))

const EAST = 'out/dep-east/base'

describe('a run', () => {
  test('takes the blueprint from the clone nearby at the tag, whatever its working tree holds', () => {
    fleet.write('blueprints/base/a.yaml', 'broken: [')
    const { status, stderr } = fleet.run('render', 'mgmt', '-o', 'out')
    expect([status, stderr]).toEqual([0, expect.stringContaining('2 clusters, 2 packages, 2 objects in out')])
    expect(fleet.files('out')).toEqual(['east', 'west'].flatMap((cluster) => ['Kptfile', 'README.md', 'a.yaml', 'package-context.yaml'].map((file) => `dep-${cluster}/base/${file}`)))
    expect(fleet.read(`${EAST}/a.yaml`)).toContain('  own: blank # kpt-set: ${own}\n  site: east # kpt-set: ${site}\n')
    expect(fleet.read(`${EAST}/Kptfile`)).toContain(`    ref: base/v1\n    commit: ${fleet.git('blueprints', 'rev-parse', 'base/v1')}\n`)
    expect(fleet.read(`${EAST}/Kptfile`)).toContain('name: PackageVariant.east-base.site.0')
  })

  test('again touches nothing, from the cache or without it', () => {
    fleet.run('render', 'mgmt', '-o', 'out')
    const before = statSync(join(fleet.root, EAST, 'a.yaml'))
    for (const flags of [[], ['--no-cache']]) {
      expect(fleet.run('render', 'mgmt', '-o', 'out', ...flags).stderr).toContain('nothing changed')
      expect(statSync(join(fleet.root, EAST, 'a.yaml'))).toEqual({ ...before, atime: expect.anything(), atimeMs: expect.anything() })
    }
  })

  test('writes what a new revision changes, and only that', () => {
    fleet.run('render', 'mgmt', '-o', 'out')
    fleet.blueprint('base', 'second')
    fleet.commit('blueprints', 'base/v2')
    fleet.variant('east', 'base', 'v2')
    const { stderr } = fleet.run('render', 'mgmt', '-o', 'out')
    expect(stderr).toMatch(/dep-east {4}base +1 {2}changed\n.*dep-west {4}base +1 {2}unchanged/)
    expect(fleet.read(`${EAST}/a.yaml`)).toContain('own: second')
    expect(fleet.read('out/dep-west/base/a.yaml')).toContain('own: blank')
  })

  test('keeps the bytes of a file that differs in formatting only', () => {
    fleet.run('render', 'mgmt', '-o', 'out')
    const respelt = fleet.read(`${EAST}/a.yaml`).replace('  own: blank #', '    own:   "blank"   #').replace('  site:', '    site:')
    fleet.write(`${EAST}/a.yaml`, respelt)
    expect(fleet.run('render', 'mgmt', '-o', 'out').stderr).toContain('nothing changed')
    expect(fleet.read(`${EAST}/a.yaml`)).toBe(respelt)
  })

  test('fleet check takes from the cache what has not changed, and keeps what it makes beside it', () => {
    fleet.run('render', 'mgmt', '-o', 'out', '--cache', 'cache')
    const check = (): string => fleet.run('check', 'mgmt', '--cache', 'cache', '-o', 'json').stdout
    const anew = fleet.run('check', 'mgmt', '-o', 'json').stdout
    expect(check()).toBe(anew)
    // What an entry holds is what is checked: a second object with the same name, once for each cluster.
    const entries = fleet.files('cache')
    for (const file of entries) fleet.write(`cache/${file}`, fleet.read(`cache/${file}`).replace('kind: ConfigMap\\n', 'kind: Widget\\n').replace('apiVersion: v1\\nkind: Widget', 'apiVersion: example.com/v1\\nkind: Widget'))
    expect(check()).toContain('FLT066')
    expect(fleet.files('cache')).toEqual(entries)
    fleet.variant('east', 'base', 'v1', '  deletionPolicy: orphan\n  packageContext: {data: {new: entry}}\n')
    fleet.variant('west', 'base', 'v1', '  packageContext: {data: {new: entry}}\n')
    expect(check()).not.toContain('FLT066')
    const kept = fleet.files('cache')
    expect([kept.length, entries.filter((file) => !kept.includes(file))]).toEqual([4, []])
  })

  test('without a cached entry, or with a broken one, renders anew', () => {
    fleet.run('render', 'mgmt', '-o', 'out', '--cache', 'cache')
    for (const file of fleet.files('cache')) fleet.write(`cache/${file}`, '{"format":1')
    rmSync(join(fleet.root, 'out/dep-east'), { recursive: true })
    expect(fleet.run('render', 'mgmt', '-o', 'out', '--cache', 'cache').stderr).toMatch(/dep-east {4}base +1 {2}new/)
  })
})

describe('what goes wrong', () => {
  test('a package that fails keeps its old content, the others are rendered, exit 1', () => {
    fleet.run('render', 'mgmt', '-o', 'out')
    const old = fleet.read(`${EAST}/a.yaml`)
    fleet.blueprint('base', 'x', '  - image: ghcr.io/krm-fleet/apply-cluster-context:v0.1.0\n    configPath: missing.yaml\n')
    fleet.commit('blueprints', 'base/v2')
    fleet.variant('east', 'base', 'v2')
    const { status, stderr } = fleet.run('render', 'mgmt', '-o', 'out')
    expect(status).toBe(1)
    expect(stderr).toContain('blueprints/base@base/v2/Kptfile:7:5: error: KPT110')
    expect(stderr).toContain('mgmt/variants/east-base.yaml:1:1: error: FLT201')
    expect(stderr).toMatch(/dep-east {4}base +0 {2}kept\n.*dep-west {4}base +1 {2}unchanged/)
    expect(fleet.read(`${EAST}/a.yaml`)).toBe(old)
  })

  test('a missing clone is one error per repository, and nothing is written unless --keep-going', () => {
    fleet.write('mgmt/more.yaml', 'apiVersion: config.porch.kpt.dev/v1alpha1\nkind: Repository\nmetadata:\n  name: far\nspec:\n  git:\n    repo: https://git.example.com/far.git\n')
    for (const cluster of ['east', 'west']) fleet.write(`mgmt/variants/${cluster}-far.yaml`, fleet.read(`mgmt/variants/${cluster}-base.yaml`).replaceAll(`${cluster}-base`, `${cluster}-far`).replace('repo: blueprints', 'repo: far').replace(/(downstream: .*package: )base/, '$1far'))
    const { status, stderr } = fleet.run('render', 'mgmt', '-o', 'out')
    expect([status, stderr.match(/FLT208/g)?.length]).toEqual([1, 1])
    expect(stderr).toContain('there is no local copy of repository far (https://git.example.com/far.git): clone it beside the management repository, or name one with --repo far=PATH')
    expect(() => fleet.files('out')).toThrow()
    expect(fleet.run('render', 'mgmt', '-o', 'out', '--keep-going').stderr).toMatch(/dep-east {4}base +1 {2}new\n.*dep-east {4}far +0 {2}failed/)
  })

  test('a package that nobody has tagged yet is taken from the directory, and said', () => {
    fleet.blueprint('young')
    fleet.commit('blueprints')
    fleet.variant('east', 'young', 'v1')
    const { status, stderr } = fleet.run('render', 'mgmt', '-o', 'out')
    expect(status).toBe(0)
    expect(stderr).toContain('mgmt/variants/east-young.yaml:6:41: warning: FLT209 the clone blueprints has no tag or branch young/v1, and none for another revision of the package: took revision v1')
  })

  test.each([
    ['a revision that the clone does not have', 'base', 'v11', 'FLT208 blueprints: there is no revision v11 of base, only v1; did you mean v1?'],
    ['one that is far from all others', 'base', 'release', 'FLT208 blueprints: there is no revision release of base, only v1; correct workspaceName, or fetch the tags of the clone'],
    ['a misspelt package', 'bsae', 'v1', 'FLT208 blueprints has no directory bsae; did you mean base?'],
    ['another package', 'elsewhere', 'v1', 'FLT208 blueprints has no directory elsewhere (PackageVariant'],
  ])('%s is an error with what was probably meant, and the directory is not taken for it', (_, blueprint, revision, message) => {
    fleet.variant('east', blueprint, revision)
    const { status, stderr } = fleet.run('render', 'mgmt', '-o', 'out', '--keep-going')
    expect([status, stderr]).toEqual([1, expect.stringContaining(`mgmt/variants/east-${blueprint}.yaml:6:41: error: ${message}`)])
  })

  test('a revision that Porch published is found by its workspace, as Porch finds it, and not by its tag', () => {
    fleet.blueprint('base', 'published')
    fleet.git('blueprints', 'add', '-A')
    fleet.git('blueprints', 'commit', '-q', '-m', 'Approve base\n\nkpt:{"package":"base","workspaceName":"packagevariant-2","revision":"2"}')
    fleet.git('blueprints', 'tag', 'base/v2')
    fleet.variant('east', 'base', 'packagevariant-2')
    fleet.variant('west', 'base', 'v2')
    const { status, stderr } = fleet.run('render', 'mgmt', '-o', 'out', '--keep-going')
    expect(fleet.read(`${EAST}/a.yaml`)).toContain('own: published')
    expect(fleet.read(`${EAST}/Kptfile`)).toContain('ref: base/v2\n')
    expect([status, stderr]).toEqual([1, expect.stringContaining('error: FLT208 blueprints: tag base/v2 was published from workspace packagevariant-2, and Porch finds an upstream by its workspace: write workspaceName: packagevariant-2')])
  })

  test('a tag that is no number is said, once: Porch never sees the next one', () => {
    fleet.git('blueprints', 'tag', 'base/release-1')
    for (const cluster of ['east', 'west']) fleet.variant(cluster, 'base', 'release-1')
    const { status, stderr } = fleet.run('render', 'mgmt', '-o', 'out')
    expect([status, stderr.match(/FLT042/g)?.length, stderr]).toEqual([0, 1, expect.stringContaining('warning: FLT042 release-1 is no number')])
    expect(fleet.run('check', 'mgmt').stdout.match(/FLT042/g)?.length).toBe(1)
  })

  test('a directory that the tagged commit does not have', () => {
    fleet.git('blueprints', 'mv', 'base', 'basis')
    fleet.commit('blueprints', 'base/v2')
    fleet.variant('east', 'base', 'v2')
    expect(fleet.run('render', 'mgmt', '-o', 'out', '--keep-going').stderr).toMatch(/error: FLT208 blueprints has no directory base at refs\/tags\/base\/v2 \([0-9a-f]{12}\); did you mean basis\? \(/)
  })

  test.each([
    ['a directory of somebody else', ['-o', 'blueprints'], 'IO007'],
    ['no output', [], 'CLI002'],
    ['a bad shard', ['-o', 'out', '--shard', '5/4'], 'CLI002'],
    ['a bad repository', ['-o', 'out', '--repo', 'x'], 'CLI002'],
  ])('%s: exit 2', (_, args, code) => {
    const { status, stderr } = fleet.run('render', 'mgmt', ...args)
    expect([status, stderr]).toEqual([2, expect.stringContaining(code)])
  })

  test('a downstream that leads out of the tree is refused before anything is written', () => {
    fleet.write('mgmt/variants/east-base.yaml', fleet.read('mgmt/variants/east-base.yaml').replace('package: base}\n  pipeline', 'package: ../../../etc}\n  pipeline'))
    const { status } = fleet.run('render', 'mgmt', '-o', 'out')
    expect(status).not.toBe(0)
    expect(fleet.files('.').filter((file) => file.includes('etc'))).toEqual([])
  })
})

describe('hostile inputs', () => {
  test('a link in a blueprint is refused, never followed', () => {
    fleet.write('secret.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: hunter2}\n')
    symlinkSync('../../secret.yaml', join(fleet.root, 'blueprints/base/link.yaml'))
    fleet.commit('blueprints', 'base/v2')
    fleet.variant('east', 'base', 'v2')
    const { status, stderr } = fleet.run('render', 'mgmt', '-o', 'out', '--keep-going')
    expect([status, stderr]).toEqual([1, expect.stringContaining('link.yaml of blueprints/base@base/v2 is a symbolic link')])
    expect(fleet.files('out').filter((file) => file.startsWith('dep-east'))).toEqual([])
  })

  test('a link in the output is refused, never written through', () => {
    fleet.run('render', 'mgmt', '-o', 'out')
    rmSync(join(fleet.root, 'out/dep-east'), { recursive: true })
    mkdirSync(join(fleet.root, 'elsewhere'))
    symlinkSync('../elsewhere', join(fleet.root, 'out/dep-east'))
    expect(fleet.run('render', 'mgmt', '-o', 'out')).toMatchObject({ status: 2, stderr: expect.stringContaining('IO003') })
    expect(fleet.files('elsewhere')).toEqual([])
  })

  test.each(['--upload-pack=touch x', '../../x', 'a b', 'v1^{tree}', ':/x'])('the revision %j reaches git as nothing', (revision) => {
    fleet.variant('east', 'base', JSON.stringify(revision))
    expect(fleet.run('render', 'mgmt', '-o', 'out').status).not.toBe(3)
    expect(fleet.files('.').filter((file) => /(^|\/)x$/.test(file))).toEqual([])
  })
})

describe('packages that no variant makes any more', () => {
  test.each([['delete', 'deleted', false], ['orphan', 'orphaned', true]])('policy %s', (policy, status, stays) => {
    fleet.variant('east', 'base', 'v1', `  deletionPolicy: ${policy}\n`)
    fleet.run('render', 'mgmt', '-o', 'out')
    rmSync(join(fleet.root, 'mgmt/variants/east-base.yaml'))
    expect(fleet.run('render', 'mgmt', '-o', 'out').stderr).toMatch(new RegExp(`dep-east {4}base +0 {2}${status}`))
    expect(fleet.files('out').includes('dep-east/base/a.yaml')).toBe(stays)
  })
})

test('shards part the repositories and merge joins their summaries', () => {
  for (const cluster of ['north', 'south', 'up', 'down']) {
    fleet.cluster(cluster)
    fleet.variant(cluster, 'base')
  }
  for (const part of [1, 2]) expect(fleet.run('render', 'mgmt', '-o', `part-${part}`, '--shard', `${part}/2`).status).toBe(0)
  const repositories = [1, 2].map((part) => [...new Set(fleet.files(`part-${part}`).map((file) => file.split('/')[0]))])
  expect(repositories.flat().toSorted()).toEqual(['dep-down', 'dep-east', 'dep-north', 'dep-south', 'dep-up', 'dep-west'])
  expect(repositories.map((part) => part.length > 0)).toEqual([true, true])
  const merged = fleet.run('merge', 'part-1', 'part-2', '-o', 'all.json')
  expect([merged.status, merged.stderr]).toEqual([0, expect.stringContaining('6 clusters, 6 packages, 6 objects in 2 parts')])
  expect(JSON.parse(fleet.read('all.json')).packages).toHaveLength(6)
  expect(fleet.run('merge', 'part-1', 'part-1')).toMatchObject({ status: 2, stderr: expect.stringContaining('is in two summaries') })
})
