/** Makes the edits of findings' fixes, as far as they do not touch one another. */

import type { FixEdit, Result } from '#krm/result.ts'
import { applySplices, type LineColumn, type Splice } from '#krm/yaml-text.ts'

/** What was mended: new texts and new names by file, and the findings whose fixes were made whole. */
export interface Mended {
  readonly texts: ReadonlyMap<string, string>
  /** Each file gets a name that no other one gets. */
  readonly renames: ReadonlyMap<string, string>
  readonly mended: readonly Result[]
}

/**
 * The texts with all fixes made whose place still holds what they expect. Of two that overlap the first is made; a fix of
 * several edits is made whole or not at all.
 */
export function applyFixes(findings: readonly Result[], sources: ReadonlyMap<string, string>): Mended {
  const splices = new Map<string, Splice[]>()
  const renames = new Map<string, string>()
  const mended: Result[] = []
  for (const finding of findings) {
    const { edits = [], rename } = finding.fix ?? {}
    const planned = edits.map((edit) => ({ file: edit.file, splice: spliceOf(edit, sources.get(edit.file)) }))
    const fits = planned.every(({ file, splice }) => splice !== undefined && !(splices.get(file) ?? []).some((other) => isSameOrOverlaps(other, splice)))
    const isNamed = rename === undefined || (!renames.has(rename.from) && ![...renames.values()].includes(rename.to))
    if ((edits.length === 0 && rename === undefined) || !fits || !isNamed) continue
    for (const { file, splice } of planned) splices.set(file, [...(splices.get(file) ?? []), splice!])
    if (rename !== undefined) renames.set(rename.from, rename.to)
    mended.push(finding)
  }
  const texts = new Map([...splices].map(([file, list]) => [file, applySplices(sources.get(file)!, list.toSorted((a, b) => a.start - b.start))]))
  return { texts, renames, mended }
}

function spliceOf({ start, end, from, text }: FixEdit, source: string | undefined): Splice | undefined {
  if (source === undefined) return undefined
  const [first, last] = [offsetOf(source, start), offsetOf(source, end)]
  return first === undefined || last === undefined || source.slice(first, last) !== from ? undefined : { start: first, end: last, text }
}

function isSameOrOverlaps(a: Splice, b: Splice): boolean {
  return a.start < b.end && b.start < a.end
}

function offsetOf(text: string, { line, column }: LineColumn): number | undefined {
  let at = 0
  for (let left = line; left > 1; left--) {
    const lf = text.indexOf('\n', at)
    if (lf === -1) return undefined
    at = lf + 1
  }
  return at + column - 1
}
