/** A report as GitLab's code quality JSON, a subset of the Code Climate format. */

import type { Severity } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { fingerprintsOf } from './fingerprint.ts'
import { severityOf, type Report } from './report.ts'

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' }

/** GitLab wants a file and a line of everything: what has none stands at line 1 of the checked directory. */
export function gitlabReport({ findings: unsorted, tool }: Report): string {
  const findings = unsorted.toSorted(compareResults)
  const fingerprints = fingerprintsOf(findings)
  const issues = findings.map((finding, index) => ({
    description: finding.code === undefined ? finding.message : `${finding.code}: ${finding.message}`,
    check_name: finding.code ?? tool.name,
    fingerprint: fingerprints[index]!,
    severity: SEVERITIES[severityOf(finding)],
    location: { path: finding.place?.file ?? '.', lines: { begin: finding.place?.position?.line ?? 1 } },
  }))
  return `${JSON.stringify(issues, null, 2)}\n`
}
