/** What changes, as text: the output `diff`, which has a limit, and the file, which has none. */

import { changeVerdict, notComparedLines, type Changes } from '#cli/check/package-changes.ts'
import { diffText } from '#check/fleet-diff/diff-reports.ts'
import { counted } from '#check/report/report.ts'
import { utf8Length } from '#fleet/cluster-resource-set/measure.ts'
import { printable } from '#krm/printable.ts'
import type { Outcome } from './outcome.ts'

/** The forms of the text: as `krm-fleet fleet diff` prints it, or with every field. */
export type DiffForm = 'printed' | 'whole'

/** The text, ending in a line break; undefined where nothing was compared. */
export function textOfChanges({ fleet, changes }: Pick<Outcome, 'fleet' | 'changes'>, form: DiffForm): string | undefined {
  const parts: [title: string, changes: Changes][] = [...(fleet?.changes === undefined ? [] : [['In the clusters', fleet.changes] as [string, Changes]]), ...(changes === undefined ? [] : [['In the packages themselves', changes] as [string, Changes]])]
  if (parts.length === 0) return undefined
  return parts.map(([title, each]) => (parts.length === 1 ? '' : `${title}:\n`) + textOf(each, form)).join('\n')
}

function textOf(changes: Changes, form: DiffForm): string {
  const lines = notComparedLines(changes).map((line) => `${printable(line)}\n`).join('')
  const { diff } = changes
  return `${diff.groups.length === 0 ? `${changeVerdict(changes)}\n` : diffText(diff, form === 'whole' ? Number.POSITIVE_INFINITY : undefined)}${lines}`
}

/** Whole lines of a text, of at most so many bytes together with the last one, which says how many are missing and where they are. */
export function withinBytes(text: string, mostBytes: number, elsewhere: string): string {
  if (utf8Length(text) <= mostBytes) return text
  const lines = text.trimEnd().split('\n')
  const last = (left: number): string => `(${counted(left, 'more line')} ${elsewhere})\n`
  let [kept, bytes] = [0, utf8Length(last(lines.length))]
  while (kept < lines.length && bytes + utf8Length(lines[kept]!) + 1 <= mostBytes) bytes += utf8Length(lines[kept++]!) + 1
  return `${lines.slice(0, kept).map((line) => `${line}\n`).join('')}${last(lines.length - kept)}`
}
