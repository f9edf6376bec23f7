/** What a PackageVariant's `packageContext` does to package-context.yaml. */

import type { PackageContextChange } from '#fleet/model/package-variant.ts'
import { report } from '#fleet/finding.ts'
import type { Results } from '#krm/result.ts'
import { CONTEXT_FILE } from './clone-package.ts'
import { MAKE_FINDINGS } from './make-findings.ts'
import type { PackageUnderEdit } from './package-under-edit.ts'

/** Sets and removes keys. Porch looks only at a ConfigMap `kptfile.kpt.dev` that comes first in the file and has data. */
export function changeContext(files: PackageUnderEdit, { data, removeKeys }: PackageContextChange, results: Results): void {
  if (data.size === 0 && removeKeys.length === 0) return
  const [context] = files.resources(CONTEXT_FILE)
  const from = [...data.values(), ...removeKeys][0]!.from
  if (context?.kind !== 'ConfigMap' || context.name !== 'kptfile.kpt.dev') {
    return report(results, MAKE_FINDINGS.noContext, `${CONTEXT_FILE} of the package holds no ConfigMap kptfile.kpt.dev, so Porch refuses to change its keys`, from)
  }
  if (!context.field('data').exists) return report(results, MAKE_FINDINGS.noContext, `${CONTEXT_FILE} of the package has no data, so Porch refuses to change its keys`, from)
  const removed = new Set(removeKeys.map(({ value }) => value))
  context.setAll([...data].filter(([key]) => !removed.has(key)).map(([key, { value }]) => ({ path: ['data', key], value })))
  for (const key of removed) context.field('data', key).remove()
}
