/** A report as GitHub-flavoured Markdown: for job summaries and comments. */

import { printable } from '#krm/printable.ts'
import type { Result, Severity } from '#krm/result.ts'
import { utf8Length } from '#fleet/cluster-resource-set/measure.ts'
import { BoundedText } from './bounded-text.ts'
import { quotedLine } from './code-frame.ts'
import { byFile, countBySeverity, counted, describeCounts, severityOf, type Counts, type Report } from './report.ts'

const SIGNS: Readonly<Record<Severity, string>> = { error: '❌', warning: '⚠️', info: 'ℹ️' }

/** What a comment may have, in bytes of UTF-8: GitHub takes 65,536 characters. */
export const MOST_BYTES = 60_000

/** How tables are written. */
export interface TableOptions {
  /** Of UTF-8. */
  readonly mostBytes: number
  /** Of the headings, one per file. */
  readonly level: number
  /** The address of a line, where there is one to go to. */
  readonly linkTo?: (file: string, line: number) => string | undefined
  /** The texts of files, whose lines are shown; those of Secrets are not. */
  readonly source?: (file: string) => string | undefined
}

/** A heading with the counts, then `findingTables`. */
export function markdownReport({ findings, tool }: Report, mostBytes: number = MOST_BYTES): string {
  const counts = countBySeverity(findings)
  const heading = `## ${signOf(counts)} ${markdown(tool.name)}: ${describeCounts(counts)}\n`
  return heading + findingTables(findings, { mostBytes: mostBytes - utf8Length(heading), level: 3 })
}

/** The sign of the worst severity. */
export function signOf(counts: Counts): string {
  return counts.error > 0 ? SIGNS.error : counts.warning > 0 ? SIGNS.warning : '✅'
}

/** One table per file, files with errors first; what would be too long is counted instead. */
export function findingTables(findings: readonly Result[], options: TableOptions): string {
  const { mostBytes, level } = options
  const files = [...byFile(findings)].toSorted(([, a], [, b]) => worst(a) - worst(b))
  const tables = new BoundedText(mostBytes - REST)
  let shown = 0
  for (const [file, group] of files) {
    const before = shown
    for (const finding of group) {
      const head = shown > before ? '' : `\n${'#'.repeat(level)} ${file === '' ? 'General' : code(file)}\n\n| | line | rule | finding |\n|---|--:|---|---|\n`
      if (!tables.add(head + rowOf(finding, options))) break
      shown++
    }
  }
  const left = findings.length - shown
  return left === 0 ? tables.text : `${tables.text}\n${counted(left, 'more finding')} not shown here.\n`
}

/** Bytes kept for the last line. */
const REST = 60

function worst(group: readonly Result[]): number {
  const { error, warning } = countBySeverity(group)
  return error > 0 ? 0 : warning > 0 ? 1 : 2
}

function rowOf(finding: Result, { linkTo, source }: TableOptions): string {
  const { code: rule, message, place, fix } = finding
  const line = place?.position?.line
  const text = place?.file === undefined ? undefined : source?.(place.file)
  // A finding about a whole object stands at its first line, which says nothing.
  const shown = place?.field === undefined ? undefined : quotedLine(place, text)
  const mend = fix === undefined ? '' : `<br>fix: ${markdown(fix.describe)}`
  const address = line === undefined || place?.file === undefined ? undefined : linkTo?.(place.file, line)
  const at = line === undefined ? '' : address === undefined ? String(line) : `[${line}](${address})`
  return `| ${SIGNS[severityOf(finding)]} | ${at} | ${rule ?? ''} | ${markdown(shortened(message))}${shown === undefined ? '' : `<br>${code(shown)}`}${mend} |\n`
}

/** A message of one cell; the whole of it stands in the other outputs. */
const LONGEST = 1000

function shortened(message: string): string {
  return message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Text that means nothing in Markdown or HTML: no markup, no link, no table cell, nobody mentioned, no issue referred to.
 */
export function markdown(text: string): string {
  return printable(text)
    .replaceAll(/[&<>]/g, (character) => ENTITIES[character]!)
    .replaceAll(/[\\`*_{}[\]|~!$]/g, String.raw`\$&`)
    .replaceAll(/[@#:](?=\w)|(?<=\bhttps?):|(?<=\bwww)\./g, '$&<!-- -->')
}

/** The same as code in the line. */
export function code(text: string): string {
  const shown = printable(text).replaceAll('|', String.raw`\|`)
  const fence = '`'.repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1)
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${shown}${pad}${fence}`
}

/** Lines as a block of code, in which nothing is markup; each printable, and behind `indent` for use in a list. */
export function fenced(language: string, lines: readonly string[], indent = ''): string {
  const shown = lines.map((line) => printable(line, 'tabs'))
  const fence = '`'.repeat(Math.max(2, ...shown.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length))) + 1)
  return [`${fence}${language}`, ...shown, fence].map((line) => `${indent}${line}\n`).join('')
}
