/** What a user decides about a check on the command line: schemas, strict, ignore; the configuration says the same. */

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { check } from '#cli/check-call.ts'
import { COMMAND } from '../agree/defects.ts'

let work = ''
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'decisions-'))
})
afterEach(() => rmSync(work, { recursive: true, force: true }))

function run(...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr } = spawnSync('node', [COMMAND, ...args], { cwd: work, encoding: 'utf8' })
  return { status, stdout, stderr }
}

function lay(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, path)), { recursive: true })
    writeFileSync(join(work, path), text)
  }
}

const KPTFILE = 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\n'
const WRONG = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ports\ndata:\n  port: 8080\n'
const WIDGET = 'apiVersion: acme.example.com/v1\nkind: Widget\nmetadata:\n  name: w\nspec:\n  size: big\n'
const config = (check: string): string => `apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: Config\nmetadata:\n  name: krm-fleet\ncheck:\n${check}`

function crd(kind: string, size: string): string {
  return `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ${kind.toLowerCase()}s.acme.example.com\nspec:\n  group: acme.example.com\n  names: {kind: ${kind}, plural: ${kind.toLowerCase()}s}\n  scope: Namespaced\n  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: ${size}}}}}}\n`
}

describe('schemas', () => {
  const SAYS = 'spec.size: "big" is text and must be a whole number (the CRD in crds/w.yaml)'

  test('a file, a directory, the configuration: custom resources are held against their CRDs', async () => {
    lay({ 'p/Kptfile': KPTFILE, 'p/w.yaml': WIDGET, 'crds/w.yaml': crd('Widget', 'integer'), 'crds/README.md': '', 'crds/values.yaml': '{{ none }}: [' })
    expect(run('check')).toMatchObject({ status: 0, stdout: 'no findings\n' })
    for (const path of ['crds', 'crds/w.yaml']) expect(run('check', '--schemas', path).stdout).toContain(`KRM102 ${SAYS}`)
    lay({ 'krm-fleet.yaml': config('  schemas: [crds]\n') })
    expect(run('check').stdout).toContain(SAYS)
    const called = await check([join(work, 'p')], { schemas: [join(work, 'crds')] })
    expect(called.findings.map(({ code }) => code)).toEqual(['KRM102'])
  })

  test('a CRD of the package counts before one that is named, and that before a built-in one', () => {
    const bundled = crd('Repository', 'integer').replaceAll('acme.example.com', 'config.porch.kpt.dev').replace('name: v1', 'name: v1alpha1')
    lay({ 'p/Kptfile': KPTFILE, 'p/w.yaml': WIDGET, 'p/crd.yaml': crd('Widget', 'string'), 'crds/w.yaml': crd('Widget', 'integer'), 'crds/r.yaml': bundled, 'p/r.yaml': 'apiVersion: config.porch.kpt.dev/v1alpha1\nkind: Repository\nmetadata:\n  name: r\nspec:\n  size: x\n' })
    const { stdout } = run('check', '--schemas', 'crds')
    expect(stdout).not.toContain('p/w.yaml')
    expect(stdout).toContain('spec.size: "x" is text and must be a whole number (the CRD in crds/r.yaml)')
  })

  test('a List, as kubectl get crds prints one, and CRDs from before v1 count as well', () => {
    const one = crd('Widget', 'integer')
    const listed = (apiVersion: string, kind: string): string => `apiVersion: ${apiVersion}\nkind: ${kind}\nitems:\n- ${one.trim().replaceAll('\n', '\n  ')}\n`
    const old = `${one.slice(0, one.indexOf('  versions:')).replace('k8s.io/v1', 'k8s.io/v1beta1')}  version: v1\n  validation:\n    openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}\n`
    lay({ 'p/Kptfile': KPTFILE, 'p/w.yaml': WIDGET })
    for (const text of [listed('v1', 'List'), listed('apiextensions.k8s.io/v1', 'CustomResourceDefinitionList'), old]) {
      lay({ 'crds/w.yaml': text })
      expect(run('check', '--schemas', 'crds').stdout, text).toContain(`KRM102 ${SAYS}`)
    }
    // Then the API server kept what a CRD did not list, unless that said otherwise.
    lay({ 'p/w.yaml': `${WIDGET}  other: 1\n`, 'crds/w.yaml': old })
    expect(run('check', '--schemas', 'crds').stdout).not.toContain('other')
    lay({ 'crds/w.yaml': old.replace('  version: v1', '  preserveUnknownFields: false\n  version: v1') })
    expect(run('check', '--schemas', 'crds').stdout).toContain('spec.other')
    lay({ 'crds/w.yaml': listed('v1', 'List').replace('kind: Widget', 'kind: 1') })
    expect(run('check', '--schemas', 'crds')).toMatchObject({ status: 2, stderr: expect.stringContaining('crds/w.yaml: CustomResourceDefinition widgets.acme.example.com defines no kind: spec.names.kind is no text') as unknown })
  })

  test('what cannot be used is said, all at once', () => {
    lay({ 'p/Kptfile': KPTFILE, 'none/a.yaml': WRONG, 'broken.yaml': `${crd('Widget', 'integer')}spec: {}\n`, 'empty.yaml': 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: x}\nspec: {group: a.example.com, versions: []}\n' })
    const { status, stderr } = run('check', ...['nowhere', '', 'none', 'broken.yaml', 'empty.yaml'].flatMap((path) => ['--schemas', path]))
    expect(status).toBe(2)
    for (const says of ['nowhere cannot be read', 'IO001 "" cannot be read', 'none holds no CustomResourceDefinition of apiextensions.k8s.io with a schema', 'broken.yaml:15:1: error: YML002', 'empty.yaml: CustomResourceDefinition x defines no kind: spec.names.kind is no text']) expect(stderr).toContain(says)
  })
})

describe('strict', () => {
  const PASSED_OVER = { 'p/Kptfile': `${KPTFILE}pipeline:\n  mutators:\n  - image: docker.io/acme/own:v1.0.0\n`, 'p/w.yaml': WIDGET, 'sub/.git': 'gitdir: ../x\n', 'sub/Kptfile': KPTFILE, 'q/Kptfile': KPTFILE, 'q/shared/a.yaml': WRONG.replace('8080', '"8080"') }

  test('what was passed over is an error, each with its place; without it nothing fails', () => {
    lay(PASSED_OVER)
    symlinkSync('shared/a.yaml', join(work, 'q/b.yaml'))
    const mild = run('check', '-o', 'github')
    expect(mild).toMatchObject({ status: 0, stdout: expect.stringMatching(/^::notice file=p\/Kptfile,line=7[^\n]*KPT304[^\n]*\n$/) as unknown })
    const strict = run('check', '--strict', '-o', 'github')
    expect(strict.status).toBe(1)
    expect(strict.stdout.split('\n').map((line) => /^::error file=([^,:]+).*title=(\w+) /.exec(line)?.slice(1).join(' ') ?? line)).toEqual(['p/Kptfile KPT304', 'p/w.yaml KRM107', 'q/b.yaml KPT310', 'sub KPT310', ''])
    lay({ 'krm-fleet.yaml': config('  strict: true\n') })
    expect(run('check', '-o', 'github').stdout).toBe(strict.stdout)
    expect(run('check', '--strict=false', '-o', 'github').stdout, 'the flag counts before the configuration').toBe(mild.stdout)
    lay({ 'krm-fleet.yaml': `${config('  strict: true\n')}rules: {KPT304: info, KRM107: off, KPT310: off}\n` })
    expect(run('check', '-o', 'github'), 'so does a level of a rule').toEqual(mild)
  })
})

describe('ignore', () => {
  test('codes, globs and a reason; what leaves nothing out is said where all that it is about was checked', () => {
    lay({ 'p/Kptfile': KPTFILE, 'p/a.yaml': WRONG, 'q/Kptfile': KPTFILE, 'q/a.yaml': WRONG })
    const left = (...args: string[]): string => run('check', ...args).stdout.split('\n').at(-2)!
    expect(left('--ignore', 'KRM102 p/** # its program reads numbers')).toBe('1 error in 1 file')
    expect(left('--ignore', 'KRM102,KRM101 p q/*.yaml # reads numbers')).toBe('no findings')
    expect(left('--ignore', 'KRM102 # reads numbers # really')).toBe('no findings')
    const idle = run('check', '--ignore', 'KRM102 p q # numbers', '--ignore', 'KRM101 old # gone', '--ignore', 'KRM104 # gone')
    expect(idle.stderr).toBe('ignore KRM101 in old leaves nothing out: remove it\nignore KRM104 leaves nothing out: remove it\nChecked 2 packages in 4 files.\n')
  })

  test('an entry of the configuration that leaves nothing out is said too, but not where only a part was checked', () => {
    lay({ 'p/Kptfile': KPTFILE, 'p/a.yaml': WRONG.replace('8080', '"8080"'), 'krm-fleet.yaml': config('  ignore:\n  - {rules: [KRM102], paths: [p], reason: numbers}\n  - {rules: [FLT066], paths: [p], reason: of the fleet}\n  - {rules: [KRM101], reason: everywhere}\n') })
    expect(run('check').stderr).toBe('krm-fleet.yaml: ignore KRM102 in p leaves nothing out: remove it\nChecked 1 package in 2 files.\n')
    expect(run('check', 'p').stderr).toBe('Checked 1 package in 2 files.\n')
  })

  test('what is no entry is said, all at once', () => {
    const { status, stderr } = run('check', '--ignore', 'p/** # why', '--ignore', 'KRM999 # why', '--ignore', 'KRM102 p/**', '--ignore', 'KRM12 # why', '--ignore', 'KRM102 KRM104 # why', '--ignore', 'KRM102 # a\nKRM104 # b')
    expect(status).toBe(2)
    for (const says of ['"p/** # why" names no rule: write CODE[,CODE] [GLOB ...] # reason', '"KRM999 # why": there is no rule KRM999', '"KRM102 p/**" gives no reason', '"KRM12 # why" names no rule', '"KRM102 KRM104 # why": KRM104 is a rule and stands among the globs', '"KRM102 # a\nKRM104 # b" is more than one line']) expect(stderr).toContain(`--ignore ${says}`)
  })
})

test('a baseline of a part of the check would forget what else is known', () => {
  lay({ 'p/Kptfile': KPTFILE, 'p/a.yaml': WRONG })
  expect(run('check', '--write-baseline', 'known.json').status).toBe(0)
  for (const part of [['--mode', 'render'], ['--changed-since', 'HEAD']]) {
    expect(run('check', ...part, '--write-baseline', 'known.json')).toMatchObject({ status: 2, stderr: expect.stringContaining(`CLI003 --write-baseline is for the whole check: one with ${part.includes('render') ? '--mode render' : '--changed-since'}`) as unknown })
  }
  expect(run('check', '--baseline', 'known.json').stdout).toBe('no findings\n')
})
