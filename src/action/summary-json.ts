/** The run as one line of JSON, for the steps that follow: docs/schemas/action-summary.json describes it. */

import { countBySeverity } from '#check/report/report.ts'
import { titleOf } from '#check/fleet-diff/diff-fleet.ts'
import { utf8Length } from '#fleet/cluster-resource-set/measure.ts'
import { DOMAIN } from '#krm/names.ts'
import { ipConflicts, stalePackages } from './outputs.ts'
import type { Outcome } from './outcome.ts'

/** How much of each list is named; the count beside it is that of all. A line that is too long for an output is made with less. */
const MOST_NAMED = [200, 50, 10, 0]
const LONGEST_LINE = 256 * 1024
const LONGEST = 500

/** Fields stand in this order always. `files` are those that were written, by the names of their outputs. */
export function summaryJson(outcome: Outcome, files: Readonly<Record<string, string>>): string {
  let line = ''
  for (const most of MOST_NAMED) {
    line = lineOf(dataOf(outcome, files, most))
    if (utf8Length(line) <= LONGEST_LINE) break
  }
  return line
}

function dataOf(outcome: Outcome, files: Readonly<Record<string, string>>, most: number): object {
  const { findings, checked, fleet, mode, failed, comparison } = outcome
  const { error, warning, info } = countBySeverity(findings)
  const conflicts = ipConflicts(outcome)
  const stale = stalePackages(outcome)
  const named = namesUpTo(most)
  return {
    apiVersion: `${DOMAIN}/v1alpha1`,
    kind: 'ActionSummary',
    mode,
    verdict: failed ? 'fail' : 'pass',
    findings: { total: findings.length, errors: error, warnings: warning, infos: info },
    packages: { checked: checked.packages, ofFleet: fleet?.packages ?? 0, onlyChanged: checked.onlyChanged },
    stalePackages: stale && { count: stale.length, names: named(stale) },
    ipConflicts: conflicts && {
      count: conflicts.length,
      findings: conflicts.slice(0, most).map(({ code, message, place }) => ({ code, message: shortened(message), ...(place?.file !== undefined && { file: place.file }), ...(place?.position !== undefined && { line: place.position.line }) })),
    },
    base: 'base' in comparison ? comparison.base : undefined,
    changes: changesOf(outcome, most),
    files,
  }
}

function changesOf({ fleet, changes }: Outcome, most: number): object | undefined {
  const named = namesUpTo(most)
  const shown = fleet?.changes ?? changes
  if (shown === undefined) return undefined
  const { diff, notCompared } = shown
  const clusters = [...new Set(diff.groups.flatMap(({ packages }) => packages.flatMap(({ cluster }) => cluster ?? [])))].toSorted()
  return {
    objects: diff.objects,
    packages: diff.packages,
    ...(fleet?.changes !== undefined && { clusters: { count: diff.clusters, names: named(clusters) } }),
    different: {
      count: diff.groups.length,
      list: diff.groups.slice(0, most).map((group) => ({
        change: group.change,
        risk: group.risk,
        object: shortened(titleOf(group)),
        in: { count: group.packages.length, names: named([...new Set(group.packages.map((each) => each.cluster ?? (each.repository || each.package)))].toSorted()).slice(0, MOST_CLUSTERS) },
      })),
    },
    notCompared: [...notCompared].map(([why, names]) => ({ why: shortened(why), count: names.length, names: named(names) })),
  }
}

const MOST_CLUSTERS = 10

function namesUpTo(most: number): (names: readonly string[]) => string[] {
  return (names) => names.slice(0, most).map(shortened)
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** Undefined is null: a field that is not there and one that is empty are told apart. No character can end or turn the line. */
function lineOf(value: object): string {
  return JSON.stringify(value, (_, each: unknown) => (each === undefined ? null : each)).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''))
}
