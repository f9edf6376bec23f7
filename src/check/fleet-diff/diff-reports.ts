/** A fleet's difference for a terminal, for programs and for a comment on a pull request. */

import { utf8Length } from '#fleet/cluster-resource-set/measure.ts'
import { BoundedText } from '#check/report/bounded-text.ts'
import { fenced, markdown, MOST_BYTES } from '#check/report/markdown.ts'
import { counted } from '#check/report/report.ts'
import { DOMAIN } from '#krm/names.ts'
import { printable } from '#krm/printable.ts'
import { titleOf, type ChangedPackage, type ChangeGroup, type FleetDiff } from './diff-fleet.ts'
import { RISKS } from './kind-risk.ts'

const SHOWN_FIELDS = 12
const SIGNS = { added: '+', removed: '-', changed: '~' } as const

/** Lines of text, ending in a line break; of each change at most so many fields. */
export function diffText(diff: FleetDiff, mostFields: number = SHOWN_FIELDS): string {
  const lines = diff.groups.flatMap((group) => [
    `${SIGNS[group.change]} ${titleOf(group)}  ${group.risk} risk  ${whereOf(group)}`,
    ...group.fields.slice(0, mostFields).map(({ field, before, after }) => `    ${field}: ${before ?? '(none)'} -> ${after ?? '(none)'}`),
    ...(moreThan(mostFields, group) > 0 ? [`    and ${counted(moreThan(mostFields, group), 'more field')}`] : []),
  ])
  return [...lines.map((line) => printable(line)), verdict(diff), ''].join('\n')
}

/** How many fields a list of at most so many leaves out. */
export function moreThan(mostFields: number, { fields, moreFields = 0 }: ChangeGroup): number {
  return Math.max(0, fields.length - mostFields) + moreFields
}

/** `3 objects in 2 packages of 2 clusters change.`; packages of no repository have no clusters either. */
export function verdict({ groups, clusters, packages, objects }: FleetDiff): string {
  if (groups.length === 0) return 'Nothing changes.'
  const kinds = groups.length === objects ? '' : ` (${counted(groups.length, 'different change')})`
  const where = groups.every((group) => group.packages.every(isOfNoRepository)) ? '' : ` of ${counted(clusters, 'cluster')}`
  return `${counted(objects, 'object')} in ${counted(packages, 'package')}${where} ${objects === 1 ? 'changes' : 'change'}${kinds}.`
}

/** A package that was compared by itself. */
function isOfNoRepository({ repository }: ChangedPackage): boolean {
  return repository === ''
}

/** `in 40 clusters`, or which one. */
export function whereOf({ packages }: ChangeGroup): string {
  const byThemselves = packages.every(isOfNoRepository)
  const names = [...new Set(packages.map((each) => (byThemselves ? each.package : (each.cluster ?? each.repository))))]
  if (names.length <= 3) return `in ${names.join(', ')}`
  return `same change in ${names.length} ${byThemselves ? 'packages' : 'clusters'} (${names[0]!}, ${names[1]!}, …)`
}

/** As a JSON document. */
export function diffJson(diff: FleetDiff): string {
  return `${JSON.stringify({ apiVersion: `${DOMAIN}/v1alpha1`, kind: 'FleetDiff', ...diff }, undefined, 2)}\n`
}

/** GitHub-flavoured Markdown that fits into a comment; what does not is counted. */
export function diffMarkdown(diff: FleetDiff, mostBytes: number = MOST_BYTES): string {
  const heading = `## ${diff.groups.length === 0 ? '✅' : '🔎'} ${markdown(verdict(diff))}\n`
  return heading + changesMarkdown(diff, { mostBytes: mostBytes - utf8Length(heading), level: 3 })
}

/** How changes are written. */
export interface ChangesOptions {
  /** Of UTF-8. */
  readonly mostBytes: number
  /** Of the headings. */
  readonly level: number
  /** Of one change; whole fields, the others are counted. */
  readonly mostLines?: number
}

/** Lines of one change: a dozen fields. */
export const SHOWN_LINES = 40

/** The changes below a heading for each risk; what does not fit is counted. */
export function changesMarkdown(diff: FleetDiff, { mostBytes, level, mostLines = SHOWN_LINES }: ChangesOptions): string {
  const changes = new BoundedText(mostBytes - REST)
  let shown = 0
  for (const risk of RISKS) {
    const before = shown
    for (const group of diff.groups.filter((each) => each.risk === risk)) {
      const head = shown > before ? '' : `\n${'#'.repeat(level)} ${risk} risk\n`
      if (!changes.add(head + blockOf(group, mostLines))) return changes.text + notShown(diff.groups.length - shown)
      shown++
    }
  }
  return changes.text
}

function notShown(count: number): string {
  return `\n${counted(count, 'more change')} not shown here.\n`
}

/** Bytes kept for the last line. */
const REST = 60

function blockOf(group: ChangeGroup, mostLines: number): string {
  const { change, fields } = group
  const title = `\n- **${change}** ${markdown(titleOf(group))} · ${markdown(whereOf(group))}\n`
  if (fields.length === 0) return title
  const lines: string[] = []
  let shown = 0
  for (const { field, before, after } of fields) {
    const more = [`@@ ${field} @@`, ...(before === undefined ? [] : [`- ${before}`]), ...(after === undefined ? [] : [`+ ${after}`])]
    if (lines.length + more.length > mostLines) break
    lines.push(...more)
    shown++
  }
  const left = moreThan(shown, group)
  return `${title}${lines.length === 0 ? '' : `\n${fenced('diff', lines, '  ')}`}${left === 0 ? '' : `\n  and ${counted(left, `${shown === 0 ? '' : 'more '}field`)}\n`}`
}
