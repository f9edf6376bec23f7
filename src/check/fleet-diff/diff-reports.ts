/** A fleet's difference for a terminal, for programs and for a comment on a pull request. */

import { MOST_CHARACTERS, markdown } from '#check/report/markdown.ts'
import { counted } from '#check/report/report.ts'
import { DOMAIN } from '#krm/names.ts'
import { printable } from '#krm/printable.ts'
import { titleOf, type ChangeGroup, type FleetDiff } from './diff-fleet.ts'
import { RISKS } from './kind-risk.ts'

const SHOWN_FIELDS = 12
const SIGNS = { added: '+', removed: '-', changed: '~' } as const

/** Lines of text, ending in a line break. */
export function diffText(diff: FleetDiff): string {
  const lines = diff.groups.flatMap((group) => [
    `${SIGNS[group.change]} ${titleOf(group)}  ${group.risk} risk  ${whereOf(group)}`,
    ...group.fields.slice(0, SHOWN_FIELDS).map(({ field, before, after }) => `    ${field}: ${before ?? '(none)'} -> ${after ?? '(none)'}`),
    ...(group.fields.length > SHOWN_FIELDS ? [`    and ${counted(group.fields.length - SHOWN_FIELDS, 'more field')}`] : []),
  ])
  return [...lines.map((line) => printable(line)), verdict(diff), ''].join('\n')
}

/** `3 objects in 2 packages of 2 clusters change.` */
export function verdict({ groups, clusters, packages, objects }: FleetDiff): string {
  if (groups.length === 0) return 'Nothing changes.'
  const kinds = groups.length === objects ? '' : ` (${counted(groups.length, 'different change')})`
  return `${counted(objects, 'object')} in ${counted(packages, 'package')} of ${counted(clusters, 'cluster')} ${objects === 1 ? 'changes' : 'change'}${kinds}.`
}

/** `in 40 clusters`, or which one. */
function whereOf({ packages }: ChangeGroup): string {
  const clusters = new Set(packages.map(({ cluster, repository }) => cluster ?? repository))
  const names = [...clusters]
  if (names.length <= 3) return `in ${names.join(', ')}`
  return `same change in ${names.length} clusters (${names[0]!}, ${names[1]!}, …)`
}

/** As a JSON document. */
export function diffJson(diff: FleetDiff): string {
  return `${JSON.stringify({ apiVersion: `${DOMAIN}/v1alpha1`, kind: 'FleetDiff', ...diff }, undefined, 2)}\n`
}

/** GitHub-flavoured Markdown that fits into a comment; what does not is counted. */
export function diffMarkdown(diff: FleetDiff, mostCharacters: number = MOST_CHARACTERS): string {
  let text = `## ${diff.groups.length === 0 ? '✅' : '🔎'} ${markdown(verdict(diff))}\n`
  let shown = 0
  for (const risk of RISKS) {
    const groups = diff.groups.filter((group) => group.risk === risk)
    if (groups.length === 0) continue
    const head = `\n### ${risk} risk\n`
    if (text.length + head.length + REST > mostCharacters) break
    text += head
    for (const group of groups) {
      const block = blockOf(group)
      if (text.length + block.length + REST > mostCharacters) return `${text}\n${counted(diff.groups.length - shown, 'more change')} not shown here.\n`
      text += block
      shown++
    }
  }
  return text
}

/** Characters kept for the last line. */
const REST = 60

function blockOf(group: ChangeGroup): string {
  const { change, fields } = group
  const title = `**${change}** ${markdown(titleOf(group))} ${markdown(whereOf(group))}`
  if (fields.length === 0) return `\n- ${title}\n`
  const cell = (value: string | undefined): string => (value === undefined ? '(none)' : markdown(value))
  const rows = fields.slice(0, SHOWN_FIELDS).map(({ field, before, after }) => `  | ${markdown(field)} | ${cell(before)} | ${cell(after)} |\n`)
  const more = fields.length > SHOWN_FIELDS ? `\n  and ${counted(fields.length - SHOWN_FIELDS, 'more field')}\n` : ''
  return `\n- ${title}\n\n  | field | before | after |\n  |---|---|---|\n${rows.join('')}${more}`
}
