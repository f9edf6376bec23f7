/** Writes the RootSync of a cluster, so that Config Sync pulls what was rendered for it. */

import { INFRA_GROUP } from '#fleet/cluster-context.ts'
import { report } from '#fleet/finding.ts'
import { checkPlacement } from '#fleet/sync/check-placement.ts'
import { checkSecrets } from '#fleet/sync/check-secrets.ts'
import { checkSyncObject } from '#fleet/sync/check-sync-object.ts'
import { chooseCluster } from '#fleet/sync/chosen-cluster.ts'
import { Expander } from '#fleet/sync/expand-config.ts'
import { normalDir } from '#fleet/sync/sync-dir.ts'
import { SYNC_FINDINGS } from '#fleet/sync/sync-findings.ts'
import { describeSource, isSyncObject, readSyncObject, type SyncObject } from '#fleet/sync/sync-object.ts'
import type { DeployedTo } from '#fleet/sync/synced-place.ts'
import { CONFIG_MAP } from '#krm/function-config.ts'
import { defineFunction } from '#krm/function.ts'
import type { ItemList } from '#krm/item-list.ts'
import { newResource } from '#krm/resource-list.ts'
import type { Resource } from '#krm/resource.ts'
import { Results } from '#krm/result.ts'
import { InjectRootSyncConfig } from './config.ts'
import { fillSync, newSync } from './fill-sync.ts'
import { namedContext, readSettings, type Settings } from './settings.ts'
import { planSyncs, type Plan } from './wanted-syncs.ts'

export default defineFunction({
  name: 'inject-root-sync',
  type: 'mutator',
  summary: 'Writes the RootSync of a cluster and refuses what Config Sync would reject.',
  config: InjectRootSyncConfig,
  accepts: [{ group: INFRA_GROUP, kind: 'ClusterContext' }, { group: INFRA_GROUP, kind: 'WorkloadCluster' }, CONFIG_MAP],
  run({ config, items, results }) {
    const cluster = chooseCluster(items, config.form === 'other' ? { config: config.resource } : { named: namedContext(config) }, results)
    if (cluster === 'stop') return
    const settings = readSettings(config, new Expander(cluster.variables, results), results)
    if (results.hasErrors) return
    const plans = planSyncs(settings, cluster, items, results)
    if (results.hasErrors) return
    const tried = plans.map((plan) => tryPlan(plan, results))
    check(tried, plans, items, settings, results)
    if (results.hasErrors) return
    for (const plan of plans) write(plan, items)
    for (const sync of tried) {
      const reads = sync.source === undefined ? 'nothing' : describeSource(sync.source)
      report(results, SYNC_FINDINGS.injected, `${sync.resource.describe()} syncs ${reads}${cluster.name === undefined ? '' : `, for cluster ${cluster.name}`}`)
    }
  },
})

/** What the object would become: nothing is written before everything is known to be right. */
function tryPlan({ wanted, target, path }: Plan, results: Results): SyncObject {
  const trial = target?.clone() ?? newResource(newSync(wanted), path)
  fillSync(trial, wanted, target === undefined, results)
  return readSyncObject(trial)
}

/** All sync objects of the package, as they will be. */
function check(tried: readonly SyncObject[], plans: readonly Plan[], items: ItemList, settings: Settings, results: Results): void {
  for (const { source, resource } of tried) {
    if (source?.type !== 'git' || source.repo !== undefined) continue
    report(results, SYNC_FINDINGS.noSource, `nothing says what ${resource.describe()} syncs: set git.repo in the config, such as https://git.example.com/\${cluster-name}.git, or add the cluster's Repository to the package`)
    return
  }
  const later = new Map<Resource, Resource>()
  const added: Resource[] = []
  for (const [index, { target }] of plans.entries()) {
    if (target === undefined) added.push(tried[index]!.resource)
    else later.set(target, tried[index]!.resource)
  }
  const all = [...[...items].map((item) => later.get(item) ?? item), ...added]
  const syncs = all.filter(isSyncObject).map(readSyncObject)
  for (const sync of syncs) {
    checkSyncObject(sync, results)
    checkSecrets(sync, all, results)
  }
  checkPlacement(syncs, all, settings.deployedTo ?? impliedPlace(settings, tried), results)
}

/** Where packages are found among the items, the items are the tree that is synced. */
function impliedPlace({ perPackage, root }: Settings, [first]: readonly SyncObject[]): DeployedTo | undefined {
  const isDerived = perPackage === true || (typeof perPackage === 'object' && perPackage.directories === undefined)
  const dir = root.values.get('dir')
  return isDerived && first?.source?.repo !== undefined ? { repo: first.source.repo.value, dir: normalDir(typeof dir === 'string' ? dir : '') } : undefined
}

function write({ wanted, target, path }: Plan, items: ItemList): void {
  const resource = target ?? items.add(newSync(wanted), path)
  fillSync(resource, wanted, target === undefined, new Results())
}
