/** How large everything is: a value for people, results and the command line. */

import type { Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import { CRS_FINDINGS } from './findings.ts'
import { LARGEST_RESOURCE_LIST } from './measure.ts'
import type { PayloadForm } from './packable.ts'
import type { PlannedInstance, PlannedSet } from './plan.ts'

/** One ConfigMap. Bytes are those that the API server counts, and those of `kubectl apply` (clientSideBytes). */
export interface LedgerRow {
  readonly set: string
  readonly configMap: string
  readonly objects: number
  readonly valueBytes: number
  readonly clientSideBytes: number
  /** How many objects are written in which form. */
  readonly forms: Readonly<Record<PayloadForm, number>>
}

/** The rows of a plan, in the order in which the controller applies them. */
export function ledgerOf(plans: readonly PlannedSet[]): LedgerRow[] {
  return plans.flatMap(({ instances }) => instances.flatMap(rowsOf))
}

function rowsOf({ instance, configMaps }: PlannedInstance): LedgerRow[] {
  return configMaps.map(({ name, objects, valueBytes, clientSideBytes }) => {
    const count = (form: PayloadForm): number => objects.filter((object) => object.form === form).length
    return { set: instance.fullName, configMap: name, objects: objects.length, valueBytes, clientSideBytes, forms: { yaml: count('yaml'), compact: count('compact'), lean: count('lean') } }
  })
}

/** One result per set, with all its ConfigMaps. */
export function reportLedger(plans: readonly PlannedSet[], results: Results): void {
  for (const { instances } of plans) {
    for (const planned of instances) {
      const rows = rowsOf(planned)
      const sum = (of: (row: LedgerRow) => number): number => rows.reduce((total, row) => total + of(row), 0)
      const { fullName } = planned.instance
      const parts = rows.map((row) => `${row.configMap.slice(fullName.length + 1)} ${row.objects} in ${row.valueBytes} (kubectl ${row.clientSideBytes})${formsOf(row)}`)
      const counted = `${count(sum((row) => row.objects), 'object')} in ${count(rows.length, 'ConfigMap')}, ${sum((row) => row.valueBytes)} bytes`
      report(results, CRS_FINDINGS.ledger, `${fullName}: ${counted}${parts.length === 0 ? '' : `: ${parts.join('; ')}`}`)
    }
  }
}

function formsOf({ forms }: LedgerRow): string {
  const parts = [forms.compact > 0 ? `${forms.compact} compact` : '', forms.lean > 0 ? `${forms.lean} without descriptions` : ''].filter((part) => part !== '')
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}

/** Warns of a package that Porch cannot send to a function; `bytes` is the size of the ResourceList. */
export function reportPorchLimit(bytes: number, results: Results): void {
  if (bytes <= LARGEST_RESOURCE_LIST) return
  report(results, CRS_FINDINGS.tooLargeForPorch, `the package has about ${bytes} bytes as a ResourceList, Porch's function runner takes ${LARGEST_RESOURCE_LIST}; keep the payload in a package of its own or pack it outside of Porch`)
}
