/** A report as GitHub-flavoured Markdown: for job summaries and comments. */

import { printable } from '#krm/printable.ts'
import type { Result, Severity } from '#krm/result.ts'
import { byFile, countBySeverity, counted, describeCounts, severityOf, type Report } from './report.ts'

const SIGNS: Readonly<Record<Severity, string>> = { error: '❌', warning: '⚠️', info: 'ℹ️' }

/** What a comment may have: GitHub takes 65,536 characters. */
export const MOST_CHARACTERS = 60_000

/** A heading with the counts, then one table per file; what would be too long is counted instead. Files with errors come first. */
export function markdownReport({ findings, tool }: Report, mostCharacters: number = MOST_CHARACTERS): string {
  const counts = countBySeverity(findings)
  const sign = counts.error > 0 ? SIGNS.error : counts.warning > 0 ? SIGNS.warning : '✅'
  let text = `## ${sign} ${markdown(tool.name)}: ${describeCounts(counts)}\n`
  const files = [...byFile(findings)].toSorted(([, a], [, b]) => worst(a) - worst(b))
  let shown = 0
  for (const [file, group] of files) {
    let table = `\n### ${file === '' ? 'General' : code(file)}\n\n| | line | rule | finding |\n|---|--:|---|---|\n`
    if (text.length + table.length + REST > mostCharacters) break
    for (const finding of group) {
      const row = rowOf(finding)
      if (text.length + table.length + row.length + REST > mostCharacters) break
      table += row
      shown++
    }
    text += table
  }
  const left = findings.length - shown
  return left === 0 ? text : `${text}\n${counted(left, 'more finding')} not shown here.\n`
}

/** Characters kept for the last line. */
const REST = 60

function worst(group: readonly Result[]): number {
  const { error, warning } = countBySeverity(group)
  return error > 0 ? 0 : warning > 0 ? 1 : 2
}

function rowOf(finding: Result): string {
  const { code: rule, message, place, fix } = finding
  const line = place?.position?.line
  const mend = fix === undefined ? '' : `<br>fix: ${markdown(fix.describe)}`
  return `| ${SIGNS[severityOf(finding)]} | ${line ?? ''} | ${rule ?? ''} | ${markdown(shortened(message))}${mend} |\n`
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
function code(text: string): string {
  const shown = printable(text).replaceAll('|', String.raw`\|`)
  const fence = '`'.repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1)
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${shown}${pad}${fence}`
}
