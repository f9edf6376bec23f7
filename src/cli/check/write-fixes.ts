/** Makes the fixes of findings in the files: those of a package all or nothing, those outside of packages file by file. */

import { existsSync, rmSync } from 'node:fs'
import { basename, dirname, relative, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { commitPackage } from '#cli/io/commit.ts'
import { explain } from '#cli/io/system-error.ts'
import { writeReport } from '#cli/io/write-report.ts'
import type { Printer } from '#cli/term/printer.ts'
import { applyFixes } from '#check/apply-fixes.ts'
import { counted } from '#check/report/report.ts'
import { formatPlace, type Result } from '#krm/result.ts'

/** What may be mended, and the texts that it stands in. */
export interface Fixable {
  readonly findings: readonly Result[]
  readonly texts: ReadonlyMap<string, string>
}

/** Writes the mended files; how many findings that were. */
export function writeFixes(roots: readonly string[], { findings, texts }: Fixable, printer: Printer): number {
  const { texts: mendedTexts, renames, mended } = applyFixes(findings, texts)
  const left = new Map([...mendedTexts].filter(([file]) => !renames.has(file)))
  for (const root of roots) {
    const inside = [...left].flatMap(([file, text]) => {
      const below = relative(resolve(root), resolve(file)).replaceAll('\\', '/')
      return below.startsWith('..') ? [] : [{ file, below, text }]
    })
    if (inside.length > 0) commitPackage(root, new Map(inside.map(({ below, text }) => [below, { text }])))
    for (const { file } of inside) left.delete(file)
  }
  for (const [file, text] of left) writeReport(dirname(resolve(file)), basename(file), text)
  for (const [from, to] of renames) rename(from, to, mendedTexts.get(from) ?? texts.get(from)!)
  for (const { code, place, fix } of mended) printer.line({ style: 'good', text: 'fixed' }, ` ${formatPlace(place)}: ${code ?? ''} ${fix!.describe}`)
  if (mended.length > 0) printer.line(`Fixed ${counted(mended.length, 'finding')} in ${counted(new Set([...mendedTexts.keys(), ...renames.keys()]).size, 'file')}.`)
  return mended.length
}

/** The new file is there before the old one goes: a kill between the two loses nothing. */
function rename(from: string, to: string, text: string): void {
  if (existsSync(to)) throw new CliError('IO005', `${from} cannot be renamed: ${to} is there already`, to)
  writeReport(dirname(resolve(to)), basename(to), text)
  try {
    rmSync(from)
  } catch (error) {
    throw new CliError('IO005', `${to} was written, but ${from} could not be removed: ${explain(error)}`, from)
  }
}
