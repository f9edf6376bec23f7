/** What a reviewer reads: on the page of the run, and shorter in a comment on the pull request. */

import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import type { FleetDiff } from '#check/fleet-diff/diff-fleet.ts'
import { changesMarkdown } from '#check/fleet-diff/diff-reports.ts'
import { code, findingTables, markdown, signOf } from '#check/report/markdown.ts'
import { counted, countBySeverity, describeCounts } from '#check/report/report.ts'
import { uriOf } from '#check/report/uri.ts'
import { RULES } from '#check/rules/registry.ts'
import { TOOL } from '#krm/names.ts'
import type { Result } from '#krm/result.ts'
import type { Checked } from './check-repository.ts'
import type { CheckedFleet } from './check-fleet.ts'
import type { Event } from './event.ts'
import { fleetMatrix } from './fleet-matrix.ts'
import { changeVerdict, type Changes } from '#cli/check/package-changes.ts'
import type { Mode } from './mode.ts'
import type { Comparison } from './place.ts'

/** Everything that the Action found out. */
export interface Outcome {
  /** Of the repository and the fleet, in the order of a report, each once. */
  readonly findings: readonly Result[]
  readonly checked: Checked
  readonly fleet: CheckedFleet | undefined
  /** What the packages themselves render to. */
  readonly changes: Changes | undefined
  readonly comparison: Comparison
  /** Why nothing is compared, and what to do; undefined where nothing is to be said of it. */
  readonly uncompared: string | undefined
  readonly mode: Mode
  readonly failed: boolean
  /** What people should know besides. */
  readonly notes: readonly string[]
  /** The same on a person's own machine. */
  readonly commands: readonly string[]
}

/** GitHub takes 1 MiB of UTF-8 for a summary, where a character has three bytes at most; and 65,536 characters for a comment. */
export const SUMMARY_CHARACTERS = 300_000
export const COMMENT_CHARACTERS = 60_000

/** GitHub-flavoured Markdown of at most so many characters; what does not fit is counted in its place. */
export function summaryMarkdown(outcome: Outcome, event: Event, version: string, mostCharacters: number): string {
  const head = headOf(outcome)
  const foot = footOf(outcome, version)
  let left = mostCharacters - head.length - foot.length
  // Findings first get what they need, changes what is left of it, but never less than a third.
  const findings = findingsOf(outcome, event, outcome.changes === undefined && outcome.fleet === undefined ? left : Math.floor((left * 2) / 3))
  left -= findings.length
  const fleet = outcome.fleet === undefined ? '' : fleetOf(outcome.fleet, left)
  left -= fleet.length
  const changes = changesOf(outcome, left)
  return `${head}${findings}${fleet}${changes}${foot}`
}

function headOf(outcome: Outcome): string {
  const { checked, fleet, changes, comparison, notes, uncompared, mode } = outcome
  const compared = 'base' in comparison ? `${code(comparison.base.slice(0, 12))} (${markdown(comparison.baseIs)})` : ''
  const what = checked.isEmpty ? '' : checked.onlyChanged ? `${checked.packages === 0 ? 'no package' : counted(checked.packages, 'package')} with changes since ${compared}` : counted(checked.packages, 'package')
  const fleetWhat = fleet === undefined ? '' : `a fleet of ${counted(fleet.clusters, 'cluster')} with ${counted(fleet.packages, 'package')}`
  const whole = [what, fleetWhat].filter((part) => part !== '').join(', and ')
  const shown = fleet?.changes ?? changes
  const changing = shown === undefined ? '' : `${isTitle(outcome) ? '' : `**${markdown(changeVerdict(shown))}**`}${atRisk(shown.diff)}`.trim()
  const lines = [
    titleOf(outcome),
    ...(whole === '' || (mode === 'diff' && !('base' in comparison)) ? [] : [`${DONE[mode]} ${whole}.${changing === '' ? '' : ` ${changing}`}`]),
    ...(notes.length === 0 ? [] : [notes.slice(0, MOST_NOTES).map((note) => `- ${markdown(note)}`).join('\n')]),
    ...(uncompared === undefined ? [] : [`> [!NOTE]\n> ${markdown(uncompared)}`]),
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
  const rules = meanings.length > most / 4 ? '' : meanings
  const tables = findingTables(findings, { mostCharacters: most - rules.length, level: 4, source: (file) => checked.texts.get(file) ?? fleet?.texts.get(file), ...(mayLink && { linkTo }) })
  const { error, warning } = countBySeverity(findings)
  return `\n### ${error + warning > 0 ? 'What is wrong' : 'What is of note'}\n${tables}${rules}`
}

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
  return matrix === '' || matrix.length > most ? '' : `\n### What each cluster gets\n\n${matrix}`
}

const WHAT_CHANGES = { inClusters: 'What changes in the clusters', inPackages: 'What changes in the packages themselves', rendered: 'What changes when it is rendered' } as const

function changesOf({ fleet, changes }: Outcome, most: number): string {
  const sections: [string, Changes | undefined][] = [
    [WHAT_CHANGES.inClusters, fleet?.changes],
    [fleet === undefined ? WHAT_CHANGES.rendered : WHAT_CHANGES.inPackages, changes],
  ]
  const told = sections.filter((section): section is [string, Changes] => section[1] !== undefined && (section[1].diff.groups.length > 0 || section[1].notCompared.size > 0))
  const share = Math.floor(most / Math.max(1, told.length))
  return told.map(([title, each]) => {
    const { diff, notCompared } = each
    // The verdict of the first stands at the top already; blueprints by themselves say again what their clusters got.
    const isFirst = each === (fleet?.changes ?? changes)
    const head = isFirst ? `\n### ${title}\n` : `\n<details><summary>${title}: ${markdown(changeVerdict(each))}</summary>\n`
    const tail = [...notCompared].map(([why, names]) => `\nNot compared (${markdown(shortened(why))}): ${listed(names)}.\n`).join('') + (isFirst ? '' : '\n</details>\n')
    return `${head}${changesMarkdown(diff, { mostCharacters: share - head.length - tail.length, level: 4 })}${tail}`
  }).join('')
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map(code).join(', ')
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown
}

const MOST_NAMES = 10

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

const LONGEST = 500

function footOf({ commands }: Outcome, version: string): string {
  return `\n<sub>${TOOL} ${version} · the same on your machine: ${commands.map((command) => code(command)).join(', ')}</sub>\n`
}
