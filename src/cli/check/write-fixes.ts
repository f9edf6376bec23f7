/** Makes the fixes of findings in the files of their packages, each package all or nothing. */

import { relative, resolve } from 'node:path'
import { commitPackage } from '#cli/io/commit.ts'
import type { Printer } from '#cli/term/printer.ts'
import { applyFixes } from '#check/apply-fixes.ts'
import { counted } from '#check/report/report.ts'
import { formatPlace } from '#krm/result.ts'
import type { CheckedTree } from './check-tree.ts'

/** Writes the mended files; how many findings that were. */
export function writeFixes(roots: readonly string[], { findings, texts }: CheckedTree, printer: Printer): number {
  const { texts: mendedTexts, mended } = applyFixes(findings, texts)
  for (const root of roots) {
    const changes = [...mendedTexts].flatMap(([file, text]) => {
      const below = relative(resolve(root), resolve(file)).replaceAll('\\', '/')
      return below.startsWith('..') ? [] : [[below, { text }] as const]
    })
    if (changes.length > 0) commitPackage(root, new Map(changes))
  }
  for (const { code, place, fix } of mended) printer.line({ style: 'good', text: 'fixed' }, ` ${formatPlace(place)}: ${code ?? ''} ${fix!.describe}`)
  if (mended.length > 0) printer.line(`Fixed ${counted(mended.length, 'finding')} in ${counted(mendedTexts.size, 'file')}.`)
  return mended.length
}
