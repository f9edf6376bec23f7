/** Which existing objects are the source and the Kustomization of a cluster. */

import { report } from '#fleet/finding.ts'
import { isFluxKustomization, isFluxSource, readFluxKustomization } from '#fleet/sync/flux-object.ts'
import { SYNC_FINDINGS } from '#fleet/sync/sync-findings.ts'
import type { ItemList } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import type { FluxSettings } from './settings.ts'

/** What is written, and into which objects; undefined for new ones. */
export interface FluxPlan {
  readonly settings: FluxSettings
  readonly sourceName: string
  readonly source: Resource | undefined
  readonly kustomizationName: string
  readonly kustomization: Resource | undefined
}

const DEFAULT_NAME = 'flux-system'

/**
 * The only source of the package, else the one of the name; and the only Kustomization that applies from it, else the one of
 * the name. `isOneOfSeveral`: the package has objects of other clusters too, only those of its file count.
 */
export function planFlux(settings: FluxSettings, items: ItemList, isOneOfSeveral: boolean, results: Results): FluxPlan | undefined {
  const { name, sourceKind, file } = settings
  const near = [...items].filter((item) => !isOneOfSeveral || item.origin.path === file)
  const sources = near.filter((item) => isFluxSource(item) && item.kind === sourceKind)
  const source = sources.length === 1 ? sources[0] : sources.find((item) => item.name === (name ?? DEFAULT_NAME))
  if (source === undefined && sources.length > 1 && name === undefined) {
    report(results, SYNC_FINDINGS.ambiguous, `the package has several sources (${sources.map((item) => item.name).join(', ')}); name one in the config: name: …`, sources[1])
    return undefined
  }
  const kustomizations = near.filter(isFluxKustomization)
  const named = kustomizations.find((item) => item.name === (name ?? source?.name ?? DEFAULT_NAME))
  const reading = source === undefined ? [] : kustomizations.filter((item) => readFluxKustomization(item).sourceName?.value === source.name)
  const kustomization = named ?? (reading.length === 1 ? reading[0] : undefined)
  return {
    settings,
    sourceName: name ?? source?.name ?? DEFAULT_NAME,
    source,
    kustomizationName: name ?? kustomization?.name ?? source?.name ?? DEFAULT_NAME,
    kustomization,
  }
}
