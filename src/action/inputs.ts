/** The inputs of the Action, as the runner hands them over: one variable of the environment each. */

import { CliError, type Problem } from '#cli/cli-error.ts'
import { readIgnoreEntry } from '#check/ignore-entry.ts'
import { FAIL_ON, type FailOn, type Ignored } from '#check/policy.ts'

/** What a workflow asks for. Paths are as they were written, relative to `directory`. */
export interface Inputs {
  /** Relative to the workspace. */
  readonly directory: string
  readonly path: readonly string[]
  readonly fleet: readonly string[]
  /** `NAME=PATH` each. */
  readonly repositories: readonly string[]
  readonly config: string | undefined
  /** Files and directories with CRDs. */
  readonly schemas: readonly string[]
  readonly kubernetesOpenapi: string | undefined
  readonly changedOnly: boolean
  readonly baseRef: string | undefined
  readonly diff: boolean
  readonly failOn: FailOn | undefined
  /** Undefined where krm-fleet.yaml decides. */
  readonly strict: boolean | undefined
  readonly ignore: readonly Ignored[]
  readonly baselineFile: string | undefined
  readonly annotations: boolean
  readonly summary: boolean
  readonly sarifFile: string | undefined
  readonly junitFile: string | undefined
  readonly reportHtml: string | undefined
  readonly comment: boolean
  /** Never printed. */
  readonly token: string
}

/** Their names in action.yml; the test of the contract holds both against each other. */
export const INPUT_NAMES = [
  'path', 'working-directory', 'config', 'schemas', 'kubernetes-openapi', 'diff', 'fleet', 'repositories', 'base-ref', 'changed-only', 'fail-on', 'strict', 'ignore',
  'baseline-file', 'annotations', 'summary', 'sarif-file', 'junit-file', 'report-html', 'comment', 'token',
] as const
type InputName = (typeof INPUT_NAMES)[number]

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads all of them; everything that is wrong is one CliError. What is not set has the default of action.yml. Of inputs that
 * there are not the runner itself warns.
 */
export function readInputs(environment: Environment): Inputs {
  const problems: Problem[] = []
  const refuse = (name: string, message: string): void => void problems.push({ code: 'CLI002', path: '', message: `input ${name}: ${message}` })
  const text = (name: InputName): string => (environment[variableOf(name)] ?? '').trim()
  const given = (name: InputName): string | undefined => (text(name) === '' ? undefined : text(name))
  const lines = (name: InputName): string[] => text(name).split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const flag = (name: InputName, otherwise: boolean): boolean => {
    const value = text(name)
    if (value === '') return otherwise
    // The booleans of YAML's core schema, which is what @actions/core takes.
    if (/^(?:true|True|TRUE)$/.test(value)) return true
    if (!/^(?:false|False|FALSE)$/.test(value)) refuse(name, `"${value}" is neither true nor false`)
    return false
  }
  const failOn = FAIL_ON.find((level) => level === text('fail-on'))
  if (failOn === undefined && given('fail-on') !== undefined) refuse('fail-on', `"${text('fail-on')}" is none of ${FAIL_ON.join(', ')}`)
  const ignore = lines('ignore').flatMap((line) => {
    const entry = readIgnoreEntry(line)
    if (typeof entry !== 'string') return [entry]
    refuse('ignore', entry)
    return []
  })
  const inputs: Inputs = {
    directory: given('working-directory') ?? '.',
    path: lines('path').length === 0 ? ['.'] : lines('path'),
    fleet: lines('fleet'),
    repositories: lines('repositories'),
    config: given('config'),
    schemas: lines('schemas'),
    kubernetesOpenapi: given('kubernetes-openapi'),
    changedOnly: flag('changed-only', true),
    baseRef: given('base-ref'),
    diff: flag('diff', true),
    failOn,
    strict: given('strict') === undefined ? undefined : flag('strict', false),
    ignore,
    baselineFile: given('baseline-file'),
    annotations: flag('annotations', true),
    summary: flag('summary', true),
    sarifFile: given('sarif-file'),
    junitFile: given('junit-file'),
    reportHtml: given('report-html'),
    comment: flag('comment', false),
    token: text('token'),
  }
  if (problems.length > 0) throw CliError.ofProblems(problems, 'problems with the inputs')
  return inputs
}

/** As the runner spells it: capitals, `_` for a blank, `-` as it is. */
function variableOf(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}
