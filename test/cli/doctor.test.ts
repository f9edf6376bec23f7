/** `krm-fleet doctor` as a user calls it: what it lists, the patch that git takes, and that --fix does the same. */

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findingsOfJson } from '../agree/finding.ts'

const COMMAND = new URL('../../build/krm-fleet.cjs', import.meta.url).pathname

let work = ''
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'doctor-'))
})
afterEach(() => rmSync(work, { recursive: true, force: true }))

interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function start(program: string, args: readonly string[], cwd: string, input = ''): Ran {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, input, encoding: 'utf8' })
  return { status, stdout, stderr }
}

const doctor = (cwd: string, ...args: string[]): Ran => start('node', [COMMAND, 'doctor', ...args], cwd)

function lay(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

function tree(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => !path.startsWith('.git') && statSync(join(root, path)).isFile())
  return Object.fromEntries(files.toSorted().map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

const head = (kind: string, version = 'v1'): string => `apiVersion: kpt.dev/${version}\nkind: ${kind}\nmetadata:\n  name: p\n`
const CATALOG = 'ghcr.io/kptdev/krm-functions-catalog'
const JOB = 'kind: CronJob\nmetadata: {name: c, namespace: x}\nspec: {schedule: "0 * * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: a}]}}}}}'
const SETTERS = `  - image: ${CATALOG}/apply-setters:v0.2.0\n    configMap: {tier: b}\n`
const VARIANT = 'kind: PackageVariant\nmetadata: {name: v}\nspec:\n  upstream: {repo: a, package: b, workspaceName: v1}\n  downstream: {repo: c, package: b}\n'

/** Each file that has aged, as it is and as the patch makes it; `null` where no patch can know. */
const AGED: Readonly<Record<string, { readonly codes: readonly string[]; readonly before: string; readonly after: string | null; readonly to?: string }>> = {
  'p/Kptfile': {
    codes: ['KPT302'],
    before: `${head('Kptfile')}pipeline:\n  mutators:\n  - image: "gcr.io/kpt-fn/set-namespace:v0.4.1"   # old\n    configMap: {namespace: x}\n${SETTERS}`,
    after: `${head('Kptfile')}pipeline:\n  mutators:\n  - image: "${CATALOG}/set-namespace:v0.4.1"   # old\n    configMap: {namespace: x}\n${SETTERS}`,
  },
  'p/job without end.yaml': { codes: ['KRM105'], before: `apiVersion: batch/v1beta1\n${JOB}`, after: `apiVersion: batch/v1\n${JOB}` },
  'p/job "with" quotes.yaml': { codes: ['KRM105'], before: `# a\r\napiVersion: batch/v1beta1\r\n${JOB.replace('name: c', 'name: d').replaceAll('\n', '\r\n')}\r\n`, after: `# a\r\napiVersion: batch/v1\r\n${JOB.replace('name: c', 'name: d').replaceAll('\n', '\r\n')}\r\n` },
  'p/ingress.yaml': { codes: ['KRM105'], before: 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: i, namespace: x}\nspec: {backend: {serviceName: a, servicePort: 1}}\n', after: null },
  'p/budget.yaml': { codes: ['KRM105'], before: 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: b, namespace: x}\nspec: {minAvailable: 1, selector: {}}\n', after: null },
  'p/setters.yaml': {
    codes: ['SET006', 'SET006'],
    before: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: s, namespace: x}\ndata:\n  a: b  # {"$kpt-set":"tier"}\n  c: d #kpt-set: ${tier}\n  e: |\n    # {"$kpt-set":"tier"}\n  f: g # { "$kpt-set": "tier" }\n',
    after: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: s, namespace: x}\ndata:\n  a: b  # kpt-set: ${tier}\n  c: d #kpt-set: ${tier}\n  e: |\n    # {"$kpt-set":"tier"}\n  f: g # kpt-set: ${tier}\n',
  },
  'floating/a.yaml': { codes: ['SET006'], before: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: s # {"$kpt-set":"name"}\n', after: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: s # kpt-set: ${name}\n' },
  'p/set.yaml': {
    codes: ['CRS056'],
    before: 'apiVersion: addons.cluster.x-k8s.io/v1beta1\nkind: ClusterResourceSet\nmetadata: {name: s, namespace: x}\nspec: {strategy: ApplyOnce, clusterSelector: {matchLabels: {a: b}}, resources: []}\n',
    after: 'apiVersion: addons.cluster.x-k8s.io/v1beta2\nkind: ClusterResourceSet\nmetadata: {name: s, namespace: x}\nspec: {strategy: ApplyOnce, clusterSelector: {matchLabels: {a: b}}, resources: []}\n',
  },
  'floating/Kptfile': { codes: ['KPT301'], before: `${head('Kptfile')}pipeline:\n  mutators:\n  - image: docker.io/nephio/nad-fn:latest\n`, after: null },
  'alpha2/Kptfile': { codes: ['KPT102'], before: head('Kptfile', 'v1alpha2'), after: head('Kptfile') },
  'alpha1/Kptfile': { codes: ['KPT102'], before: `${head('Kptfile', 'v1alpha1')}functions: {}\n`, after: null },
  'lower/kptfile': { codes: ['KPT309'], before: head('Kptfile'), after: head('Kptfile'), to: 'lower/Kptfile' },
  'ending/Kptfile.yaml': { codes: ['KPT309'], before: head('Kptfile'), after: head('Kptfile'), to: 'ending/Kptfile' },
  'p/beside/kptfile.yaml': { codes: ['KPT309'], before: head('Kptfile').replace(': p', ': q'), after: head('Kptfile').replace(': p', ': q'), to: 'p/beside/Kptfile' },
  'fleet/variant.yaml': {
    codes: ['FLT020', 'KPT302'],
    before: `apiVersion: config.porch.kpt.dev/v1alpha2\n${VARIANT}  pipeline:\n    mutators:\n    - image: gcr.io/kpt-fn/apply-setters:v0.2.0\n      configMap: {a: b}\n`,
    after: `apiVersion: config.porch.kpt.dev/v1alpha1\n${VARIANT}  pipeline:\n    mutators:\n    - image: ${CATALOG}/apply-setters:v0.2.0\n      configMap: {a: b}\n`,
  },
}
const entries = Object.entries(AGED)
const before = (): Record<string, string> => Object.fromEntries(entries.map(([path, { before }]) => [path, before]))
const after = (): Record<string, string> => Object.fromEntries(entries.map(([path, { before, after, to }]) => [to ?? path, after ?? before] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const listed = (stdout: string): string[] => findingsOfJson(stdout).map(({ file, code }) => `${file} ${code}`).toSorted()

test('lists what has aged, and nothing else; the patch and --fix mend it and change nothing else', () => {
  lay(work, before())
  lay(work, { 'p/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: x}\ndata: {a: 1}\n', 'chart/templates/a.yaml': 'apiVersion: batch/v1beta1\nkind: {{ x }}\n' })
  const others = { 'chart/templates/a.yaml': tree(work)['chart/templates/a.yaml']!, 'p/a.yaml': tree(work)['p/a.yaml']! }
  const { status, stdout } = doctor(work, '-o', 'json')
  expect(status).toBe(1)
  expect(listed(stdout)).toEqual(entries.flatMap(([path, { codes }]) => codes.map((code) => `${path} ${code}`)).toSorted())

  const byGit = mkdtempSync(join(tmpdir(), 'doctor-git-'))
  cpSync(work, byGit, { recursive: true })
  const patch = doctor(work, '-o', 'patch')
  expect(patch).toMatchObject({ status: 0, stderr: '' })
  expect(start('git', ['apply', '--whitespace=nowarn', '-'], byGit, patch.stdout)).toEqual({ status: 0, stdout: '', stderr: '' })
  const mended = Object.fromEntries(Object.entries({ ...after(), ...others }).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  expect(tree(byGit)).toEqual(mended)
  rmSync(byGit, { recursive: true, force: true })

  const fixed = doctor(work, '--fix', '-o', 'json')
  expect(tree(work)).toEqual(mended)
  const left = entries.flatMap(([path, { codes, after }]) => (after === null ? codes.map((code) => `${path} ${code}`) : []))
  expect(listed(fixed.stdout)).toEqual(left.toSorted())
  expect(doctor(work, '--fix').stderr).not.toContain('Fixed')
  expect(doctor(work, '-o', 'patch').stdout).toBe('')
})

test('in a subdirectory of a repository the patch is for that directory', () => {
  lay(work, { 'sub/p/Kptfile': AGED['p/Kptfile']!.before })
  start('git', ['init', '-q'], work)
  const { stdout } = doctor(join(work, 'sub'), '-o', 'patch')
  expect(start('git', ['apply', '-'], join(work, 'sub'), stdout)).toEqual({ status: 0, stdout: '', stderr: '' })
  expect(tree(work)['sub/p/Kptfile']).toBe(AGED['p/Kptfile']!.after)
  lay(work, { 'sub/p/Kptfile': AGED['p/Kptfile']!.before, 'here/x': '' })
  expect(doctor(join(work, 'here'), '../sub', '-o', 'patch')).toMatchObject({ status: 2, stderr: expect.stringContaining('outside of the working directory') as string })
})

test('what the repository lives with is neither listed nor mended, by check --fix neither', () => {
  const text = AGED['p/Kptfile']!.before.replace('# old', '# krm-fleet:ignore KPT302 a mirror answers for it')
  lay(work, { 'p/Kptfile': text })
  expect(doctor(work, '--fix')).toMatchObject({ status: 0, stdout: 'no findings\n' })
  start('node', [COMMAND, 'check', '--fix'], work)
  expect(tree(work)).toEqual({ 'p/Kptfile': text })
})

test('a package that is whole already, two files for one name', () => {
  lay(work, { 'p/Kptfile': head('Kptfile'), 'p/Kptfile.yaml': head('Kptfile').replace(': p', ': q'), 'q/kptfile': head('Kptfile'), 'q/KPTFILE': head('Kptfile').replace(': p', ': q') })
  const { stdout } = doctor(work, '--fix', '-o', 'json')
  expect(Object.keys(tree(work))).toEqual(['p/Kptfile', 'p/Kptfile.yaml', 'q/Kptfile', 'q/kptfile'])
  expect(listed(stdout)).toEqual(['p/Kptfile.yaml KPT309'])
})
