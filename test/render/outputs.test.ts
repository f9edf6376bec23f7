// What a render prints: -o stdout, -o unwrap, results.yaml, the status of --status.
import { expect, it } from 'vitest'
import { resourceListText, unwrappedText } from '#render/output-list.ts'
import { resultsFileText } from '#render/results-file.ts'
import { withStatus } from '#render/status.ts'
import { configMap, inProcess, kptfile, printing, program, renderText } from './package-text.ts'

const PACKAGE = `\
-- Kptfile --
${kptfile('p')}\
-- sub/Kptfile --
${kptfile('sub')}\
-- sub/a.yaml --
# head
${configMap('a')}---
kind: B
apiVersion: v1
metadata:
  name: b
list:
  - x`

it('one ResourceList with paths from the root', async () => {
  const { items } = await renderText(PACKAGE, {})
  expect(resourceListText(items.slice(2))).toBe(`apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
-
  # head
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: a
    annotations:
      config.kubernetes.io/index: '0'
      config.kubernetes.io/path: 'sub/a.yaml'
      internal.config.kubernetes.io/index: '0'
      internal.config.kubernetes.io/path: 'sub/a.yaml'
      internal.config.kubernetes.io/seqindent: 'compact'
  data:
    a: x
- kind: B
  apiVersion: v1
  metadata:
    name: b
    annotations:
      config.kubernetes.io/index: '1'
      config.kubernetes.io/path: 'sub/a.yaml'
      internal.config.kubernetes.io/index: '1'
      internal.config.kubernetes.io/path: 'sub/a.yaml'
      internal.config.kubernetes.io/seqindent: 'wide'
  list:
    - x
`)
  expect(resourceListText([])).toBe('apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n')
})

it('the documents alone', async () => {
  const { items } = await renderText(PACKAGE, {})
  expect(unwrappedText(items.slice(1))).toBe(`${kptfile('sub')}---\n# head\n${configMap('a')}---\nkind: B\napiVersion: v1\nmetadata:\n  name: b\nlist:\n  - x\n`)
})

const RUNNING = `-- Kptfile --\n${kptfile('p', 'mutators:\n- image: one\n  name: first\n- exec: two\nvalidators:\n- image: three')}-- a.yaml --\n${configMap('a')}`
const LOOK = { code: 'SET001', severity: 'warning', message: 'look', currentValue: 'x', proposedValue: 'y', tags: { b: '2' }, place: { file: 'a.yaml', index: 0, position: { line: 6, column: 6 }, field: 'data.a', resource: { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: '' } } } as const

it('results.yaml and status of a render that went well', async () => {
  const outcome = await renderText(RUNNING, { one: inProcess(() => {}, [LOOK]), two: program(() => {}, 0, 'said\nthis\n'), three: inProcess(() => {}) })
  expect(resultsFileText(outcome)).toBe(`apiVersion: kpt.dev/v1
kind: FunctionResultList
metadata:
  name: fnresults
exitCode: 0
items:
  - image: one
    exitCode: 0
    results:
      - message: 'SET001: look'
        severity: warning
        resourceRef:
          apiVersion: v1
          kind: ConfigMap
          name: a
        field:
          path: data.a
          currentValue: x
          proposedValue: "y"
        file:
          path: a.yaml
        tags:
          b: "2"
          code: SET001
          column: "6"
          line: "6"
  - exec: two
    stderr: |
      said
      this
    exitCode: 0
  - image: three
    exitCode: 0
`)
  const kpt = kptfile('p').replace('name: p', 'name: p # the package')
  const status = withStatus(kpt, outcome)
  expect(status.startsWith(kpt)).toBe(true)
  expect(status.slice(kpt.length)).toBe(`status:
  conditions:
  - type: Rendered
    status: "True"
    reason: RenderSuccess
  renderStatus:
    mutationSteps:
    - name: first
      image: one
      exitCode: 0
      results:
      - message: 'SET001: look'
        severity: warning
        resourceRef:
          apiVersion: v1
          kind: ConfigMap
          name: a
        field:
          path: data.a
          currentValue: x
          proposedValue: "y"
        file:
          path: a.yaml
        tags:
          b: "2"
          code: SET001
          column: "6"
          line: "6"
    - exec: two
      stderr: |
        said
        this
      exitCode: 0
    validationSteps:
    - image: three
      exitCode: 0
`)
  expect(withStatus(status, outcome)).toBe(status)
})

it('results.yaml and status of a render that failed', async () => {
  const outcome = await renderText(RUNNING, { one: inProcess(() => {}), two: printing('', 3, 'why'), three: inProcess(() => {}) })
  expect(resultsFileText(outcome)).toContain('exitCode: 1\nitems:\n  - image: one\n    exitCode: 0\n  - exec: two\n    stderr: why\n    exitCode: 3\n')
  const before = `${kptfile('p')}status:\n  conditions:\n    # ours\n    - type: Ready\n      status: "True"\n    - type: Rendered\n      status: "True"\n      reason: RenderSuccess\n`
  expect(withStatus(before, outcome)).toBe(`${kptfile('p')}status:
  conditions:
    # ours
    - type: Ready
      status: "True"
    - type: Rendered
      status: "False"
      reason: RenderFailed
      message: 'function "two": exit code 3'
  renderStatus:
    mutationSteps:
      - name: first
        image: one
        exitCode: 0
      - exec: two
        stderr: why
        exitCode: 3
    errorSummary: 'two: exit code 3'
`)
})

it('results.yaml and status of an answer that was not accepted, and of a package that could not be read', async () => {
  const refused = await renderText(RUNNING, { one: inProcess(() => []), two: printing(''), three: inProcess(() => {}) })
  expect(resultsFileText(refused)).toContain('  - image: one\n    exitCode: 0\n    results:\n      - message: \'KPT133: it answered nothing for 2 resources, which would delete them all\'\n        severity: error\n        tags:\n          code: KPT133\n')
  expect(withStatus(kptfile('p'), refused)).toContain('    executionError: it answered nothing for 2 resources, which would delete them all\n      exitCode: 1\n')
  const unread = await renderText(`-- Kptfile --\n${kptfile('p', 'mutators:\n- image: none')}`, {})
  expect(resultsFileText(unread)).toBe('apiVersion: kpt.dev/v1\nkind: FunctionResultList\nmetadata:\n  name: fnresults\nexitCode: 1\n')
  expect(withStatus(kptfile('p'), unread)).toContain("    reason: RenderFailed\n    message: 'Kptfile:7:5: error: KPT212 no function none'\n")
})
