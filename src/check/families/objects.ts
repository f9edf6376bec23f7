/** What the suite's own validators say of the objects of a package, whether or not its pipeline names them. */

import { lintSets } from '#fleet/cluster-resource-set/lint-sets.ts'
import { checkNetwork, type NetworkPolicy } from '#fleet/network/check.ts'
import { clustersOf } from '#fleet/network/clusters.ts'
import { gatherNetwork } from '#fleet/network/gather.ts'
import { checkFluxKustomization, checkFluxSource } from '#fleet/sync/check-flux.ts'
import { checkPlacement } from '#fleet/sync/check-placement.ts'
import { checkSecrets } from '#fleet/sync/check-secrets.ts'
import { checkSyncObject } from '#fleet/sync/check-sync-object.ts'
import { isFluxKustomization, isFluxSource, readFluxKustomization, readFluxSource } from '#fleet/sync/flux-object.ts'
import { isSyncObject, readSyncObject } from '#fleet/sync/sync-object.ts'
import { ItemList } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import { Results, type Result } from '#krm/result.ts'

/**
 * Networks, ClusterResourceSets and sync objects. Infos about what was done are left to the functions, and all that a
 * validator looks after to those of `said`, which have spoken.
 */
export function checkObjects(resources: readonly Resource[], network: NetworkPolicy, said: ReadonlySet<string>): Result[] {
  const results = new Results()
  const items = new ItemList(resources)
  if (!said.has('validate-cluster-resource-set') && resources.some(({ kind }) => kind === 'ClusterResourceSet')) lintSets(items, [], results)
  checkSyncs(resources, results)
  return [...results.list, ...(said.has('validate-network-contexts') ? [] : networkFindings(items, network))]
}

function networkFindings(items: ItemList, policy: NetworkPolicy): Result[] {
  const found = new Results()
  const model = gatherNetwork({ resources: items.toArray(), ...clustersOf(items, found) })
  return [...found.list.filter(({ severity }) => severity === 'error'), ...checkNetwork(model, policy)]
}

function checkSyncs(resources: readonly Resource[], results: Results): void {
  const syncs = resources.filter(isSyncObject).map(readSyncObject)
  for (const sync of syncs) {
    checkSyncObject(sync, results)
    checkSecrets(sync, resources, results)
  }
  if (syncs.length > 0) checkPlacement(syncs, resources, undefined, results)
  for (const resource of resources) {
    if (isFluxSource(resource)) checkFluxSource(readFluxSource(resource), resources, results)
    else if (isFluxKustomization(resource)) checkFluxKustomization(readFluxKustomization(resource), resources, results)
  }
}
