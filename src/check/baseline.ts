/** Findings that an old repository has and lives with: only new ones are reported. */

import type { Result } from '#krm/result.ts'
import { fingerprintsOf } from './report/fingerprint.ts'
import { FINDINGS_API_VERSION } from './report/data.ts'

/** The text of a baseline of these findings, one line each, so that two branches merge. */
export function baselineText(findings: readonly Result[]): string {
  const fingerprints = fingerprintsOf(findings)
  const lines = findings.map(({ code, place }, index) => `  ${JSON.stringify({ fingerprint: fingerprints[index]!, code: code ?? '', file: place?.file ?? '' })}`)
  const list = [...new Set(lines)].toSorted()
  return `{\n"apiVersion": ${JSON.stringify(FINDINGS_API_VERSION)},\n"kind": "Baseline",\n"findings": [\n${list.join(',\n')}${list.length > 0 ? '\n' : ''}]\n}\n`
}

/** The fingerprints of a baseline's text; undefined when it is none. */
export function readBaseline(text: string): ReadonlySet<string> | undefined {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof document !== 'object' || document === null || !('kind' in document) || document.kind !== 'Baseline' || !('findings' in document) || !Array.isArray(document.findings)) return undefined
  const entries: readonly unknown[] = document.findings
  return new Set(entries.flatMap((entry) => (typeof entry === 'object' && entry !== null && 'fingerprint' in entry && typeof entry.fingerprint === 'string' ? [entry.fingerprint] : [])))
}

/** The findings that are not in the baseline, and how many were. */
export function withoutKnown(findings: readonly Result[], known: ReadonlySet<string>): { readonly findings: readonly Result[]; readonly count: number } {
  const fingerprints = fingerprintsOf(findings)
  const left = findings.filter((_, index) => !known.has(fingerprints[index]!))
  return { findings: left, count: findings.length - left.length }
}
