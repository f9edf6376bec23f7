/** The report that the input report-html asks for. */

import { htmlReport } from '#check/html-report/html-report.ts'
import type { Report } from '#check/report/report.ts'
import type { Outcome } from './summary.ts'

/** What was found as one page; of the fleet, where there is one. */
export function htmlOf({ changes, comparison }: Outcome, report: Report): string {
  const base = 'baseIs' in comparison ? comparison.baseIs : ''
  return htmlReport({ title: 'Check report', subject: '', report, ...(changes !== undefined && { changes: { ...changes, base } }) })
}
