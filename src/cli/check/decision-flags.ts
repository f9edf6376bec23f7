/** The flags by which checks are decided, as checks, reports and `doctor` have them. */

import { CliError } from '#cli/cli-error.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import { readIgnoreEntry } from '#check/ignore-entry.ts'
import type { Ignored } from '#check/policy.ts'
import type { FlagDecisions } from './decisions.ts'

/** What an invocation says; not every command has the flags for what is looked at, or writes a baseline. */
export function flagsOf(invocation: Invocation): FlagDecisions {
  const has = (flag: string): boolean => Object.hasOwn(invocation.command.flags ?? {}, flag)
  const isPart = has('mode') && invocation.text('mode') === 'render'
  const isBaseline = has('write-baseline') && invocation.text('write-baseline') !== undefined
  const narrowed = isPart ? '--mode render' : has('changed-since') && invocation.text('changed-since') !== undefined ? '--changed-since' : undefined
  if (narrowed !== undefined && isBaseline) throw new CliError('CLI003', `--write-baseline is for the whole check: one with ${narrowed} would forget what else is known`)
  const [failOn, baseline, kubernetesOpenapi] = ['fail-on', 'baseline', 'kubernetes-openapi'].map((flag) => invocation.text(flag))
  return {
    ...(failOn !== undefined && { failOn }),
    ...(baseline !== undefined && { baseline }),
    ...(kubernetesOpenapi !== undefined && { kubernetesOpenapi }),
    schemas: invocation.list('schemas'),
    ...(has('strict') && invocation.source('strict') === 'flag' && { strict: invocation.on('strict') }),
    ...(isPart && { only: 'staleness' }),
    ignore: ignoredBy(invocation.list('ignore')),
    ignoreBaseline: isBaseline,
  }
}

function ignoredBy(lines: readonly string[]): Ignored[] {
  const entries = lines.map(readIgnoreEntry)
  const problems = entries.flatMap((entry) => (typeof entry === 'string' ? [{ code: 'CLI002' as const, path: '', message: `--ignore ${entry}` }] : []))
  if (problems.length > 0) throw CliError.ofProblems(problems, 'problems with --ignore')
  return entries.filter((entry) => typeof entry !== 'string')
}
