/** `krm-fleet render`: reads a package, renders it in memory, and writes what changed, or what was asked for. */

import { basename, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { findConfig } from '#cli/config/config-file.ts'
import { commitPackage } from '#cli/io/commit.ts'
import { readPackage, type PackageFiles } from '#cli/io/read-package.ts'
import { lockPackage, recoverPackage, type PackageLock } from '#cli/io/recover.ts'
import { PULL_POLICIES } from '#cli/run/container.ts'
import { runnerChooser } from '#cli/run/runner-for.ts'
import { expectWork } from '#cli/expect-work.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { RenderConsole } from '#cli/term/render-console.ts'
import type { Result } from '#krm/result.ts'
import { formatResult } from '#krm/result.ts'
import { render } from '#render/render.ts'
import type { RenderInput } from '#render/render-input.ts'
import { withStatus } from '#render/status.ts'
import type { FileChange, RenderOutcome } from '#render/outcome.ts'
import { limitsOf } from './limit-flags.ts'
import { keepOwnContext, withContext, type ForContext } from './render-for.ts'
import { checkOutput, reportCheck, writeOutput, writeResults } from './render-output.ts'

/** Runs the command; see the table for its flags. */
export async function renderCommand(invocation: Invocation, printer: Printer): Promise<0 | 1> {
  const root = resolve(invocation.positional('PKG_PATH') ?? '.')
  const output = invocation.text('output')
  checkFlags(invocation, output)
  checkOutput(output)
  const inPlace = output === undefined && !invocation.on('check')
  const lockTimeoutMs = (invocation.integer('lock-timeout') ?? 0) * 1000
  const lock = inPlace ? lockPackage(root, { lockTimeoutMs }) : undefined
  try {
    if (lock === undefined) recoverPackage(root, { lockTimeoutMs })
    return await renderPackage(invocation, printer, root, lock)
  } finally {
    lock?.release()
  }
}

function checkFlags(invocation: Invocation, output: string | undefined): void {
  if (output !== undefined && invocation.on('check')) throw new CliError('CLI003', '--check compares with the package as it is; it goes with no --output')
  if (output !== undefined && invocation.on('status')) throw new CliError('CLI003', '--status writes into the Kptfile of the package; it goes with no --output')
}

async function renderPackage(invocation: Invocation, printer: Printer, root: string, lock: PackageLock | undefined): Promise<0 | 1> {
  const files = readPackage(root, { limits: limitsOf(invocation) })
  for (const note of files.notes) printer.line({ style: 'warning', text: '[WARN]' }, ` ${note.path}: ${note.message}`)
  expectWork(files.files.reduce((sum, { text }) => sum + text.length, 0))
  const given = contextFor(invocation, files)
  const console = consoleFor(invocation, printer)
  const outcome = await render(inputOf(invocation, root, given?.files ?? files), {
    runnerFor: runnerChooser(runnerOptions(invocation, root)),
    onEvent: console.show,
  })
  printProblems(printer, outcome.problems)
  writeResults(invocation, outcome)
  const changes = given === undefined ? outcome.changes : keepOwnContext(outcome.changes, given)
  if (lock !== undefined) commit(invocation, files, outcome, changes, lock)
  if (!outcome.ok) return 1
  if (invocation.on('check')) return reportCheck(printer, textsOf(files), changes)
  const output = invocation.text('output')
  if (output !== undefined) writeOutput(output, outcome, printer, invocation.on('durable'))
  return 0
}

/** Writes the package: what rendering changed, and with --status what became of it, after a failed render too. */
function commit(
  invocation: Invocation,
  files: PackageFiles,
  outcome: RenderOutcome,
  changes: ReadonlyMap<string, FileChange>,
  lock: PackageLock,
): void {
  const all = new Map(changes)
  if (invocation.on('status')) {
    const changed = all.get('Kptfile')
    const text = changed === undefined || changed === 'delete' ? textsOf(files).get('Kptfile') : changed.text
    if (text !== undefined) all.set('Kptfile', { text: withStatus(text, outcome) })
  }
  commitPackage(lock.root, all, { lock, durable: invocation.on('durable'), ...(invocation.on('allow-deletions') && { maxDeletions: 1 }) })
}

function textsOf(files: PackageFiles): Map<string, string> {
  return new Map(files.files.map(({ path, text }) => [path, text]))
}

function contextFor(invocation: Invocation, files: PackageFiles): ForContext | undefined {
  const file = invocation.text('for')
  return file === undefined ? undefined : withContext(files, file)
}

function inputOf(invocation: Invocation, root: string, files: PackageFiles): RenderInput {
  return {
    name: basename(root),
    files: files.files,
    kptfileDirs: files.kptfileDirs,
    hidden: files.hidden,
    options: {
      verdict: invocation.text('verdict') === 'exit-code' ? 'exit-code' : 'results',
      nonKrm: invocation.text('non-krm') === 'keep' ? 'keep' : 'fail',
      allowDeletions: invocation.on('allow-deletions'),
      attribution: (process.env['KRM_DISABLE_ATTRIBUTION'] ?? process.env['KPT_DISABLE_ATTRIBUTION'] ?? '') === '',
    },
  }
}

function runnerOptions(invocation: Invocation, root: string): Parameters<typeof runnerChooser>[0] {
  const pull = PULL_POLICIES.find((policy) => policy === invocation.text('image-pull-policy'))
  const imagePrefix = invocation.text('image-prefix')
  return {
    config: findConfig(root),
    allowExec: invocation.on('allow-exec'),
    allowNetwork: invocation.on('allow-network'),
    environment: process.env,
    ...(pull !== undefined && { pull }),
    ...(imagePrefix !== undefined && { imagePrefix }),
  }
}

function consoleFor(invocation: Invocation, printer: Printer): RenderConsole {
  const directory = invocation.text('results-dir')
  return new RenderConsole(printer, {
    truncate: invocation.on('truncate-output'),
    now: () => performance.now(),
    ...(directory !== undefined && { resultsFile: `${directory}/results.yaml` }),
  })
}

function printProblems(printer: Printer, problems: readonly Result[]): void {
  for (const problem of problems) {
    const style = problem.severity === 'error' ? 'bad' : problem.severity === 'warning' ? 'warning' : 'note'
    printer.line({ style, text: formatResult(problem) })
  }
}

