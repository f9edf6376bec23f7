/** The inputs of the Action, as the runner hands them over: one variable of the environment each. */

import { CliError, type Problem } from '#cli/cli-error.ts'
import { readIgnoreEntry } from '#check/ignore-entry.ts'
import { SHOWN_LINES } from '#check/fleet-diff/diff-reports.ts'
import { FAIL_ON, type FailOn, type Ignored } from '#check/policy.ts'
import { COMMENTS, type CommentMode } from './comment.ts'
import { MODES, type Mode } from './mode.ts'

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
  readonly mode: Mode
  readonly changedOnly: boolean
  readonly baseRef: string | undefined
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
  readonly comment: CommentMode
  readonly commentMaxBytes: number
  /** Of one change, in the summary and the comment. */
  readonly diffLines: number
  /** Never printed. */
  readonly token: string
  /** A directory. */
  readonly cache: string | undefined
}

interface NumberLimits {
  readonly least: number
  readonly most: number
  readonly otherwise: number
}

/** GitHub takes 65,536 characters, which are as many bytes at least; in fewer than the least nothing can be said. */
const COMMENT_BYTES: NumberLimits = { least: 4000, most: 65_536, otherwise: 60_000 }

/** Their names in action.yml; the test of the contract holds both against each other. */
export const INPUT_NAMES = [
  'path', 'working-directory', 'config', 'schemas', 'kubernetes-openapi', 'mode', 'fleet', 'repositories', 'base-ref', 'changed-only', 'fail-on', 'strict', 'ignore',
  'baseline-file', 'annotations', 'summary', 'sarif-file', 'junit-file', 'report-html', 'comment', 'comment-max-bytes', 'diff-lines', 'token', 'cache',
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
  const choice = <T extends string>(name: InputName, choices: readonly T[]): T | undefined => {
    const chosen = choices.find((each) => each === text(name))
    if (chosen === undefined && given(name) !== undefined) refuse(name, `"${text(name)}" is none of ${choices.join(', ')}`)
    return chosen
  }
  const number = (name: InputName, { least, most, otherwise }: NumberLimits): number => {
    const value = text(name)
    if (value === '') return otherwise
    const count = /^\d{1,9}$/.test(value) ? Number(value) : undefined
    if (count === undefined || count < least || count > most) refuse(name, `"${value}" is no whole number from ${least} to ${most}`)
    return count ?? otherwise
  }
  const failOn = choice('fail-on', FAIL_ON)
  const mode = choice('mode', MODES) ?? 'all'
  if (mode === 'report' && failOn !== undefined && failOn !== 'never') refuse('fail-on', `in mode report findings never fail the step: remove fail-on, or take mode all`)
  for (const name of ['sarif-file', 'junit-file'] as const) if (mode === 'diff' && given(name) !== undefined) refuse(name, `mode diff looks for no findings to write there: take mode all, or a step of its own`)
  if (given('cache') !== undefined && given('fleet') === undefined) refuse('cache', 'it holds the rendered packages of a fleet: name one with fleet, or remove cache')
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
    mode,
    changedOnly: flag('changed-only', true),
    baseRef: given('base-ref'),
    failOn,
    strict: given('strict') === undefined ? undefined : flag('strict', false),
    ignore,
    baselineFile: given('baseline-file'),
    annotations: flag('annotations', true),
    summary: flag('summary', true),
    sarifFile: given('sarif-file'),
    junitFile: given('junit-file'),
    reportHtml: given('report-html'),
    comment: choice('comment', COMMENTS) ?? 'off',
    commentMaxBytes: number('comment-max-bytes', COMMENT_BYTES),
    diffLines: number('diff-lines', { least: 0, most: 1000, otherwise: SHOWN_LINES }),
    token: text('token'),
    cache: given('cache'),
  }
  if (problems.length > 0) throw CliError.ofProblems(problems, 'problems with the inputs')
  return inputs
}

/** As the runner spells it: capitals, `_` for a blank, `-` as it is. */
function variableOf(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}
