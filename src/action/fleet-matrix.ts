/** The fleet as a table: clusters and packages, what became of each. */

import type { ChangeGroup } from '#check/fleet-diff/diff-fleet.ts'
import { markdown } from '#check/report/markdown.ts'
import { counted } from '#check/report/report.ts'
import type { CheckedFleet } from './check-fleet.ts'

/** Larger fleets are put together. */
const MOST_SINGLE_ROWS = 12
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

type Row = ReadonlyMap<string, string>

/** Clusters that get the same. */
interface Line {
  readonly clusters: readonly string[]
  readonly row: Row
}

function tableOf(rows: ReadonlyMap<string, Row>, legend: Readonly<Record<string, string>>): string {
  const columns = [...new Set([...rows.values()].flatMap((row) => [...row.keys()]))].toSorted()
  const shownColumns = columns.slice(0, MOST_COLUMNS)
  const all = linesOf(rows)
  const lines = all.slice(0, MOST_ROWS)
  const used = Object.entries(legend).filter(([sign]) => lines.some(({ row }) => [...row.values()].some((cell) => cell.startsWith(sign))))
  const left = all.slice(MOST_ROWS).reduce((sum, { clusters }) => sum + clusters.length, 0)
  const below = [
    ...(left > 0 ? [`${counted(left, 'cluster')} more.`] : []),
    ...(columns.length > MOST_COLUMNS ? [`${counted(columns.length - MOST_COLUMNS, 'package')} more.`] : []),
    used.map(([sign, means]) => `${sign} ${means}`).join(' · '),
  ]
  return [
    `| cluster | ${shownColumns.map(markdown).join(' | ')} |`,
    `|---|${shownColumns.map(() => ':-:|').join('')}`,
    ...lines.map(({ clusters, row }) => `| ${markdown(nameOf(clusters))} | ${shownColumns.map((name) => row.get(name) ?? '').join(' | ')} |`),
    '',
    `${below.join(' ')}\n`,
  ].join('\n')
}

/** A line per cluster of a small fleet; of a larger one those that get the same are one line, and the exceptions come first. */
function linesOf(rows: ReadonlyMap<string, Row>): Line[] {
  const all = [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([cluster, row]): Line => ({ clusters: [cluster], row }))
  if (all.length <= MOST_SINGLE_ROWS) return all
  const alike = new Map<string, { readonly clusters: string[]; readonly row: Row }>()
  for (const { clusters: [cluster], row } of all) {
    const key = JSON.stringify([...row].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    const line = alike.get(key)
    if (line === undefined) alike.set(key, { clusters: [cluster!], row })
    else line.clusters.push(cluster!)
  }
  const groups: Line[] = [...alike.values()]
  return groups.toSorted((a, b) => weightOf(a) - weightOf(b) || a.clusters.length - b.clusters.length || (a.clusters[0]! < b.clusters[0]! ? -1 : 1))
}

/** What goes wrong, then what happens, then the rest. */
function weightOf({ row }: Line): number {
  const signs = [...row.values()]
  return signs.includes('❌') ? 0 : signs.some((sign) => sign !== '✅') ? 1 : 2
}

function nameOf(clusters: readonly string[]): string {
  return clusters.length <= 3 ? clusters.join(', ') : `${clusters[0]!}, ${clusters[1]!} and ${clusters.length - 2} more`
}
