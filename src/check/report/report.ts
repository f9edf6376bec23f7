/** What a report is made from: findings, the rules that they are of, and the texts that they point into. */

import { compareResults } from '#krm/result-wire.ts'
import type { LineColumn } from '#krm/yaml-text.ts'
import type { Result, Severity } from '#krm/result.ts'
import type { Rule } from '#krm/rule.ts'

/** Findings of any check. Files are relative to the directory that the report is about, with slashes. */
export interface Report {
  readonly findings: readonly Result[]
  /** Every rule that was asked, by code. A finding may have a code that is not among them, or none. */
  readonly rules: ReadonlyMap<string, Rule>
  /** The text of a file as it was checked; undefined where there is none to show. */
  readonly source: (file: string) => string | undefined
  readonly tool: { readonly name: string; readonly version: string }
}

/** How many findings there are of each severity. */
export type Counts = Readonly<Record<Severity, number>>

/** A finding without a severity is an info, as in kpt. */
export function severityOf(finding: Result): Severity {
  return finding.severity ?? 'info'
}

export function countBySeverity(findings: readonly Result[]): Counts {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const finding of findings) counts[severityOf(finding)]++
  return counts
}

/** `2 errors, 1 warning`; what there is none of is left out, `no findings` when there is nothing. */
export function describeCounts(counts: Counts): string {
  const parts = [
    ...(counts.error > 0 ? [counted(counts.error, 'error')] : []),
    ...(counts.warning > 0 ? [counted(counts.warning, 'warning')] : []),
    ...(counts.info > 0 ? [`${counts.info} info`] : []),
  ]
  return parts.length === 0 ? 'no findings' : parts.join(', ')
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** The findings by file, files in byte order, each file's by place; those without a file come first, under `''`. */
export function byFile(findings: readonly Result[]): Map<string, Result[]> {
  const groups = new Map<string, Result[]>()
  for (const finding of findings) {
    const file = finding.place?.file ?? ''
    const group = groups.get(file)
    if (group === undefined) groups.set(file, [finding])
    else group.push(finding)
  }
  for (const group of groups.values()) group.sort((a, b) => comparePlaces(a.place?.position, b.place?.position) || compareResults(a, b))
  return new Map([...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function comparePlaces(a: LineColumn | undefined, b: LineColumn | undefined): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0)
}

/** The rule's title, or the code itself where no rule is known. */
export function titleOf(finding: Result, rules: ReadonlyMap<string, Rule>): string | undefined {
  return finding.code === undefined ? undefined : (rules.get(finding.code)?.title ?? finding.code)
}
