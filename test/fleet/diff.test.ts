/** What a change reaches: by value, grouped over clusters, weighted by kind, without secrets; and the command itself. */

import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diffFleet, type PackageState } from '#check/fleet-diff/diff-fleet.ts'
import { diffMarkdown, diffText } from '#check/fleet-diff/diff-reports.ts'
import { FleetDirectory } from './fleet-directory.ts'

function state(cluster: string, text: string, name = 'p'): PackageState {
  return { repository: `dep-${cluster}`, package: name, cluster, files: new Map([['a.yaml', text]]) }
}

/** The difference of two texts of one file. */
function changed(before: string, after: string): string {
  return diffText(diffFleet([state('c', before)], [state('c', after)]))
}

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  k: v\n'
const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n  - name: a\n    image: a:1\n  - name: b\n    image: b:1\n'

describe('two states', () => {
  test.each([
    ['formatting, comments and the order of keys', 'kind: ConfigMap # c\napiVersion: "v1"\nmetadata: {name: a}\ndata: {k: v}\n'],
    ['what only Porch reads', MAP.replace('  name: a\n', "  name: a\n  annotations:\n    internal.kpt.dev/upstream-identifier: 'x'\n")],
  ])('%s are no change', (_, after) => expect(changed(MAP, after)).toBe('Nothing changes.\n'))

  test('objects that pullers do not apply do not count', () => {
    const local = MAP.replace('  name: a\n', '  name: a\n  annotations:\n    config.kubernetes.io/local-config: "true"\n')
    expect(changed(local, local.replace('k: v', 'k: w'))).toBe('Nothing changes.\n')
  })

  test.each([
    ['a value', MAP, MAP.replace('k: v', 'k: w'), '~ ConfigMap a  low risk  in c\n    data.k: "v" -> "w"\n'],
    ['a type', MAP, MAP.replace('k: v', 'k: 1'), '    data.k: "v" -> 1\n'],
    ['a new and a lost field', MAP, MAP.replace('k: v', 'l: v'), '    data.l: (none) -> "v"\n    data.k: "v" -> (none)\n'],
    ['list items by their names, not by their places', POD, POD.replace(/ {2}- name: a\n.*\n/, '').replace('b:1', 'b:2'), '~ Pod p  medium risk  in c\n    spec.containers[0].image: "b:1" -> "b:2"\n    spec.containers[0]: {name: "a", image: "a:1"} -> (none)\n'],
    ['a new object', MAP, `${MAP}---\n${POD}`, '+ Pod p  medium risk  in c\n'],
    ['a lost object weighs more', `${MAP}---\n${POD}`, MAP, '- Pod p  high risk  in c\n'],
    ['a Secret without its values', 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: b}\n', 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: c}\n', '    data.a: (hidden) -> (hidden)\n'],
    ['a password anywhere', MAP.replace('k: v', 'db-password: hunter2'), MAP.replace('k: v', 'db-password: hunter3'), '    data.db-password: (hidden) -> (hidden)\n'],
    ['a variable whose name is that of a credential', POD.replace('image: a:1', 'image: a:1\n    env: [{name: DB_PASSWORD, value: x}]'), POD.replace('image: a:1', 'image: a:1\n    env: [{name: DB_PASSWORD, value: hunter2}]'), '.env[0].value: (hidden) -> (hidden)\n'],
    ['a new variable of that kind', POD, POD.replace('image: a:1', 'image: a:1\n    env: [{name: API_TOKEN, value: hunter2}]'), '{name: "API_TOKEN", value: (hidden)}'],
    ['texts that hold a credential', MAP, MAP.replace('k: v', 'k: "users:\\n- name: a\\n  client-key-data: aGk=\\n"'), 'data.k: "v" -> (hidden)\n'],
    ['an address with a password', MAP, MAP.replace('k: v', 'k: postgres://a:hunter2@db/x'), 'data.k: "v" -> (hidden)\n'],
    ['but not an address without one', MAP, MAP.replace('k: v', 'k: https://db:5432/x'), 'data.k: "v" -> "https://db:5432/x"\n'],
    ['a new part with a password in it', MAP, `${MAP}spec: {auth: {token: hunter2}}\n`, '    spec: (none) -> {auth: {token: (hidden)}}\n'],
  ])('%s', (_, before, after, text) => expect(changed(before, after)).toContain(text))

  test('the same change in many clusters is one entry, another value another; high risk comes first', () => {
    const clusters = Array.from({ length: 40 }, (_, index) => `c${String(index).padStart(2, '0')}`)
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: n\n  labels: {x: old}\n'
    const before = clusters.map((cluster) => state(cluster, `${MAP}---\n${namespace}`))
    const after = clusters.map((cluster, index) => state(cluster, `${MAP.replace('k: v', index === 7 ? 'k: other' : 'k: w')}---\n${index === 3 ? namespace.replace('old', 'new') : namespace}`))
    expect(diffText(diffFleet(before, after))).toBe(`~ Namespace n  high risk  in c03
    metadata.labels.x: "old" -> "new"
~ ConfigMap a  low risk  same change in 39 clusters (c00, c01, …)
    data.k: "v" -> "w"
~ ConfigMap a  low risk  in c07
    data.k: "v" -> "other"
41 objects in 40 packages of 40 clusters change (3 different changes).
`)
  })

  test('whole packages come and go as one entry', () => {
    expect(diffText(diffFleet([state('a', POD, 'old')], [state('a', MAP, 'new'), state('b', MAP, 'new')]))).toBe(`- package old (1 object)  high risk  in a
+ package new (1 object)  low risk  in a, b
3 objects in 3 packages of 2 clusters change (2 different changes).
`)
  })

  test('Markdown fits into a comment and says what it leaves out; names mean nothing in it', () => {
    const many = Array.from({ length: 2000 }, (_, index) => MAP.replace('name: a', `name: "a|${index}"`)).join('---\n')
    const text = diffMarkdown(diffFleet([state('c', many)], [state('c', many.replaceAll('k: v', 'k: "@everyone <b>"'))]))
    expect(text.length).toBeLessThan(65_536)
    expect(text).toMatch(/\d+ more changes not shown here\.\n$/)
    expect(text.replaceAll(/^ {2}(`{3,})diff\n[^]*?\n {2}\1$/gm, '')).not.toMatch(/@everyone|<b>/)
    expect(diffMarkdown(diffFleet([state('c', MAP)], [state('c', MAP.replace('k: v', 'k: "```"'))]))).toContain('  ````diff\n  @@ data.k @@\n  - "v"\n  + "```"\n  ````\n')
    expect(text).toContain('a\\|0')
  })
})

describe('the command', () => {
  const fleet = new FleetDirectory()
  beforeAll(() => {
    fleet.standard()
    fleet.repository('mgmt', 'https://git.example.com/mgmt.git')
  })
  afterAll(() => rmSync(fleet.root, { recursive: true, force: true }))

  test('nothing changes: exit 0', () => {
    expect(fleet.run('diff', 'mgmt', '--base', 'main')).toMatchObject({ status: 0, stdout: 'Nothing changes.\n' })
  })

  test('a change of the management repository', () => {
    fleet.write('mgmt/variants/east-base.yaml', fleet.read('mgmt/variants/east-base.yaml').replace('site: east', 'site: far-east'))
    expect(fleet.run('diff', 'mgmt', '--base', 'main')).toMatchObject({ status: 1, stdout: expect.stringContaining('~ ConfigMap a  low risk  in east\n    data.site: "east" -> "far-east"\n') })
    fleet.git('mgmt', 'checkout', '-q', '.')
  })

  test('a change of a blueprint that no variant names yet', () => {
    fleet.blueprint('base', 'second')
    const { status, stdout } = fleet.run('diff', 'mgmt', '--blueprint-base', 'blueprints=base/v1', '-o', 'json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'FleetDiff', clusters: 2, groups: [{ fields: [{ field: 'data.own', before: '"blank"', after: '"second"' }], packages: [{ cluster: 'east' }, { cluster: 'west' }] }] })
    fleet.git('blueprints', 'checkout', '-q', '.')
  })

  test('against what is deployed', () => {
    fleet.run('render', 'mgmt', '-o', 'deployed')
    expect(fleet.run('diff', 'mgmt', '--against', 'deployed').status).toBe(0)
    fleet.write('deployed/dep-west/base/a.yaml', fleet.read('deployed/dep-west/base/a.yaml').replace('site: west', 'site: by-hand'))
    expect(fleet.run('diff', 'mgmt', '--against', 'deployed').stdout).toContain('data.site: "by-hand" -> "west"')
  })

  test.each([
    [['mgmt'], 'CLI003'],
    [['mgmt', '--base', 'main', '--against', 'deployed'], 'CLI003'],
    [['mgmt', '--base', 'nowhere'], 'CLI002'],
    [['mgmt', '--base', '--upload-pack=x'], 'CLI002'],
    [['mgmt', '--blueprint-base', 'blueprints'], 'CLI002'],
    [['mgmt', '--against', 'nowhere'], 'IO001'],
  ])('%j: exit 2', (args, code) => expect(fleet.run('diff', ...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(code) }))
})
