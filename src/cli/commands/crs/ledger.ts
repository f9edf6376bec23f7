/** `krm-fleet crs ledger`: how large the sets of packages are, measured as those do who have limits. */

import { readInputs } from '#cli/io/read-inputs.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import type { LedgerRow } from '#fleet/cluster-resource-set/ledger.ts'
import { LARGEST_ANNOTATIONS, LARGEST_CONFIG_MAP } from '#fleet/cluster-resource-set/measure.ts'
import { packageLedger } from '#fleet/cluster-resource-set/package-ledger.ts'
import { folderOf, withParents } from '#fleet/package-folder.ts'
import { ItemList } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import { formatResult } from '#krm/result.ts'
import { limitsOf } from '../limit-flags.ts'

/** Runs the command; 1 when a file cannot be read as YAML or a ConfigMap is larger than the API server takes. */
export function crsLedgerCommand(invocation: Invocation, printer: Printer): 0 | 1 {
  const { resources, problems } = readInputs([invocation.positional('PATH') ?? '.'], limitsOf(invocation))
  for (const problem of problems) printer.line({ style: 'bad', text: formatResult(problem) })
  const rows = byPackage(resources).flatMap((items) => packageLedger(new ItemList(items)))
  printer.payload(invocation.text('output') === 'json' ? jsonLedger(rows) : textLedger(rows))
  if (rows.length === 0) printer.line('No ClusterResourceSet with ConfigMaps was found; render the package first.')
  return problems.length > 0 || rows.some(({ valueBytes }) => valueBytes > LARGEST_CONFIG_MAP) ? 1 : 0
}

/** The resources of each package, since names of sets are unique in one package only; what lies in none belongs together. */
function byPackage(resources: readonly Resource[]): Resource[][] {
  const roots = new Set(resources.filter(({ kind }) => kind === 'Kptfile').map(({ origin }) => folderOf(origin.path)))
  const packages = new Map<string, Resource[]>()
  for (const resource of resources) {
    const folder = withParents(folderOf(resource.origin.path)).find((parent) => roots.has(parent)) ?? ''
    packages.set(folder, [...(packages.get(folder) ?? []), resource])
  }
  return [...packages.values()]
}

function jsonLedger(rows: readonly LedgerRow[]): string {
  const limits = { valueBytes: LARGEST_CONFIG_MAP, clientSideBytes: LARGEST_ANNOTATIONS }
  const sets = setsOf(rows).map(({ set, rows: own }) => ({ name: set, ...sumOf(own), configMaps: own.map(({ configMap, objects, valueBytes, clientSideBytes, forms }) => ({ name: configMap, objects, valueBytes, clientSideBytes, compactObjects: forms.compact })) }))
  return `${JSON.stringify({ limits, ...sumOf(rows), sets }, undefined, 2)}\n`
}

function sumOf(rows: readonly LedgerRow[]): { objects: number; valueBytes: number } {
  return { objects: rows.reduce((sum, row) => sum + row.objects, 0), valueBytes: rows.reduce((sum, row) => sum + row.valueBytes, 0) }
}

/** Rows that stand together, by their set. */
function setsOf(rows: readonly LedgerRow[]): { set: string; rows: LedgerRow[] }[] {
  const sets: { set: string; rows: LedgerRow[] }[] = []
  for (const row of rows) {
    const last = sets.at(-1)
    if (last?.set === row.set && !last.rows.some(({ configMap }) => configMap === row.configMap)) last.rows.push(row)
    else sets.push({ set: row.set, rows: [row] })
  }
  return sets
}

const HEAD = ['set and ConfigMaps', 'objects', 'bytes', 'kubectl apply', 'note']

function textLedger(rows: readonly LedgerRow[]): string {
  if (rows.length === 0) return ''
  const lines = setsOf(rows).flatMap(({ set, rows: own }) => {
    const { objects, valueBytes } = sumOf(own)
    return [[set, String(objects), String(valueBytes), '', ''], ...own.map((row) => [`  ${row.configMap}`, String(row.objects), String(row.valueBytes), String(row.clientSideBytes), noteOf(row)])]
  })
  const { objects, valueBytes } = sumOf(rows)
  const table = [HEAD, ...lines, ['total', String(objects), String(valueBytes), '', '']]
  const limits = ['limits', '', String(LARGEST_CONFIG_MAP), String(LARGEST_ANNOTATIONS), 'of one ConfigMap: the API server; kubectl without --server-side']
  return aligned([...table, limits])
}

function noteOf({ valueBytes, clientSideBytes, forms }: LedgerRow): string {
  const notes = [
    ...(valueBytes > LARGEST_CONFIG_MAP ? ['too large for the API server'] : clientSideBytes > LARGEST_ANNOTATIONS ? ['apply on the server side'] : []),
    ...(forms.compact > 0 ? [`${forms.compact} as compact JSON`] : []),
  ]
  return notes.join(', ')
}

/** Columns; numbers stand at the right. */
function aligned(table: readonly (readonly string[])[]): string {
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  const lines = table.map((row) => row.map((cell, column) => (column === 0 || column === HEAD.length - 1 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ').trimEnd())
  return `${lines.join('\n')}\n`
}
