/** The fleet as a table: a row per cluster, a column per package, what became of each. */

import type { ChangeGroup } from '#check/fleet-diff/diff-fleet.ts'
import { markdown } from '#check/report/markdown.ts'
import { counted } from '#check/report/report.ts'
import type { CheckedFleet } from './check-fleet.ts'

/** A small fleet is shown whole; of a large one the clusters that something happens to. */
const MOST_ROWS = 40
const MOST_COLUMNS = 12

const LEGEND = { '✅': 'as before', '✏️': 'objects that change', '🆕': 'new', '🗑️': 'goes away', '❌': 'is not made, see the findings' } as const

/** GitHub-flavoured Markdown; empty for a fleet without packages. */
export function fleetMatrix({ made, changes }: CheckedFleet): string {
  const rows = new Map<string, Map<string, string>>()
  const put = (cluster: string, name: string, sign: string): void => void rows.set(cluster, (rows.get(cluster) ?? new Map<string, string>()).set(name, sign))
  for (const each of made) put(each.cluster, each.package, each.isMade ? '✅' : '❌')
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
  const columns = [...new Set([...rows.values()].flatMap((row) => [...row.keys()]))].toSorted()
  return tableOf(rows, columns)
}

function signOf({ object, change }: ChangeGroup, count: number): string {
  if (object === undefined) return change === 'added' ? '🆕' : '🗑️'
  return `✏️ ${count}`
}

function tableOf(rows: ReadonlyMap<string, ReadonlyMap<string, string>>, columns: readonly string[]): string {
  const isQuiet = (row: ReadonlyMap<string, string>): boolean => [...row.values()].every((sign) => sign === '✅')
  const all = [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const loud = all.length <= MOST_ROWS ? all : all.filter(([, row]) => !isQuiet(row)).slice(0, MOST_ROWS)
  const cells = columns.slice(0, MOST_COLUMNS)
  const lines = [
    `| cluster | ${cells.map(markdown).join(' | ')} |`,
    `|---|${cells.map(() => ':-:|').join('')}`,
    ...loud.map(([cluster, row]) => `| ${markdown(cluster)} | ${cells.map((name) => row.get(name) ?? '').join(' | ')} |`),
  ]
  const rest = all.length - loud.length
  const quiet = all.filter(([cluster, row]) => isQuiet(row) && !loud.some(([name]) => name === cluster)).length
  const more = [
    ...(quiet > 0 ? [`${counted(quiet, 'cluster')} more, all as before.`] : []),
    ...(rest > quiet ? [`${counted(rest - quiet, 'cluster')} more with changes.`] : []),
    ...(columns.length > cells.length ? [`${counted(columns.length - cells.length, 'package')} more.`] : []),
  ]
  const used = Object.entries(LEGEND).filter(([sign]) => loud.some(([, row]) => [...row.values()].some((cell) => cell.startsWith(sign))))
  return `${lines.join('\n')}\n\n${more.map((line) => `${line} `).join('')}${used.map(([sign, means]) => `${sign} ${means}`).join(' · ')}\n`
}
