/** Porch renders rendered packages again and again: the steps of its passes on their own output change not one byte. */

import { expect, test } from 'vitest'
import { applySettersOfCatalog } from '#functions/catalog/apply-setters.ts'
import applyClusterContext from '#functions/apply-cluster-context/function.ts'
import type { KrmFunction } from '#krm/function.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import { Results } from '#krm/result.ts'
import { changeContext } from '#porch/change-context.ts'
import { injectConfig } from '#porch/inject-config.ts'
import { PackageUnderEdit } from '#porch/package-under-edit.ts'
import { prependFunctions } from '#porch/prepend-functions.ts'
import { render } from '#render/render.ts'
import type { RenderHost, Runner } from '#render/runner.ts'
import { make, planned, variant } from './planned.ts'

function runner(fn: KrmFunction): Runner {
  return ({ items, functionConfig }) => fn.invoke(items, functionConfig)
}
const functions: Readonly<Record<string, Runner>> = { setters: runner(applySettersOfCatalog), context: runner(applyClusterContext) }
const host: RenderHost = { runnerFor: (fn) => ({ name: fn.image!, kind: 'builtin', run: functions[fn.image!]! }) }

const CONTEXT = 'apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata:\n  name: example\n  annotations:\n    config.kubernetes.io/local-config: "true"\n    kpt.dev/config-injection: required\nspec:\n  clusterName: example # replaced\n'
const PACKAGE = `-- Kptfile --
# licence
apiVersion: kpt.dev/v1
kind: Kptfile
metadata:
  name: base
pipeline:
  mutators:
  - image: context
-- README.md.yaml --
{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "json"}}
-- a.yml --
apiVersion: v1
kind: ConfigMap
metadata: # mine
    name:   a
data: {site: old} # untouched
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: b
data:
  site: old # kpt-set: \${site}
  cluster: example # kpt-set: \${cluster-name}
-- cluster-context.yaml --
${CONTEXT}-- crlf.yaml --
apiVersion: v1\r
kind: ConfigMap\r
metadata:\r
  name: c\r
data:\r
  site: old # kpt-set: \${site}\r
-- unknown.yaml --
apiVersion: example.com/v1
kind: Thing
metadata:
  name: t
spec: {a:   1}
`
const SPEC = 'packageContext:\n  data: {role: edge}\npipeline:\n  mutators:\n  - image: setters\n    name: site\n    configMap: {site: new}\ninjectors:\n- kind: ClusterContext\n  name: my-ran\n'
const OBJECTS = 'apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata: {name: my-ran}\nspec: {clusterName: my-ran}\n'

test('a pass after the pass: the same bytes', async () => {
  const made = await make(PACKAGE, SPEC, { functions, objects: OBJECTS })
  expect(made.ok).toBe(true)
  expect(made.files.get('a.yml')).toContain('  site: new # kpt-set: ${site}\n  cluster: my-ran # kpt-set')
  const files = new PackageUnderEdit(made.files)
  const plan = planned(variant(SPEC))
  const source = readKrmFile('objects.yaml', OBJECTS).resources[0]!
  const results = new Results()
  changeContext(files, plan.packageContext, results)
  prependFunctions(files.resources('Kptfile')[0]!, plan.variant.name, plan.pipeline)
  injectConfig(files, plan.injectors, () => new Map([['my-ran', source]]), results)
  const texts = files.print()
  expect([results.list, [...texts].filter(([path, text]) => text !== made.files.get(path))]).toEqual([[], []])
  const outcome = await render({ name: 'mine', files: [...texts].map(([path, text]) => ({ path, text })), kptfileDirs: [''] }, host)
  expect([outcome.ok, [...outcome.changes.keys()]]).toEqual([true, []])
})

test('text that no step had to change is the author’s, byte for byte', async () => {
  const { files } = await make(PACKAGE, SPEC, { functions, objects: OBJECTS })
  expect(files.get('crlf.yaml')).toBe("apiVersion: v1\r\nkind: ConfigMap\r\nmetadata: # kpt-merge: /c\r\n  name: c\r\n  annotations:\r\n    internal.kpt.dev/upstream-identifier: '|ConfigMap|default|c'\r\ndata:\r\n  site: new # kpt-set: ${site}\r\n")
  expect(files.get('a.yml')).toContain('# mine\nmetadata: # kpt-merge: /a\n    name:   a\n')
  expect(files.get('a.yml')).toContain('data: {site: old} # untouched\n---\n')
  expect(files.get('unknown.yaml')).toContain('spec: {a:   1}\n')
  expect(files.get('Kptfile')).toMatch(/^# licence\n/)
})

test('the same input gives the same package, also when packages are made at the same time', async () => {
  const all = await Promise.all(Array.from({ length: 4 }, () => make(PACKAGE, SPEC, { functions, objects: OBJECTS })))
  for (const { files } of all) expect([...files]).toEqual([...all[0]!.files])
})

test('the clone alone renders with placeholders in place', async () => {
  const made = await make(PACKAGE, '', { functions })
  expect([made.ok, made.results.filter(({ severity }) => severity === 'error').map(({ code }) => code)]).toEqual([true, ['FLT205']])
})
