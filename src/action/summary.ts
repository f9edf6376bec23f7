/** What a reviewer reads: on the page of the run, and shorter in a comment on the pull request. */

import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import type { FleetDiff } from '#check/fleet-diff/diff-fleet.ts'
import { utf8Length } from '#fleet/cluster-resource-set/measure.ts'
import { BoundedText } from '#check/report/bounded-text.ts'
import { code, findingTables, markdown, signOf } from '#check/report/markdown.ts'
import { counted, countBySeverity, describeCounts } from '#check/report/report.ts'
import { uriOf } from '#check/report/uri.ts'
import { RULES } from '#check/rules/registry.ts'
import { TOOL } from '#krm/names.ts'
import type { Result } from '#krm/result.ts'
import type { CheckedFleet } from './check-fleet.ts'
import type { Event } from './event.ts'
import { fleetMatrix } from './fleet-matrix.ts'
import { changeVerdict } from '#cli/check/package-changes.ts'
import type { Mode } from './mode.ts'
import type { Outcome } from './outcome.ts'
import { changesOf, changesTold, CHANGES_FRAME, shortMarkdown } from './summary-changes.ts'

/** GitHub takes 1 MiB of UTF-8 for a summary. */
export const SUMMARY_BYTES = 900_000

/** How long it may be: all of it in bytes of UTF-8, and what one change shows in lines. */
export interface SummaryLimits {
  readonly mostBytes: number
  readonly diffLines: number
}

/** GitHub-flavoured Markdown; what does not fit is counted in its place. */
export function summaryMarkdown(outcome: Outcome, event: Event, version: string, { mostBytes, diffLines }: SummaryLimits): string {
  const head = headOf(outcome, Math.floor(mostBytes / 4))
  const foot = footOf(outcome, version, Math.floor(mostBytes / 8))
  const told = changesTold(outcome)
  let left = mostBytes - utf8Length(head) - utf8Length(foot) - told.length * CHANGES_FRAME
  // Findings first get what they need, changes what is left of it, but never less than a third.
  const findings = findingsOf(outcome, event, outcome.changes === undefined && outcome.fleet === undefined ? left : Math.floor((left * 2) / 3))
  left -= utf8Length(findings)
  const fleet = outcome.fleet === undefined ? '' : fleetOf(outcome.fleet, left)
  left -= utf8Length(fleet)
  return `${head}${findings}${fleet}${changesOf(outcome, told, left, diffLines)}${foot}`
}

function headOf(outcome: Outcome, most: number): string {
  const { checked, fleet, changes, comparison, notes, uncompared, mode } = outcome
  const compared = 'base' in comparison ? `${code(comparison.base.slice(0, 12))} (${shortMarkdown(comparison.baseIs)})` : ''
  const what = checked.isEmpty ? '' : checked.onlyChanged ? `${checked.packages === 0 ? 'no package' : counted(checked.packages, 'package')} with changes since ${compared}` : counted(checked.packages, 'package')
  const fleetWhat = fleet === undefined ? '' : `a fleet of ${counted(fleet.clusters, 'cluster')} with ${counted(fleet.packages, 'package')}`
  const whole = [what, fleetWhat].filter((part) => part !== '').join(', and ')
  const shown = fleet?.changes ?? changes
  const changing = shown === undefined ? '' : `${isTitle(outcome) ? '' : `**${markdown(changeVerdict(shown))}**`}${atRisk(shown.diff)}`.trim()
  const lines = [
    titleOf(outcome),
    ...(whole === '' || (mode === 'diff' && !('base' in comparison)) ? [] : [`${DONE[mode]} ${whole}.${changing === '' ? '' : ` ${changing}`}`]),
    ...(notes.length === 0 ? [] : [notesOf(notes, most / 2)]),
    ...(uncompared === undefined ? [] : [`> [!NOTE]\n> ${shortMarkdown(uncompared)}`]),
  ]
  return `${lines.join('\n\n')}\n`
}

const DONE: Readonly<Record<Mode, string>> = { check: 'Checked', render: 'Rendered', diff: 'Compared', report: 'Checked', all: 'Checked' }

