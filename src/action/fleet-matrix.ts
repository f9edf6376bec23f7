/** The fleet as a table: a row per cluster, a column per package, what became of each. */

import type { ChangeGroup } from '#check/fleet-diff/diff-fleet.ts'
import { markdown } from '#check/report/markdown.ts'
import { counted } from '#check/report/report.ts'
import type { CheckedFleet } from './check-fleet.ts'

/** A small fleet is shown whole; of a large one the clusters that something happens to. */
const MOST_ROWS = 40
const MOST_COLUMNS = 12

const LEGEND = { '✅': 'as before', '✏️': 'objects that change', '🆕': 'new', '🗑️': 'goes away', '❔': 'could not be made before', '❌': 'is not made, see the findings' } as const

/** GitHub-flavoured Markdown; empty for a fleet without packages. */
export function fleetMatrix({ made, changes }: Pick<CheckedFleet, 'made' | 'changes'>): string {
  const rows = new Map<string, Map<string, string>>()
  const put = (cluster: string, name: string, sign: string): void => void rows.set(cluster, (rows.get(cluster) ?? new Map<string, string>()).set(name, sign))
  const unknown = new Set([...(changes?.notCompared.values() ?? [])].flat())
  for (const each of made) put(each.cluster, each.package, !each.isMade ? '❌' : unknown.has(`${each.repository}/${each.package}`) ? '❔' : '✅')
  const counts = new Map<string, number>()
  for (const group of changes?.diff.groups ?? []) {
    for (const { cluster, repository, package: name } of group.packages) {
      const row = cluster ?? repository
      const key = JSON.stringify([row, name])
      counts.set(key, (counts.get(key) ?? 0) + 1)
      put(row, name, signOf(group, counts.get(key)!))
    }
  }
  if (rows.size === 0) return ''
  return tableOf(rows, changes === undefined ? { ...LEGEND, '✅': 'rendered' } : LEGEND)
}

function signOf({ object, change }: ChangeGroup, count: number): string {
  if (object === undefined) return change === 'added' ? '🆕' : '🗑️'
  return `✏️ ${count}`
}

type Rows = ReadonlyMap<string, ReadonlyMap<string, string>>

function tableOf(rows: Rows, legend: Readonly<Record<string, string>>): string {
  const isQuiet = (row: ReadonlyMap<string, string>): boolean => [...row.values()].every((sign) => sign === '✅')
  const all = [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const loud = all.length <= MOST_ROWS ? all : all.filter(([, row]) => !isQuiet(row))
  const shown = loud.slice(0, MOST_ROWS)
  const columns = [...new Set([...rows.values()].flatMap((row) => [...row.keys()]))].toSorted()
  const cells = columns.slice(0, MOST_COLUMNS)
  const lines = shown.length === 0 ? [] : [
    `| cluster | ${cells.map(markdown).join(' | ')} |`,
    `|---|${cells.map(() => ':-:|').join('')}`,
    ...shown.map(([cluster, row]) => `| ${markdown(cluster)} | ${cells.map((name) => row.get(name) ?? '').join(' | ')} |`),
    '',
  ]
  const more = [
    ...(all.length > loud.length ? [`${beyond(all.length - loud.length, 'cluster', shown.length > 0)}, all ${legend['✅']!}.`] : []),
    ...(loud.length > shown.length ? [`${beyond(loud.length - shown.length, 'cluster')} with changes.`] : []),
    ...(columns.length > cells.length ? [`${beyond(columns.length - cells.length, 'package')}.`] : []),
  ]
  const used = Object.entries(legend).filter(([sign]) => shown.some(([, row]) => [...row.values()].some((cell) => cell.startsWith(sign))))
  return `${[...lines, [...more, used.map(([sign, means]) => `${sign} ${means}`).join(' · ')].filter((part) => part !== '').join(' ')].join('\n')}\n`
}

/** `3 clusters more`, than those that are shown. */
function beyond(count: number, noun: string, someAreShown = true): string {
  return `${counted(count, noun)}${someAreShown ? ' more' : ''}`
}
