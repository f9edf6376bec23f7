/** The forms that a report can take, by the name that `--output` has for them. */

import { htmlReport } from '#check/html-report/html-report.ts'
import { jsonReport, yamlReport } from './data.ts'
import { githubReport } from './github.ts'
import { gitlabReport } from './gitlab.ts'
import { junitReport } from './junit.ts'
import { markdownReport } from './markdown.ts'
import type { Report } from './report.ts'
import { sarifReport } from './sarif.ts'
import { textReport } from './text.ts'

export const REPORT_FORMATS = ['text', 'json', 'yaml', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'html'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

const WRITERS: Readonly<Record<ReportFormat, (report: Report) => string>> = {
  text: (report) => textReport(report),
  json: jsonReport,
  yaml: yamlReport,
  sarif: sarifReport,
  junit: junitReport,
  github: githubReport,
  gitlab: gitlabReport,
  markdown: (report) => markdownReport(report),
  html: (report) => htmlReport({ title: 'Check report', subject: '', report }),
}

/** The report in a form; it ends in a line break unless it is empty. Only `text` has colours, by `textReport` itself. */
export function formatReport(format: ReportFormat, report: Report): string {
  return WRITERS[format](report)
}
