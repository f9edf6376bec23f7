/** The flags by which checks are decided, as `check` and `fleet check` have them. */

import { CliError } from '#cli/cli-error.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import { readIgnoreEntry } from '#check/ignore-entry.ts'
import type { Ignored } from '#check/policy.ts'
import type { FlagDecisions } from './decisions.ts'

/** What an invocation says. */
export function flagsOf(invocation: Invocation): FlagDecisions {
  const [failOn, baseline, kubernetesOpenapi] = ['fail-on', 'baseline', 'kubernetes-openapi'].map((flag) => invocation.text(flag))
  return {
    ...(failOn !== undefined && { failOn }),
    ...(baseline !== undefined && { baseline }),
    ...(kubernetesOpenapi !== undefined && { kubernetesOpenapi }),
    schemas: invocation.list('schemas'),
    ...(invocation.source('strict') === 'flag' && { strict: invocation.on('strict') }),
    ignore: ignoredBy(invocation.list('ignore')),
    // Not every command that is decided by these flags writes a baseline.
    ignoreBaseline: Object.hasOwn(invocation.command.flags ?? {}, 'write-baseline') && invocation.text('write-baseline') !== undefined,
  }
}

function ignoredBy(lines: readonly string[]): Ignored[] {
  const entries = lines.map(readIgnoreEntry)
  const problems = entries.flatMap((entry) => (typeof entry === 'string' ? [{ code: 'CLI002' as const, path: '', message: `--ignore ${entry}` }] : []))
  if (problems.length > 0) throw CliError.ofProblems(problems, 'problems with --ignore')
  return entries.filter((entry) => typeof entry !== 'string')
}
