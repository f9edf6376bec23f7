/** The report that the input report-html asks for. */

import { htmlReport } from '#check/html-report/html-report.ts'
import type { Report } from '#check/report/report.ts'
import { shownPath } from '#cli/fleet/read-management.ts'
import type { Inputs } from './inputs.ts'
import type { Mode } from './mode.ts'
import { directoriesOf, type Workplace } from './place.ts'
import type { Outcome } from './outcome.ts'

/** What a mode does not look for: a page without findings would say too much. */
const LIMITED: Readonly<Record<Mode, readonly string[]>> = {
  all: [], check: [], report: [],
  render: ['Mode render: of findings only those are here that rendering gives.'],
  diff: ['Mode diff: of findings only those are here that keep packages from being compared.'],
}

/** What was found as one page: of the fleet and what changes in it, where there is one, else of the packages. */
export function htmlOf({ findings, checked, fleet, changes, comparison, mode }: Outcome, report: Report, inputs: Inputs, workplace: Workplace): string {
  const base = 'baseIs' in comparison ? comparison.baseIs : ''
  const compared = fleet === undefined ? changes : fleet.changes
  return htmlReport({
    title: fleet === undefined ? 'Check report' : 'Fleet report',
    subject: fleet === undefined ? '' : directoriesOf('fleet', inputs.fleet, workplace).map((path) => shownPath(path) || '.').join(', '),
    report,
    notes: [...LIMITED[mode], ...new Set([...checked.notes, ...(fleet?.notes ?? [])])],
    ...(fleet !== undefined && { fleet: fleet.content(findings) }),
    ...(compared !== undefined && { changes: { ...compared, base } }),
  })
}
