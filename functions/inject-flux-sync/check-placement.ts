/** What is wrong with Flux's objects among the others of the package. */

import { report } from '#fleet/finding.ts'
import { folderOf, withParents } from '#fleet/package-folder.ts'
import { isFluxKustomization, readFluxKustomization } from '#fleet/sync/flux-object.ts'
import { FLUX_FINDINGS, PLACEMENT_FINDINGS } from '#fleet/sync/placement-findings.ts'
import { isWithin, joinDirs, normalDir } from '#fleet/sync/sync-dir.ts'
import { nearestName } from '#krm/nearest-name.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'

/** Folders that Flux would own twice, paths that are misspelt, and two Kustomizations of one path. */
export function checkFluxPlacement(items: readonly Resource[], written: readonly Resource[], isTemporary: boolean, results: Results): void {
  const folders = new Set(items.flatMap(({ origin }) => (origin.path === '' ? [] : withParents(folderOf(origin.path)))))
  const seen = new Map<string, Resource>()
  for (const resource of items.filter(isFluxKustomization)) {
    const { path, sourceKind, sourceName, kubeConfigSecret } = readFluxKustomization(resource)
    if (path === undefined) continue
    const dir = normalDir(path.value)
    if (written.includes(resource)) {
      const own = items.find(({ origin }) => isWithin(folderOf(origin.path), joinDirs(dir, 'flux-system')))
      if (own !== undefined && !isTemporary) {
        report(results, FLUX_FINDINGS.fluxFolder, `spec.path holds a flux-system folder (${own.origin.path}): Flux would own what a ClusterResourceSet installs; remove the folder, or install with ApplyOnce`, path.from)
      }
      const near = folders.has(dir) || dir === '' ? undefined : nearestName(dir, folders)
      if (near !== undefined) report(results, PLACEMENT_FINDINGS.dirMissing, `spec.path is ${path.value}, which is not in the package; there is ${near}`, path.from)
    }
    const key = JSON.stringify([resource.namespace, sourceKind?.value, sourceName?.value, kubeConfigSecret?.value, dir])
    const other = seen.get(key)
    if (other !== undefined) report(results, PLACEMENT_FINDINGS.sameDir, `${resource.describe()} applies the same directory as ${other.describe()} (${other.origin.path}): both would own its objects`, path.from)
    else seen.set(key, resource)
  }
}
