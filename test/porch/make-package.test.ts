/** What Porch makes of an upstream package, clause by clause (Porch v1.5.8: clone task, PackageVariant controller, injection). */

import { describe, expect, test } from 'vitest'
import type { Runner } from '#render/runner.ts'
import { inProcess } from '../render/package-text.ts'
import { madeText, make } from './planned.ts'

const KPTFILE = '-- Kptfile --\napiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: base # the name\ninfo:\n  description: kept # and this\n'
const LOCK = { url: 'https://git.example.com/blueprints', directory: '/packages/base', ref: 'base/v1', commit: '0123456789012345678901234567890123456789' }

async function file(path: string, ...args: Parameters<typeof make>): Promise<string | undefined> {
  const made = await make(...args)
  expect(madeText(made)).not.toMatch(/^failed/)
  return made.files.get(path)
}

describe('clone', () => {
  test('the Kptfile gets name, upstream and upstreamLock behind metadata; comments and all else stay', async () => {
    expect(await file('Kptfile', KPTFILE, '', { lock: LOCK })).toBe(`apiVersion: kpt.dev/v1
kind: Kptfile
metadata: # kpt-merge: /mine
  name: mine # the name
  annotations:
    internal.kpt.dev/upstream-identifier: 'kpt.dev|Kptfile|default|mine'
upstream:
  type: git
  git:
    repo: https://git.example.com/blueprints.git
    directory: packages/base
    ref: base/v1
upstreamLock:
  type: git
  git:
    repo: https://git.example.com/blueprints.git
    directory: packages/base
    ref: base/v1
    commit: "0123456789012345678901234567890123456789"
info:
  description: kept # and this
`)
  })

  test('without git the Repository object says the upstream, and there is no lock', async () => {
    const text = await file('Kptfile', `${KPTFILE}upstreamLock:\n  type: git\n`)
    expect(text).toContain('upstream:\n  type: git\n  git:\n    repo: https://git.example.com/blueprints.git\n    directory: packages/base\n    ref: packages/base/v1\ninfo:')
    expect(text).not.toContain('upstreamLock')
  })

  test('a deployment repository gets a new package context, and lost keys are said', async () => {
    const made = await make(`${KPTFILE}-- package-context.yaml --\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: kptfile.kpt.dev\ndata:\n  name: base\n  mine: gone\n`)
    expect(made.files.get('package-context.yaml')).toBe(`apiVersion: v1
kind: ConfigMap
metadata: # kpt-merge: /kptfile.kpt.dev
  name: kptfile.kpt.dev
  annotations:
    config.kubernetes.io/local-config: "true"
    internal.kpt.dev/upstream-identifier: '|ConfigMap|default|kptfile.kpt.dev'
data:
  name: mine
  package-path: mine
`)
    expect(made.results).toMatchObject([{ code: 'FLT203', message: expect.stringContaining('mine of package-context.yaml is lost') }])
  })

  test('package contexts of sub-packages go, and only the root has one', async () => {
    const sub = KPTFILE.replaceAll('-- Kptfile', '-- sub/Kptfile')
    const made = await make(`${KPTFILE}${sub}-- sub/package-context.yaml --\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: kptfile.kpt.dev\ndata:\n  name: x\n`)
    expect([...made.files.keys()]).toEqual(['Kptfile', 'package-context.yaml', 'sub/Kptfile'])
  })

  test('another repository keeps the package context that there is', async () => {
    const context = 'apiVersion: v1\nkind: ConfigMap\nmetadata: # kpt-merge: /kptfile.kpt.dev\n  name: kptfile.kpt.dev\n  annotations:\n    internal.kpt.dev/upstream-identifier: \'|ConfigMap|default|kptfile.kpt.dev\'\ndata:\n  name: base\n  mine: kept\n'
    expect(await file('package-context.yaml', `${KPTFILE}-- package-context.yaml --\n${context}`, '', { deployment: false })).toBe(context)
    expect(await file('package-context.yaml', KPTFILE, '', { deployment: false })).toBeUndefined()
  })
})

