/** `krm-fleet fleet render --commit`: one commit per package in local clones, and nobody's edits are lost. */

import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { factsOf } from '#cli/fleet/commit-message.ts'
import { FleetDirectory } from './fleet-directory.ts'

let fleet: FleetDirectory
beforeEach(() => {
  fleet = new FleetDirectory()
  fleet.standard()
  for (const cluster of ['east', 'west']) {
    fleet.write(`dep-${cluster}/README.md`, 'mine\n')
    fleet.repository(`dep-${cluster}`, `git@git.example.com:dep-${cluster}`)
  }
})
afterEach(() => rmSync(fleet.root, { recursive: true, force: true }))

function log(cluster: string): string[] {
  return fleet.git(`dep-${cluster}`, 'log', '--format=%s').split('\n')
}

test('a commit per package, with our trailers and never one of Porch, and the working tree follows', () => {
  const { status, stderr } = fleet.run('render', 'mgmt', '--commit')
  expect([status, stderr]).toEqual([0, expect.stringContaining('2 clusters, 2 packages, 2 objects in 2 local clones')])
  expect(fleet.git('dep-east', 'log', '-1', '--format=%cn <%ce>%n%B')).toBe(`Ann <ann@example.com>
Add base of east

Rendered from blueprints/base@v1 for variant default/east-base.

Krm-Fleet-Package: base
Krm-Fleet-Variant: default/east-base
Krm-Fleet-Deletion-Policy: delete`)
  expect(fleet.read('dep-east/base/a.yaml')).toContain('site: east')
  expect(fleet.git('dep-east', 'status', '--porcelain')).toBe('')
  expect(fleet.files('dep-east')).toEqual(['README.md', 'base/Kptfile', 'base/README.md', 'base/a.yaml', 'base/package-context.yaml'])
})

test('again commits nothing, and neither does formatting', () => {
  fleet.run('render', 'mgmt', '--commit')
  fleet.write('dep-east/base/a.yaml', fleet.read('dep-east/base/a.yaml').replace('own: blank', 'own:  "blank"'))
  fleet.commit('dep-east')
  const before = log('east')
  expect(fleet.run('render', 'mgmt', '--commit').stderr).toContain('nothing changed')
  expect(log('east')).toEqual(before)
})

test('a changed variant updates a package whose last commit is ours; others stay', () => {
  fleet.run('render', 'mgmt', '--commit')
  fleet.write('mgmt/variants/east-base.yaml', fleet.read('mgmt/variants/east-base.yaml').replace('site: east', 'site: far-east'))
  expect(fleet.run('render', 'mgmt', '--commit').status).toBe(0)
  expect([log('east')[0], log('west').length]).toEqual(['Update base of east', 2])
  expect(fleet.read('dep-east/base/a.yaml')).toContain('site: far-east')
})

test('a package that somebody edited is refused with its commit, unless --overwrite', () => {
  fleet.run('render', 'mgmt', '--commit')
  fleet.write('dep-east/base/a.yaml', fleet.read('dep-east/base/a.yaml').replace('site: east', 'site: by-hand'))
  const commit = fleet.commit('dep-east')
  const refused = fleet.run('render', 'mgmt', '--commit')
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain(`FLT211 base of dep-east was left as it is: commit ${commit.slice(0, 12)} holds something else than rendering its upstreamLock gives: somebody edited it`)
  expect(fleet.read('dep-east/base/a.yaml')).toContain('by-hand')
  expect(fleet.run('render', 'mgmt', '--commit', '--overwrite').status).toBe(0)
  expect(fleet.read('dep-east/base/a.yaml')).toContain('site: east')
})

test('a package that somebody else rendered and nobody edited is taken over, also to a new revision', () => {
  fleet.run('render', 'mgmt', '-o', 'out')
  fleet.write('dep-east/base/Kptfile', fleet.read('out/dep-east/base/Kptfile'))
  for (const file of ['a.yaml', 'package-context.yaml', 'README.md']) fleet.write(`dep-east/base/${file}`, fleet.read(`out/dep-east/base/${file}`))
  fleet.commit('dep-east')
  fleet.blueprint('base', 'second')
  fleet.commit('blueprints', 'base/v2')
  fleet.variant('east', 'base', 'v2')
  expect(fleet.run('render', 'mgmt', '--commit').status).toBe(0)
  expect(fleet.read('dep-east/base/a.yaml')).toContain('own: second')
})