/** The answer to what was asked, in one line. */
function titleOf(outcome: Outcome): string {
  const { findings, fleet, changes, failed, mode } = outcome
  const counts = countBySeverity(findings)
  const shown = fleet?.changes ?? changes
  const title = (sign: string, text: string): string => `## ${sign} ${TOOL}: ${text}`
  if (mode === 'render' && findings.length === 0) return title('✅', 'rendering changes nothing')
  if (mode !== 'diff' || findings.length > 0) return title(failed ? '❌' : signOf(counts), describeCounts(counts))
  if (shown === undefined) return title('ℹ️', 'nothing was compared')
  return title(shown.diff.groups.length === 0 && shown.notCompared.size === 0 ? '✅' : '🔎', markdown(changeVerdict(shown)).replace(/\.$/, ''))
}

/** Whether what changes stands in the title. */
function isTitle({ findings, mode }: Outcome): boolean {
  return mode === 'diff' && findings.length === 0
}

/** As a list; what does not fit is counted. */
function notesOf(notes: readonly string[], most: number): string {
  const list = new BoundedText(most)
  const shown = notes.slice(0, MOST_NOTES).filter((note) => list.add(`- ${shortMarkdown(note)}\n`)).length
  return `${list.text}${shown < notes.length ? `- and ${notes.length - shown} more, in the log\n` : ''}`.trimEnd()
}

const MOST_NOTES = 20

function atRisk({ groups }: FleetDiff): string {
  const high = groups.filter(({ risk }) => risk === 'high').length
  return high === 0 ? '' : ` ${counted(high, 'change')} ${high === 1 ? 'is' : 'are'} of high risk.`
}

function findingsOf({ findings, checked, fleet }: Outcome, event: Event, most: number): string {
  if (findings.length === 0) return ''
  const { repository, head, server } = event
  // Files of other repositories and of other revisions have no place in the one that is looked at.
  const linkTo = (file: string, line: number): string | undefined => (isAbsolute(file) || !existsSync(file) ? undefined : `${server}/${repository}/blob/${head}/${uriOf(file)}#L${line}`)
  const mayLink = repository !== undefined && head !== undefined && findings.length <= MOST_LINKS
  const meanings = rulesOf(findings)
  const rules = utf8Length(meanings) > most / 4 ? '' : meanings
  const tables = findingTables(findings, { mostBytes: most - utf8Length(rules) - HEADING, level: 4, source: (file) => checked.texts.get(file) ?? fleet?.texts.get(file), ...(mayLink && { linkTo }) })
  const { error, warning } = countBySeverity(findings)
  return `\n### ${error + warning > 0 ? 'What is wrong' : 'What is of note'}\n${tables}${rules}`
}

/** Bytes kept for a heading. */
const HEADING = 30

/** Addresses take room that more findings need more. */
const MOST_LINKS = 300

/** What each rule that found something means, for people who see its code for the first time; our own Markdown, as on its page. */
function rulesOf(findings: readonly Result[]): string {
  const codes = [...new Set(findings.flatMap(({ code: rule }) => rule ?? []))].toSorted()
  const lines = codes.flatMap((rule) => {
    const known = RULES.get(rule)
    return known === undefined ? [] : [`- **${rule}** ${known.why} ${known.fix}`]
  })
  return lines.length === 0 ? '' : `\n<details><summary>What ${lines.length === 1 ? 'the rule means' : 'the rules mean'}</summary>\n\n${lines.join('\n')}\n\n</details>\n`
}

function fleetOf(fleet: CheckedFleet, most: number): string {
  const matrix = fleetMatrix(fleet)
  return matrix === '' || utf8Length(matrix) + HEADING > most ? '' : `\n### What each cluster gets\n\n${matrix}`
}

function footOf({ commands }: Outcome, version: string, most: number): string {
  const list = new BoundedText(most)
  for (const command of commands) list.add(`${list.text === '' ? ' · the same on your machine: ' : ', '}${code(command)}`)
  return `\n<sub>${TOOL} ${version}${list.text}</sub>\n`
}
