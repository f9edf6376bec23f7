// A value that a variant passes, and what the package's own apply-cluster-context makes of it: said when it is overwritten,
// and only then.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { findingsOfJson } from '../agree/finding.ts'
import { CLEAN, layOut } from './clean-fleet.ts'

const COMMAND = fileURLToPath(new URL('../../build/krm-fleet.cjs', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'own-values-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

const LOCAL = 'annotations: {config.kubernetes.io/local-config: "true"}'

interface Given {
  /** The configMap of the variant's apply-setters. */
  readonly passed: string
  /** Fields of the package's ApplyClusterContext. */
  readonly config: string
  readonly injectors?: string
  /** What stands beside the package's function. */
  readonly step?: string
}

function codesFor(name: string, { passed, config, injectors = '[{kind: ClusterContext, name: core-b}]', step = '' }: Given): string[] {
  const root = join(work, name.replaceAll(/\W+/g, '-'))
  const variants = `${CLEAN.get('fleet/variants.yaml')}---\napiVersion: config.porch.kpt.dev/v1alpha1\nkind: PackageVariant\nmetadata: {name: sized}\nspec:\n  upstream: {repo: blueprints, package: sized, workspaceName: v1}\n  downstream: {repo: nephio-core-b, package: sized}\n  injectors: ${injectors}\n  pipeline:\n    mutators:\n    - image: ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0\n      configMap: ${passed}\n`
  layOut(root, new Map([...CLEAN,
    ['fleet/variants.yaml', variants],
    ['blueprints/sized/Kptfile', `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: sized\n  ${LOCAL}\npipeline:\n  mutators:\n  - image: ghcr.io/krm-fleet/apply-cluster-context:v0.1.0\n    configPath: config.yaml\n${step}`],
    ['blueprints/sized/config.yaml', `apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: ApplyClusterContext\nmetadata:\n  name: config\n  ${LOCAL}\n${config}`],
    ['blueprints/sized/context.yaml', `apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata:\n  name: example\n  annotations:\n    config.kubernetes.io/local-config: "true"\n    kpt.dev/config-injection: required\nspec:\n  siteCode: example\n`],
    ['blueprints/sized/a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: sized\n  namespace: apps-b\ndata:\n  size: small # kpt-set: ${size}\n  site: example # kpt-set: ${site-code}\n'],
  ]))
  const { stdout, stderr } = spawnSync('node', [COMMAND, 'fleet', 'check', 'fleet', '--repo', 'blueprints=blueprints', '--working-tree', '-o', 'json'], { cwd: root, encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  return findingsOfJson(stdout).flatMap(({ code, message }) => (code === 'FLT061' ? [message.replace(/:.*?\((\S+:\d+)\).*/, ' ($1)')] : []))
}

it.each<readonly [string, Given, readonly string[]]>([
  ['a default that is overwritten', { passed: '{size: large}', config: 'defaults: {size: small}\n' }, ['size is "small", not "large" (blueprints/sized/config.yaml:6:18)']],
  ['a value that is overwritten', { passed: '{size: large}', config: 'values: {size: small}\n' }, ['size is "small", not "large" (blueprints/sized/config.yaml:6:16)']],
  ['the stronger of both', { passed: '{size: large}', config: 'defaults: {size: large}\nvalues: {size: small}\n' }, ['size is "small", not "large" (blueprints/sized/config.yaml:7:16)']],
  ['the same value', { passed: '{size: small}', config: 'defaults: {size: small}\n' }, []],
  ['a value that nobody else gives', { passed: '{size: large}', config: 'defaults: {}\n' }, []],
  ['what the context states is no default', { passed: '{site-code: site-b, size: small}', config: 'defaults: {site-code: none, size: small}\n' }, []],
  ['a package that waits in vain', { passed: '{size: large}', config: 'defaults: {size: small}\n', injectors: '[]' }, []],
  ['a function for some objects only', { passed: '{size: large}', config: 'defaults: {size: small}\n', step: '    selectors: [{kind: Deployment}]\n' }, []],
])('%s', (name, given, expected) => expect(codesFor(name, given)).toEqual(expected))