test('what is not committed in the working tree is not touched', () => {
  fleet.run('render', 'mgmt', '--commit')
  fleet.write('dep-east/base/new.yaml', 'a: b\n')
  fleet.variant('east', 'base', 'v1', '  packageContext: {data: {k: v}}\n')
  expect(fleet.run('render', 'mgmt', '--commit').stderr).toContain('FLT211 base of dep-east was left as it is: base/new.yaml is not committed')
})

test.each([['delete', 'Remove base', false], ['orphan', 'Add base of east', true]])('a variant that is gone, with policy %s', (policy, subject, stays) => {
  fleet.variant('east', 'base', 'v1', `  deletionPolicy: ${policy}\n`)
  fleet.run('render', 'mgmt', '--commit')
  rmSync(`${fleet.root}/mgmt/variants/east-base.yaml`)
  fleet.run('render', 'mgmt', '--commit')
  expect([log('east')[0], fleet.files('dep-east').includes('base/a.yaml')]).toEqual([subject, stays])
  expect(fleet.git('dep-east', 'status', '--porcelain')).toBe('')
})

test('packages that we did not make are never removed', () => {
  fleet.write('dep-east/theirs/Kptfile', 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: theirs\n')
  fleet.commit('dep-east')
  fleet.run('render', 'mgmt', '--commit')
  expect(fleet.files('dep-east')).toContain('theirs/Kptfile')
})

test('a branch that is not checked out, and a bare clone, get the commits alone', () => {
  fleet.git('dep-east', 'checkout', '-q', '-b', 'other')
  rmSync(`${fleet.root}/dep-west/.git`, { recursive: true })
  fleet.repository('scratch', 'x')
  fleet.git('.', 'clone', '-q', '--bare', 'scratch', 'west.git')
  expect(fleet.run('render', 'mgmt', '--commit', '--repo', 'dep-west=west.git')).toMatchObject({ status: 0 })
  expect(fleet.files('dep-east')).toEqual(['README.md'])
  expect(fleet.git('dep-east', 'show', 'main:base/a.yaml')).toContain('site: east')
  expect(fleet.git('west.git', 'show', 'main:base/a.yaml')).toContain('site: west')
})

test('a repository without a clone or a branch is said once, the others are committed', () => {
  rmSync(`${fleet.root}/dep-west`, { recursive: true })
  const { status, stderr } = fleet.run('render', 'mgmt', '--commit')
  expect([status, stderr.match(/FLT210/g)?.length, log('east')[0]]).toEqual([1, 1, 'Add base of east'])
})

test('hooks of a clone do not run', () => {
  fleet.write('dep-east/.git/hooks/reference-transaction', '#!/bin/sh\necho ran >> "$GIT_DIR/../ran"\n')
  fleet.git('.', 'config', '--file', 'dep-east/.git/config', 'core.hooksPath', `${fleet.root}/dep-east/.git/hooks`)
  expect(fleet.run('render', 'mgmt', '--commit').status).toBe(0)
  expect(fleet.files('dep-east')).not.toContain('ran')
})

test.each([
  ['', undefined],
  ['x\n\nKrm-Fleet-Package: a\nKrm-Fleet-Variant: b\n', undefined],
  ['Krm-Fleet-Package: a\nKrm-Fleet-Variant: b\nKrm-Fleet-Deletion-Policy: delete\n\nbut this is no trailer', undefined],
  ['x\n\nKrm-Fleet-Package: a\nKrm-Fleet-Variant: b\nKrm-Fleet-Deletion-Policy: orphan\nSigned-off-by: c\n', { package: 'a', variant: 'b', deletionPolicy: 'orphan' }],
])('the facts of a commit: %j', (message, facts) => expect(factsOf(message)).toEqual(facts))
