/** The part of the summary about what changes, in clusters and in packages. */

import { changeVerdict, type Changes } from '#cli/check/package-changes.ts'
import { changesMarkdown } from '#check/fleet-diff/diff-reports.ts'
import { BoundedText } from '#check/report/bounded-text.ts'
import { code, markdown } from '#check/report/markdown.ts'
import { counted } from '#check/report/report.ts'
import { utf8Length } from '#fleet/cluster-resource-set/measure.ts'
import type { Outcome } from './outcome.ts'

const WHAT_CHANGES = { inClusters: 'What changes in the clusters', inPackages: 'What changes in the packages themselves', rendered: 'What changes when it is rendered' } as const

/** One section. */
export type Told = readonly [title: string, changes: Changes]

/** States that were compared and have something to say. */
export function changesTold({ fleet, changes }: Outcome): Told[] {
  const sections: readonly (readonly [string, Changes | undefined])[] = [
    [WHAT_CHANGES.inClusters, fleet?.changes],
    [fleet === undefined ? WHAT_CHANGES.rendered : WHAT_CHANGES.inPackages, changes],
  ]
  return sections.flatMap(([title, each]) => (each !== undefined && (each.diff.groups.length > 0 || each.notCompared.size > 0) ? [[title, each] as const] : []))
}

/** Bytes kept for what stands around the changes of a section: heading, end, and the lines that count what is left out. */
export const CHANGES_FRAME = 400

/** Their sections, of at most so many bytes besides the frames. */
export function changesOf({ fleet, changes }: Outcome, told: readonly Told[], most: number, diffLines: number): string {
  const share = Math.floor(most / Math.max(1, told.length))
  return told.map(([title, each]) => {
    const { diff, notCompared } = each
    // The verdict of the first stands at the top already; blueprints by themselves say again what their clusters got.
    const isFirst = each === (fleet?.changes ?? changes)
    const head = isFirst ? `\n### ${title}\n` : `\n<details><summary>${title}: ${markdown(changeVerdict(each))}</summary>\n`
    const rest = notComparedOf(notCompared, share / 3)
    return `${head}${changesMarkdown(diff, { mostBytes: share - utf8Length(rest), level: 4, mostLines: diffLines })}${rest}${isFirst ? '' : '\n</details>\n'}`
  }).join('')
}

function notComparedOf(notCompared: Changes['notCompared'], most: number): string {
  const list = new BoundedText(most)
  const left = [...notCompared].filter(([why, names]) => !list.add(`\nNot compared (${shortMarkdown(why)}): ${listed(names)}.\n`))
  return left.length === 0 ? list.text : `${list.text}\nNot compared besides: ${counted(left.reduce((sum, [, names]) => sum + names.length, 0), 'package')}.\n`
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map(code).join(', ')
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown
}

const MOST_NAMES = 10

/** A text as Markdown that shows it in at most so many bytes. */
export function shortMarkdown(text: string): string {
  let shown = text.slice(0, MOST_SHOWN)
  while (utf8Length(markdown(shown)) > MOST_SHOWN) shown = shown.slice(0, Math.floor(shown.length * 0.8))
  return `${markdown(shown)}${shown === text ? '' : '…'}`
}

const MOST_SHOWN = 500