describe('merge keys', () => {
  const merged = async (text: string): Promise<string> => (await file('a.yaml', `${KPTFILE}-- a.yaml --\n${text}`))!

  test('namespace and name as they are written; the annotation says default for none', async () => {
    expect(await merged('apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: shop\n')).toBe("apiVersion: apps/v1\nkind: Deployment\nmetadata: # kpt-merge: shop/web\n  name: web\n  namespace: shop\n  annotations:\n    internal.kpt.dev/upstream-identifier: 'apps|Deployment|shop|web'\n")
    expect(await merged('apiVersion: v1\nkind: Namespace\nmetadata:\n  name: web\n')).toContain("metadata: # kpt-merge: /web\n  name: web\n  annotations:\n    internal.kpt.dev/upstream-identifier: '|Namespace|default|web'\n")
  })

  test('a comment from further upstream stays and the annotation follows it', async () => {
    expect(await merged("apiVersion: v1\nkind: Namespace\nmetadata: # kpt-merge: old/first\n  name: web\n  annotations:\n    internal.kpt.dev/upstream-identifier: 'x|y|z|w'\n")).toBe("apiVersion: v1\nkind: Namespace\nmetadata: # kpt-merge: old/first\n  name: web\n  annotations:\n    internal.kpt.dev/upstream-identifier: '|Namespace|old|first'\n")
  })

  test('a comment of the author moves above the line; every document gets a key', async () => {
    expect(await merged('apiVersion: v1\nkind: Namespace\nmetadata: # mine\n  name: a\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n')).toBe("apiVersion: v1\nkind: Namespace\n# mine\nmetadata: # kpt-merge: /a\n  name: a\n  annotations:\n    internal.kpt.dev/upstream-identifier: '|Namespace|default|a'\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: b, annotations: {internal.kpt.dev/upstream-identifier: '|Namespace|default|b'}} # kpt-merge: /b\n")
  })
})

describe('package context of a variant', () => {
  test('keys are set and removed, nothing else', async () => {
    const text = await file('package-context.yaml', KPTFILE, 'packageContext:\n  data: {a: "1", b: x}\n  removeKeys: [package-path, b]\n')
    expect(text).toContain('data:\n  name: mine\n  a: "1"\n')
    expect(text).not.toContain('package-path')
  })

  test('without a usable file Porch refuses', async () => {
    expect(madeText(await make(KPTFILE, 'packageContext:\n  data: {a: "1"}\n', { deployment: false }))).toContain('failed\nvariant.yaml:8:15: error: FLT202')
    expect(madeText(await make(`${KPTFILE}-- package-context.yaml --\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: kptfile.kpt.dev}\n`, 'packageContext:\n  data: {a: "1"}\n', { deployment: false }))).toContain('has no data')
  })
})

describe('functions of a variant', () => {
  const functions = { own: inProcess(() => {}), theirs: inProcess(() => {}) }
  const names = async (kptfile: string, spec: string): Promise<string[]> => (await file('Kptfile', kptfile, spec, { functions }))!.split('\n').flatMap((line) => /(?:image|name): (\S+)$/.exec(line)?.[1] ?? [])

  test('come first, in mutators and validators, under generated names; the own ones stay as they are', async () => {
    const own = `${KPTFILE}pipeline:\n  mutators:\n  - image: own # mine\n`
    const spec = 'pipeline:\n  mutators:\n  - image: theirs\n    name: one\n  - image: theirs\n  validators:\n  - image: theirs\n    name: two\n'
    expect(await names(own, spec)).toEqual(['theirs', 'PackageVariant.pv.one.0', 'theirs', 'PackageVariant.pv..1', 'theirs', 'PackageVariant.pv.two.0'])
    expect(await file('Kptfile', own, spec, { functions })).toContain('  - image: own # mine\n')
  })

  test('those that the variant put there before go; those of another variant and names with more dots stay', async () => {
    const entries = ['PackageVariant.pv.old.0', 'PackageVariant.other.old.0', 'PackageVariant.pv.a.b.0', 'PackageVariant.pv.old.x'].map((name) => `  - image: own\n    name: ${name}\n`).join('')
    expect(await names(`${KPTFILE}pipeline:\n  mutators:\n${entries}`, '')).toEqual(['own', 'PackageVariant.other.old.0', 'own', 'PackageVariant.pv.a.b.0', 'own', 'PackageVariant.pv.old.x'])
    expect(await file('Kptfile', `${KPTFILE}pipeline:\n  mutators:\n  - image: own\n    name: PackageVariant.pv.old.0\n`, '', { functions })).not.toContain('pipeline')
  })

  test('run before the own ones: the own ones win', async () => {
    const set = (value: string) => inProcess((items) => items.find(({ kind }) => kind === 'ConfigMap' )!.field('data', 'who').set(value))
    const made = await make(`${KPTFILE}pipeline:\n  mutators:\n  - image: own\n-- a.yaml --\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {}\n`, 'pipeline:\n  mutators:\n  - image: theirs\n', { deployment: false, functions: { own: set('own'), theirs: set('theirs') } })
    expect(made.files.get('a.yaml')).toContain('who: own')
  })
})

