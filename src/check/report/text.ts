/** A report for a terminal: findings by file, each with the lines that it is about. */

import { printable } from '#krm/printable.ts'
import type { Result, Severity } from '#krm/result.ts'
import { codeFrame } from './code-frame.ts'
import { byFile, counted, countBySeverity, describeCounts, severityOf, type Report } from './report.ts'

/** What a piece of a report's text means; a terminal may have a colour for it. */
export type Tone = 'bad' | 'warning' | 'note' | 'strong' | 'quiet' | 'good'
export type Paint = (tone: Tone, text: string) => string

const TONES: Readonly<Record<Severity, Tone>> = { error: 'bad', warning: 'warning', info: 'note' }
const PLAIN: Paint = (_, text) => text

/** The report, printable whatever the findings say, ending in a line break. `paint` colours it. */
export function textReport(report: Report, paint: Paint = PLAIN): string {
  const { findings } = report
  const lines: string[] = []
  const files = byFile(findings)
  for (const [file, group] of files) {
    if (file !== '') lines.push(paint('strong', printable(file)))
    for (const finding of group) lines.push(...blockOf(finding, report, paint))
    lines.push('')
  }
  const counts = countBySeverity(findings)
  const where = files.size === 0 ? '' : ` in ${counted([...files.keys()].filter((file) => file !== '').length, 'file')}`
  lines.push(paint(counts.error > 0 ? 'bad' : counts.warning > 0 ? 'warning' : 'good', describeCounts(counts) + where))
  return `${lines.join('\n')}\n`
}

function blockOf(finding: Result, { source }: Report, paint: Paint): string[] {
  const { place, code, message, fix } = finding
  const severity = severityOf(finding)
  const position = place?.position === undefined ? '' : `${place.position.line}:${place.position.column} `
  const rule = code === undefined ? '' : ` ${code}`
  const lines = [`  ${position}${paint(TONES[severity], severity + rule)} ${printable(message)}${paint('quiet', printable(aboutOf(finding)))}`]
  const text = place?.file === undefined ? undefined : source(place.file)
  if (place !== undefined) lines.push(...codeFrame(place, text).map((line) => `      ${paint('quiet', line)}`))
  for (const { message, place } of finding.related ?? []) {
    const where = place.file === undefined ? '' : `${place.file}${place.position === undefined ? '' : `:${place.position.line}:${place.position.column}`}: `
    lines.push(`      ${paint('note', 'see')} ${printable(where + message)}`)
  }
  if (fix !== undefined) lines.push(`      ${paint('good', 'fix')} ${printable(fix.describe)}`)
  return lines
}

/** The object and field, where the message itself does not say them. */
function aboutOf({ place, message }: Result): string {
  const { resource, field } = place ?? {}
  if (resource === undefined || resource.kind === 'Kptfile') return field === undefined || message.includes(field) ? '' : ` (${field})`
  const name = resource.namespace === '' ? resource.name : `${resource.namespace}/${resource.name}`
  const said = new Set(message.split(/[^\w./-]+/))
  const parts = [said.has(resource.name) || said.has(name) ? '' : `${resource.kind} ${name}`, field === undefined || message.includes(field) ? '' : field]
  const about = parts.filter((part) => part !== '').join(' ')
  return about === '' ? '' : ` (${about})`
}
