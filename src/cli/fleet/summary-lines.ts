/** A fleet's summary for people: what was made, what is wrong with it, where to look next. */

import { counted } from '#check/report/report.ts'
import { formatResult } from '#krm/result.ts'
import type { Piece, Printer, Style } from '#cli/term/printer.ts'
import { nameOf, type FleetFinding, type FleetSummary, type PackageStatus, type PackageSummary } from './fleet-summary.ts'

/** So many packages and findings are shown; the file has all. */
const SHOWN_PACKAGES = 40
const SHOWN_FINDINGS = 20

const STYLES: Readonly<Record<PackageStatus, Style>> = { new: 'good', changed: 'good', unchanged: 'quiet', kept: 'bad', failed: 'bad', refused: 'bad', deleted: 'warning', orphaned: 'warning' }
const SEVERITY: Readonly<Record<'error' | 'warning' | 'info', Style>> = { error: 'bad', warning: 'warning', info: 'note' }

/** Prints findings, the table of packages and the verdict. `place` says where it all went; `next` are lines of advice. */
export function printSummary(printer: Printer, summary: FleetSummary, place: string, next: readonly string[]): void {
  printFindings(printer, summary.findings)
  printPackages(printer, summary.packages)
  printer.line()
  printer.line(...verdict(summary, place))
  for (const line of next) printer.line({ style: 'quiet', text: line })
}

function printFindings(printer: Printer, findings: readonly FleetFinding[]): void {
  const worth = findings.filter(({ result }) => (result.severity ?? 'info') !== 'info')
  for (const { result, packages } of worth.slice(0, SHOWN_FINDINGS)) {
    const text = formatResult(result)
    const where = packages.length === 0 ? '' : packages.length <= 2 ? ` [${packages.join(', ')}]` : ` [${packages[0]!} and ${packages.length - 1} more]`
    printer.line({ style: SEVERITY[result.severity ?? 'info'], text }, { style: 'quiet', text: where })
  }
  if (worth.length > SHOWN_FINDINGS) printer.line(`and ${counted(worth.length - SHOWN_FINDINGS, 'more finding')}`)
  if (worth.length > 0) printer.line()
}

function printPackages(printer: Printer, packages: readonly PackageSummary[]): void {
  // Of a large fleet only what happened is of interest.
  const shown = packages.length <= SHOWN_PACKAGES ? packages : packages.filter(({ status }) => status !== 'unchanged')
  const rows = shown.slice(0, SHOWN_PACKAGES).map((each) => [each.cluster ?? '-', each.repository, each.package, String(each.objects), each.status] as const)
  if (rows.length === 0) return
  const head = ['CLUSTER', 'REPOSITORY', 'PACKAGE', 'OBJECTS', 'STATUS'] as const
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)))
  const line = (row: readonly string[]): string => row.slice(0, -1).map((cell, column) => (column === 3 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ')
  printer.line({ style: 'strong', text: `${line(head)}  ${head[4]}` })
  for (const row of rows) printer.line(line(row), '  ', { style: STYLES[row[4]], text: row[4] })
  if (shown.length > rows.length) printer.line(`and ${counted(shown.length - rows.length, 'more package')}`)
}

function verdict({ clusters, packages, findings }: FleetSummary, place: string): Piece[] {
  const count = (...statuses: PackageStatus[]): number => packages.filter(({ status }) => statuses.includes(status)).length
  const failed = packages.filter(({ status }) => status === 'failed' || status === 'kept' || status === 'refused')
  const made = packages.length - failed.length - count('deleted', 'orphaned')
  const objects = packages.reduce((sum, each) => sum + each.objects, 0)
  const unchanged = count('unchanged')
  const severities = (['error', 'warning', 'info'] as const).map((severity) => findings.filter(({ result }) => (result.severity ?? 'info') === severity).length)
  const [errors, warnings, infos] = severities as [number, number, number]
  const found = errors + warnings + infos === 0 ? 'no findings' : [errors > 0 ? counted(errors, 'error') : '', warnings > 0 ? counted(warnings, 'warning') : '', infos > 0 ? `${infos} info` : ''].filter((text) => text !== '').join(', ')
  const how = unchanged === packages.length && unchanged > 0 ? ', nothing changed' : unchanged > 0 ? `, ${unchanged} unchanged` : ''
  return [
    { style: failed.length > 0 || errors > 0 ? 'bad' : 'good', text: `${counted(clusters.length, 'cluster')}, ${counted(made, 'package')}, ${counted(objects, 'object')}` },
    `${place}${how}; ${failed.length > 0 ? `${counted(failed.length, 'package')} failed (${failed.slice(0, 3).map(nameOf).join(', ')}${failed.length > 3 ? ', …' : ''}); ` : ''}${found}.`,
  ]
}
