import { describe, expect, it } from 'vitest'
import type { RenderEvent } from '#render/events.ts'
import { goDuration } from './go-duration.ts'
import { Printer, TextSink } from './printer.ts'
import { RenderConsole, type RenderConsoleOptions } from './render-console.ts'

function shown(events: readonly RenderEvent[], options: Partial<RenderConsoleOptions> = {}, isTTY = false): string {
  const human = new TextSink(isTTY)
  const payload = new TextSink()
  const printer = new Printer({ payload, human, environment: {} })
  let now = 1000
  const console = new RenderConsole(printer, { truncate: true, now: () => (now += 7), ...options })
  for (const event of events) console.show(event)
  expect(payload.text).toBe('')
  return human.text
}

const builtin = { name: 'ghcr.io/krm-fleet/allocate-networks:v0.1.0', kind: 'builtin' } as const
const exec = { name: './noisy "a b"', kind: 'exec' } as const
const image = { name: 'ghcr.io/kptdev/krm-functions-catalog/set-labels:v0.1.5', kind: 'image' } as const

describe('RenderConsole', () => {
  it('prints a render that succeeds', () => {
    const results = [
      { message: 'a\nb', severity: 'warning', resourceRef: { apiVersion: 'v1', kind: 'X', namespace: 'ns', name: 'a' }, field: { path: 'spec.a' } },
      { message: 'plain', severity: '' },
      { message: 'f', field: { path: 'spec.b' }, file: { path: 'x.yaml', index: 1 } },
      { message: 'm4', resourceRef: { kind: 'Cluster', name: 'c' } },
    ]
    const events: RenderEvent[] = [
      { type: 'package', path: 'p/sub' },
      { type: 'running', function: builtin, selected: undefined },
      { type: 'passed', function: builtin, milliseconds: 3.9, results: [], stderr: '' },
      { type: 'package done', path: 'p/sub' },
      { type: 'package', path: 'p' },
      { type: 'running', function: exec, selected: 2 },
      { type: 'passed', function: exec, results, stderr: 'one\ntwo "q"\n' },
      { type: 'running', function: image, selected: 0 },
      { type: 'passed', function: image, milliseconds: 1234, results: [], stderr: '\n' },
      { type: 'package done', path: 'p' },
      { type: 'summary', outcome: 'success', functions: 3, packages: 2 },
    ]
    expect(shown(events, { resultsFile: 'out/results.yaml' })).toBe(`\
Package "p/sub":
[RUNNING] "ghcr.io/krm-fleet/allocate-networks:v0.1.0" [BUILTIN]
[PASS] "ghcr.io/krm-fleet/allocate-networks:v0.1.0" in 3ms

Package "p":
[RUNNING] "./noisy \\"a b\\"" on 2 resource(s)
[PASS] "./noisy \\"a b\\"" in 7ms
  Results:
    [warning] v1/X/ns/a spec.a: a b
    [info]: plain
    [info] spec.b: f
    [info] Cluster/c: m4
  Stderr:
    "one"
    "two \\"q\\""
[RUNNING] "ghcr.io/kptdev/krm-functions-catalog/set-labels:v0.1.5" on 0 resource(s)
[PASS] "ghcr.io/kptdev/krm-functions-catalog/set-labels:v0.1.5" in 1.234s
  Stderr:
    ""

Successfully executed 3 function(s) in 2 package(s).
For complete results, see out/results.yaml
`)
  })

  const failed: RenderEvent = {
    type: 'failed',
    function: exec,
    milliseconds: 120,
    results: [1, 2, 3, 4, 5].map((n) => ({ message: `m${n}`, severity: 'error' })),
    stderr: 'e1\ne2\ne3\ne4\ne5\ne6\n',
    exitCode: 3,
  }

  it('cuts results and standard error to four lines each', () => {
    expect(shown([failed, { type: 'summary', outcome: 'failure', functions: 0, packages: 1 }])).toBe(`\
[FAIL] "./noisy \\"a b\\"" in 120ms
  Results:
    [error]: m1
    [error]: m2
    [error]: m3
    [error]: m4
    ...(1 line(s) truncated, use '--truncate-output=false' to disable)
  Stderr:
    "e1"
    "e2"
    "e3"
    "e4"
    ...(2 line(s) truncated, use '--truncate-output=false' to disable)
  Exit code: 3

Failed to execute any functions in 1 package(s).
`)
    expect(shown([failed], { truncate: false })).toMatch(/m5\n {2}Stderr:\n[^]*"e6"\n {2}Exit code: 3\n/)
    expect(shown([failed], { truncate: false })).not.toContain('truncated')
  })

  it('gives the reason of a failure that is not the verdict of the program', () => {
    const failure = { code: 'KPT202', message: 'function "x" was stopped\nafter 300 s' }
    expect(shown([{ type: 'failed', function: image, milliseconds: 300_000, results: [], stderr: '', exitCode: undefined, failure }])).toBe(
      `[FAIL] "${image.name}" in 5m0s\n  Error: KPT202 function "x" was stopped after 300 s\n\n`,
    )
  })

  it.each([
    ['success', 0, 'Successfully executed 0 function(s) in 2 package(s).'],
    ['partial', 1, 'Partially executed 1 function(s) in 2 package(s).'],
    ['partial', 0, 'Failed to execute any functions in 2 package(s).'],
    ['failure', 0, 'Failed to execute any functions in 2 package(s).'],
    ['failure', 1, 'Executed 1 function(s) in 2 package(s) before the failure; nothing was written.'],
  ] as const)('sums up %s after %i', (outcome, functions, line) => {
    expect(shown([{ type: 'summary', outcome, functions, packages: 2 }])).toBe(`${line}\n`)
  })

  it('lets no name, result or message reach the terminal', () => {
    const hostile = 'x\x1b]0;t\x07\u202e'
    const text = shown([
      { type: 'package', path: hostile },
      { type: 'running', function: { name: hostile, kind: 'exec' }, selected: undefined },
      {
        ...failed,
        function: { name: hostile, kind: 'exec' },
        stderr: hostile,
        failure: { code: 'KPT204', message: hostile },
        results: [{ message: hostile, severity: hostile, resourceRef: { name: hostile }, field: { path: hostile } }],
      },
    ])
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\u202e]/)
    expect(text.match(/\\u\{1b\}/g)).toHaveLength(9)
  })

  it('colours verdicts and severities on a terminal', () => {
    expect(shown([failed], {}, true)).toContain('\x1b[31m[FAIL]\x1b[39m "./noisy')
    expect(shown([failed], {}, true)).toContain('    \x1b[31m[error]\x1b[39m: m1')
  })
})

describe('goDuration', () => {
  it.each([
    [-1, '0s'],
    [0.9, '0s'],
    [1, '1ms'],
    [999, '999ms'],
    [1000, '1s'],
    [1200, '1.2s'],
    [59_999, '59.999s'],
    [300_000, '5m0s'],
    [3_600_000, '1h0m0s'],
    [3_723_004, '1h2m3.004s'],
  ])('%f is %s', (ms, text) => expect(goDuration(ms)).toBe(text))
})
