/** What a render leaves besides the package itself: standard output, a directory, results.yaml, the verdict of --check. */

import type { PackageFiles } from '#cli/io/read-package.ts'
import { writeNewDirectory } from '#cli/io/new-directory.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import type { FileChange, RenderOutcome } from '#render/outcome.ts'

/** Everything that the outputs are made from. */
export interface RenderOutput {
  readonly invocation: Invocation
  readonly printer: Printer
  readonly files: PackageFiles
  readonly outcome: RenderOutcome
  readonly changes: ReadonlyMap<string, FileChange>
}

/** Writes what was asked for; 1 when --check finds a difference. */
export async function writeOutput({ invocation, printer, files, outcome, changes }: RenderOutput): Promise<0 | 1> {
  const output = invocation.text('output')
  if (invocation.on('check')) return reportCheck(printer, changes)
  if (output === undefined || !outcome.ok) return 0
  if (output !== 'stdout' && output !== 'unwrap') writeNewDirectory(output, renderedFiles(files, changes))
  return 0
}

function renderedFiles(files: PackageFiles, changes: ReadonlyMap<string, FileChange>): Map<string, { text: string }> {
  const rendered = new Map(files.files.map(({ path, text }) => [path, { text }]))
  for (const [path, change] of changes) {
    if (change === 'delete') rendered.delete(path)
    else rendered.set(path, change)
  }
  return rendered
}

function reportCheck(printer: Printer, changes: ReadonlyMap<string, FileChange>): 0 | 1 {
  for (const [path, change] of changes) printer.line(`${path}: ${change === 'delete' ? 'rendering deletes it' : 'is not what rendering gives'}`)
  if (changes.size > 0) printer.line(`${changes.size} file(s) differ: render the package and commit the result`)
  return changes.size > 0 ? 1 : 0
}
