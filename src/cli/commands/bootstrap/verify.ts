/** `krm-fleet bootstrap verify`: whether a bundle is still what was written. */

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { explain } from '#cli/io/system-error.ts'
import { readTar } from '#cli/io/tar.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { DIGESTS_FILE } from '#fleet/bootstrap/bundle-files.ts'
import { checkDigests } from '#fleet/bootstrap/digests.ts'
import { Results } from '#krm/result.ts'
import { printFindings } from './print-findings.ts'

/** Runs the command: 0 when every file has its digest and none is more. */
export function bootstrapVerifyCommand(invocation: Invocation, printer: Printer): 0 | 1 {
  const path = invocation.positional('PATH')!
  const files = readBundle(path)
  const list = files.get(DIGESTS_FILE)
  if (list === undefined) throw new CliError('IO001', `${path} is no bundle: it has no ${DIGESTS_FILE}`, path)
  files.delete(DIGESTS_FILE)
  const results = new Results()
  checkDigests(Buffer.from(list).toString('utf8'), files, results)
  printFindings(results, printer)
  if (results.hasErrors) return 1
  printer.line(`${files.size} files of ${path} are what was written.`)
  return 0
}

/** The files of a directory, or of an archive with one directory. */
function readBundle(path: string): Map<string, Uint8Array> {
  try {
    if (!statSync(path).isDirectory()) return new Map(readTar(readFileSync(path), path).map(({ name, bytes }) => [basename(name), bytes]))
    const entries = readdirSync(path, { withFileTypes: true })
    const other = entries.find((entry) => !entry.isFile())
    if (other !== undefined) throw new CliError('IO002', `${join(path, other.name)} is no regular file: a bundle holds nothing else`, path)
    return new Map(entries.map(({ name }) => [name, readFileSync(join(path, name))]))
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError('IO001', `${path} cannot be read: ${explain(error)}`, path)
  }
}
