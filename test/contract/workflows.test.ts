// What holds of every workflow here and of the one that people copy: actions pinned by commit, the least rights, nothing from
// outside in a script, nothing that runs a stranger's code with our rights.

import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, it, test } from 'vitest'
import { root } from './processes.ts'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions?: unknown
  readonly jobs: Readonly<Record<string, { readonly permissions?: object; readonly 'timeout-minutes'?: number; readonly 'runs-on': string; readonly steps: readonly Step[] }>>
}

const PINNED = /^[\w.-]+\/[\w.-]+(?:\/[\w.-]+)*@[0-9a-f]{40}$/
/** Events that run with the rights of the repository on what somebody else wrote. */
const DANGEROUS = ['pull_request_target', 'workflow_run', 'issue_comment']

/** Everything that is wrong with a workflow. */
function faultsOf(text: string): string[] {
  const workflow = load(text) as Workflow
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
  return [
    ...DANGEROUS.filter((event) => event in workflow.on).map((event) => `runs on ${event}`),
    ...(JSON.stringify(workflow.permissions) === '{}' ? [] : ['does not take all permissions away at the top']),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) => [
      ...(job.permissions === undefined ? [`job ${name} says nothing of its permissions`] : []),
      ...(job['timeout-minutes'] === undefined ? [`job ${name} has no end`] : []),
      ...(job['runs-on'].endsWith('-latest') ? [`job ${name} runs on whatever is newest`] : []),
    ]),
    ...steps.flatMap(({ uses }) => (uses === undefined || uses === './' || PINNED.test(uses) ? [] : [`${uses} is pinned by no commit`])),
    // The comment says which version the commit is: people and update bots read it.
    ...text.split('\n').filter((line) => /^\s*- uses: [^.]/.test(line) && !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)).map((line) => `${line.trim()} names no version`),
    ...steps.flatMap(({ run }) => (run?.includes('${{') === true ? [`an expression stands in a script: ${run.split('\n')[0]!}`] : [])),
    ...steps.flatMap((step) => (step.uses?.startsWith('actions/checkout@') === true && step.with?.['persist-credentials'] !== false ? ['a checkout leaves its token behind'] : [])),
    ...steps.flatMap(({ run }) => {
      const { status, stderr } = run === undefined ? { status: 0, stderr: '' } : spawnSync('bash', ['-n'], { input: run, encoding: 'utf8' })
      return status === 0 ? [] : [`no script of bash: ${stderr}`]
    }),
  ]
}

const folder = `${root}.github/workflows/`
const DOCUMENTED = /```yaml\n(name: blueprints\n[^]*?)```/.exec(readFileSync(`${root}docs/action.md`, 'utf8'))?.[1] ?? ''

describe.each(readdirSync(folder))('%s', (name) => {
  it('holds to the rules', () => expect(faultsOf(readFileSync(folder + name, 'utf8'))).toEqual([]))
})

it('so does the workflow that people copy, but for our own commit, which they fill in', () => {
  expect(DOCUMENTED).toContain('krm-fleet/krm-fleet@<commit>')
  expect(faultsOf(DOCUMENTED.replaceAll('@<commit> #', `@${'0'.repeat(40)} #`))).toEqual([])
})

test('the rules would say so', () => {
  const wrong = `on: {pull_request_target: {}}
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
    - uses: actions/checkout@v5
    - run: echo \${{ github.event.pull_request.title }}
    - run: if
`
  const faults = faultsOf(wrong)
  for (const says of ['runs on pull_request_target', 'at the top', 'nothing of its permissions', 'no end', 'newest', 'pinned by no commit', 'names no version', 'an expression', 'leaves its token', 'no script of bash']) {
    expect(faults.join('\n')).toContain(says)
  }
})
