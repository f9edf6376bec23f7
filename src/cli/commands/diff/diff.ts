/** `krm-fleet diff`: what a change does to the packages of a repository when they are rendered. */

import { realpathSync } from 'node:fs'
import { CliError } from '#cli/cli-error.ts'
import { changedFiles } from '#cli/check/changed-files.ts'
import { mustBeDirectories } from '#cli/check/check-paths.ts'
import { changeVerdict, notComparedLines, packageChanges } from '#cli/check/package-changes.ts'
import { findConfig } from '#cli/config/config-file.ts'
import { builtinRunner } from '#cli/run/builtin-runner.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { diffJson, diffMarkdown, diffText } from '#check/fleet-diff/diff-reports.ts'
import { limitsOf } from '../limit-flags.ts'

/** Runs the command; see the table for its flags. */
export async function diffCommand(invocation: Invocation, printer: Printer): Promise<0 | 1> {
  const given = invocation.positionals('PATH')
  const paths = given.length === 0 ? ['.'] : given
  const ref = invocation.text('base')
  if (ref === undefined) throw new CliError('CLI002', 'diff compares with one state: give --base REF')
  mustBeDirectories(paths)
  const { clone, base, files } = changedFiles(paths[0]!, ref)
  const changes = await packageChanges(paths.map((path) => realpathSync(path)), clone, base, files, builtinRunner(findConfig(paths[0]!)), limitsOf(invocation))
  const { diff, notCompared } = changes
  const format = invocation.text('output')
  printer.payload(format === 'json' ? diffJson(diff) : format === 'markdown' ? diffMarkdown(diff) : diffText(diff))
  for (const line of notComparedLines(changes)) printer.line({ style: 'bad', text: line })
  if (format !== 'text') printer.line(changeVerdict(changes))
  return diff.groups.length > 0 || notCompared.size > 0 ? 1 : 0
}