describe('a function that fails with words on standard error alone', () => {
  const fails = (stderr: string): Runner => () => ({ stdout: '', stderr, exitCode: 3 })
  const kptfile = `${KPTFILE}pipeline:\n  mutators:\n  - image: theirs\n`

  test('its words are an error at its place in the pipeline', async () => {
    const made = await make(kptfile, '', { functions: { theirs: fails('no site\n  in site.yaml\n') } })
    expect([made.ok, made.results[0]]).toMatchObject([false, { code: 'KPT130', severity: 'error', message: 'theirs ended with exit code 3: no site | in site.yaml', place: { file: 'base/Kptfile', field: 'pipeline.mutators[0]' } }])
  })

  test('one that says nothing is named all the same', async () => {
    const made = await make(kptfile, '', { functions: { theirs: fails('') } })
    expect(made.results[0]?.message).toBe('theirs ended with exit code 3 and says no reason')
  })
})

describe('injection', () => {
  const point = (mode = 'required', body = 'spec:\n  a: example # sample\n', name = 'example') => `${KPTFILE}-- c.yaml --\napiVersion: infra.nephio.org/v1alpha1\nkind: WorkloadCluster\nmetadata: # kpt-merge: /${name}\n  name: ${name}\n  annotations:\n    kpt.dev/config-injection: ${mode}\n    internal.kpt.dev/upstream-identifier: 'infra.nephio.org|WorkloadCluster|default|${name}'\n${body}`
  const objects = 'apiVersion: infra.nephio.org/v1alpha1\nkind: WorkloadCluster\nmetadata: {name: my-ran, labels: {not: injected}}\nspec: {a: real, b: [1]}\n'
  const injectors = 'injectors:\n- kind: Other\n  name: x\n- kind: WorkloadCluster\n  name: my-ran\n'

  test('the whole spec is replaced, one annotation is added, conditions and gates are written sorted', async () => {
    const kptfile = `${point()}`.replace('info:\n', 'info:\n  readinessGates:\n  - conditionType: zzz # mine\n')
    const made = await make(kptfile, injectors, { objects })
    expect(made.files.get('c.yaml')).toBe("apiVersion: infra.nephio.org/v1alpha1\nkind: WorkloadCluster\nmetadata: # kpt-merge: /example\n  name: example\n  annotations:\n    kpt.dev/config-injection: required\n    internal.kpt.dev/upstream-identifier: 'infra.nephio.org|WorkloadCluster|default|example'\n    kpt.dev/injected-resource: my-ran\nspec:\n  a: real # sample\n  b:\n  - 1\n")
    expect(made.files.get('Kptfile')).toContain('  readinessGates:\n  - conditionType: config.injection.WorkloadCluster.example\n  - conditionType: zzz # mine\n')
    expect(made.files.get('Kptfile')).toContain('status:\n  conditions:\n  - type: config.injection.WorkloadCluster.example\n    status: "True"\n    reason: ConfigInjected\n    message: injected resource "my-ran" from cluster\n')
    expect(made.results).toEqual([])
  })

  test('the data of a ConfigMap', async () => {
    const text = `${KPTFILE}-- c.yaml --\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\n  annotations:\n    kpt.dev/config-injection: optional\ndata:\n  old: x\n`
    expect((await make(text, 'injectors:\n- name: real\n', { objects: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: real}\ndata: {new: new}\n' })).files.get('c.yaml')).toMatch(/data:\n {2}new: new\n$/)
  })

  test('all points of one kind get what the first injector with an object names: one package cannot be given two clusters', async () => {
    const two = `${point()}-- d.yaml --\n${point('required', 'spec:\n  a: example\n', 'my-core').split('-- c.yaml --\n')[1]}`
    const made = await make(two, 'injectors:\n- name: my-ran\n- name: my-core\n', { objects: `${objects}---\n${objects.replace('my-ran', 'my-core').replace('real', 'other')}` })
    expect([made.files.get('c.yaml'), made.files.get('d.yaml')].map((text) => /injected-resource: (.*)\nspec:\n  a: (\w+)/.exec(text ?? '')?.slice(1))).toEqual([['my-ran', 'real'], ['my-ran', 'real']])
  })

  test.each([
    ['no injectors', point(), '', objects, 'FLT205', 'no injectors defined'],
    ['no object of the kind', point(), injectors, '', 'FLT205', 'no in-cluster resources of type infra.nephio.org/v1alpha1.WorkloadCluster'],
    ['no match', point(), 'injectors:\n- name: other\n', objects, 'FLT205', 'no resource matched any injection selector for this injection point'],
    ['another version', point(), 'injectors:\n- version: v1\n  name: my-ran\n', objects, 'FLT205', 'no resource matched any injection selector for this injection point'],
    ['optional', point('optional'), '', objects, 'FLT206', 'no injectors defined'],
    ['a Secret, which has no spec', point().replaceAll('WorkloadCluster', 'Secret').replace('infra.nephio.org/v1alpha1', 'v1').replace('spec:', 'data:'), 'injectors:\n- name: my-ran\n', 'apiVersion: v1\nkind: Secret\nmetadata: {name: my-ran}\ndata: {}\n', 'FLT207', 'field \\"spec\\" not found in resource \\"my-ran\\"'],
    ['no spec', point(), injectors, objects.replace(/spec:.*\n/, ''), 'FLT207', 'field \\"spec\\" not found in resource \\"my-ran\\"'],
  ])('an empty point (%s) has its condition and is said', async (_, text, spec, available, code, message) => {
    const made = await make(text, spec, { objects: available })
    const place = code === 'FLT207' ? { file: 'objects.yaml' } : { file: 'base/c.yaml', position: { line: 6, column: 31 } }
    expect(made.results[0]).toMatchObject({ code, place })
    if (made.ok) expect(made.files.get('Kptfile')).toContain(`reason: NoResourceSelected\n    message: ${message.includes('"') ? `"${message}"` : message}`)
  })

  test.each([
    ['another word', point('yes'), 'kpt.dev/config-injection: "yes"'],
    ['two of one kind and name', `${point()}---\n${point().slice(point().indexOf('-- c.yaml --') + 13)}`, 'tells points apart by kind and name only'],
  ])('Porch refuses %s', async (_, text, message) => {
    const made = await make(text, injectors, { objects })
    expect([made.ok, made.results[0]?.code]).toEqual([false, 'FLT204'])
    expect(made.results[0]?.message).toContain(message)
  })
})

describe('render', () => {
  const failing = inProcess(() => {}, [{ code: 'X', severity: 'error', message: 'no', place: { file: 'a.yaml', index: 0, position: { line: 5, column: 3 } } }])
  const text = `${KPTFILE}pipeline:\n  mutators:\n  - image: own\n-- a.yaml --\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  k: v\n`

  test('a package that fails as it is cloned never gets to its variant', async () => {
    const made = await make(text, '', { functions: { own: failing } })
    expect([made.ok, made.files.size]).toEqual([false, 0])
    expect(made.results.at(-1)).toMatchObject({ code: 'FLT201', place: { file: 'variant.yaml' } })
  })

  test('a function of the variant that fails keeps everything back', async () => {
    const made = await make(text, 'pipeline:\n  mutators:\n  - image: theirs\n', { functions: { own: inProcess(() => {}), theirs: failing } })
    expect([made.ok, made.files.size]).toEqual([false, 0])
  })

  test('places are those of the blueprint; what Porch wrote has the place of the variant', async () => {
    const says = inProcess((items) => items as never, [
      { code: 'A', severity: 'warning', message: 'blueprint', place: { file: 'a.yaml', index: 0 } },
    ])
    const made = await make(text, '', { functions: { own: says } })
    expect(made.results[0]?.place?.file).toBe('base/a.yaml')
    const unknown = await make(text.replace('image: own', 'image: nobody'), '')
    expect(madeText(unknown)).toContain('base/Kptfile:9:5: error: KPT212')
    const theirs = await make(text, 'pipeline:\n  mutators:\n  - image: nobody\n', { functions: { own: inProcess(() => {}) } })
    expect(theirs.results[0]).toMatchObject({ code: 'KPT212', place: { file: 'variant.yaml', position: { line: 9, column: 7 } } })
    const shifted = await make(text, 'pipeline:\n  mutators:\n  - image: theirs\n', { functions: { theirs: inProcess(() => {}) } })
    expect(shifted.results[0]).toMatchObject({ code: 'KPT212', place: { file: 'base/Kptfile', position: { line: 9, column: 5 } } })
  })

  test('the status is written only when it is asked for', async () => {
    expect(await file('Kptfile', KPTFILE)).not.toContain('status')
    expect(await file('Kptfile', KPTFILE, '', { status: true })).toContain('reason: RenderSuccess')
  })
})

test('a Kptfile that cannot be read is said at the variant', async () => {
  expect(madeText(await make('-- a.yaml --\na: 1\n'))).toBe('failed\nvariant.yaml:1:1: error: FLT200 base cannot be cloned: it has no readable Kptfile (PackageVariant pv)\n')
})
