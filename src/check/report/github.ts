/** A report as workflow commands of GitHub Actions: annotations on the lines of a pull request. */

import { printable } from '#krm/printable.ts'
import type { Result, Severity } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { linesOf, regionOf } from './region.ts'
import { severityOf, titleOf, type Report } from './report.ts'

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/** GitHub keeps 10 annotations of each kind for a step and drops the others without a word. */
const MOST_OF_A_KIND = 10

/** An annotation longer than this is cut; GitHub refuses 64 KB. */
const LONGEST = 4000

/**
 * One command per finding, errors first, the same finding at the same place once. Of each severity only as many as GitHub
 * shows; the last notice says how many more there are, and with `rest` where they are.
 */
export function githubReport(report: Report, rest = ''): string {
  const commands = new Map<Severity, Set<string>>([['error', new Set()], ['warning', new Set()], ['info', new Set()]])
  for (const finding of report.findings.toSorted(compareResults)) commands.get(severityOf(finding))!.add(commandOf(finding, report))
  const kinds = [...commands.values()].map((all) => [...all])
  const more = kinds.some((all) => all.length > MOST_OF_A_KIND)
  // The note about the others is a notice itself.
  const shown = kinds.flatMap((all, kind) => all.slice(0, kind === 2 && more ? MOST_OF_A_KIND - 1 : MOST_OF_A_KIND))
  const left = kinds.reduce((sum, all) => sum + all.length, 0) - shown.length
  if (left > 0) shown.push(workflowCommand('notice', `${left} more findings are not shown here: GitHub takes ${MOST_OF_A_KIND} of each kind${rest}`, [['title', report.tool.name]]))
  return shown.map((command) => `${command}\n`).join('')
}

function commandOf(finding: Result, report: Report): string {
  const { code, message, place } = finding
  const title = titleOf(finding, report.rules)
  const properties: [string, string][] = place?.file === undefined ? [] : [['file', place.file], ...regionProperties(finding, report)]
  if (code !== undefined) properties.push(['title', title === undefined || title === code ? code : `${code} ${title}`])
  return workflowCommand(COMMANDS[severityOf(finding)], message, properties)
}

/** One command to the runner, without its line break, whatever its parts say. */
export function workflowCommand(name: string, message: string, properties: readonly (readonly [string, string])[] = []): string {
  const list = properties.map(([key, value]) => `${key}=${property(value)}`).join(',')
  return `::${name}${list === '' ? '' : ` ${list}`}::${data(message)}`
}

function regionProperties({ place }: Result, { source }: Report): [string, string][] {
  const text = place?.file === undefined ? undefined : source(place.file)
  const region = place === undefined ? undefined : regionOf(place, text === undefined ? undefined : linesOf(text))
  if (region === undefined) return []
  const { start, end } = region
  // Columns are for regions of one line only.
  if (end.line > start.line) return [['line', String(start.line)], ['endLine', String(end.line)]]
  return [['line', String(start.line)], ['endLine', String(end.line)], ['col', String(start.column)], ['endColumn', String(end.column)]]
}

/** The runner's own escapes (actions/toolkit, command.ts), after everything that a terminal would act upon. */
function data(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  return printable(short, 'lines and tabs').replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
