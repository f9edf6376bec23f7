/** What a render leaves besides the package itself: standard output, a directory, results.yaml, the verdict of --check. */

import { existsSync } from 'node:fs'
import { CliError } from '#cli/cli-error.ts'
import { writeNewDirectory } from '#cli/io/new-directory.ts'
import { writeReport } from '#cli/io/write-report.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { resourceListText, unwrappedText } from '#render/output-list.ts'
import type { FileChange, RenderOutcome } from '#render/outcome.ts'
import { resultsFileText } from '#render/results-file.ts'
import { meaningfulChanges } from '#render/same-meaning.ts'

/** Refuses a directory that is there already, before anything runs. */
export function checkOutput(output: string | undefined): void {
  if (output === undefined || output === 'stdout' || output === 'unwrap' || !existsSync(output)) return
  throw new CliError('IO007', `${output} exists already; -o DIR takes a directory that does not, so that nothing is overwritten`, output)
}

/** Writes the payload that --output asks for. */
export function writeOutput(output: string, outcome: RenderOutcome, printer: Printer, durable: boolean): void {
  if (output === 'stdout') printer.payload(resourceListText(outcome.items))
  else if (output === 'unwrap') printer.payload(unwrappedText(outcome.items))
  else {
    writeNewDirectory(output, new Map([...outcome.files].map(([path, text]) => [path, { text }])), { durable })
    printer.line(`Wrote ${outcome.files.size} files with ${outcome.items.length} resources to ${output}.`)
  }
}

/** Writes results.yaml where --results-dir asks for it, for failed renders too. */
export function writeResults(invocation: Invocation, outcome: RenderOutcome): void {
  const directory = invocation.text('results-dir')
  if (directory !== undefined) writeReport(directory, 'results.yaml', resultsFileText(outcome))
}

/** Says which files are not what rendering gives; 1 when there are any. */
export function reportCheck(printer: Printer, current: ReadonlyMap<string, string>, changes: ReadonlyMap<string, FileChange>): 0 | 1 {
  const stale = meaningfulChanges(current, changes)
  for (const [path, change] of stale) {
    const what = change === 'delete' ? 'rendering deletes it' : current.has(path) ? 'rendering changes it' : 'rendering adds it'
    printer.line({ style: 'bad', text: `${path}:` }, ` error: KPT214 not rendered: ${what}`)
  }
  if (stale.size > 0) printer.line(`${stale.size} file(s) are not what rendering gives: run krm-fleet render and commit the result`)
  return stale.size > 0 ? 1 : 0
}
