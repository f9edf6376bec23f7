/** Writes the objects by which Flux pulls what was rendered for a cluster. */

import { report } from '#fleet/finding.ts'
import { checkFluxKustomization, checkFluxSource } from '#fleet/sync/check-flux.ts'
import { chooseCluster, type ChosenCluster } from '#fleet/sync/chosen-cluster.ts'
import { Expander } from '#fleet/sync/expand-config.ts'
import { isFluxKustomization, isFluxSource, readFluxKustomization, readFluxSource } from '#fleet/sync/flux-object.ts'
import { SYNC_FINDINGS } from '#fleet/sync/sync-findings.ts'
import type { FunctionConfig } from '#krm/function-config.ts'
import { defineFunction } from '#krm/function.ts'
import type { ItemList } from '#krm/item-list.ts'
import { newResource } from '#krm/resource-list.ts'
import type { Resource } from '#krm/resource.ts'
import { Results } from '#krm/result.ts'
import { checkFluxPlacement } from './check-placement.ts'
import { InjectFluxSyncConfig, type InjectFluxSync } from './config.ts'
import { fillKustomization, fillSource, newKustomization, newSource } from './fill-flux.ts'
import { planFlux, type FluxPlan } from './plan-flux.ts'
import { CONTEXT_KINDS, readFluxSettings, type FluxSettings } from './settings.ts'
import { findComponents, layOut, SYNC_FILE, TEMPORARY } from './temporary-management.ts'

export default defineFunction({
  name: 'inject-flux-sync',
  type: 'mutator',
  summary: 'Writes the GitRepository (or OCIRepository) and the Kustomization by which Flux syncs a cluster.',
  config: InjectFluxSyncConfig,
  accepts: CONTEXT_KINDS,
  run({ config, items, results }) {
    const own = config.form === 'own' ? config.value : undefined
    const cluster = chooseCluster(items, config.form === 'other' ? { config: config.resource } : { named: own?.clusterContext }, results)
    if (cluster === 'stop') return
    const fill = new Expander(cluster.variables, results)
    const isTemporary = own?.management === 'temporary'
    if (isTemporary && own?.siblings !== undefined) report(results, SYNC_FINDINGS.badConfig, 'a temporary management cluster has no siblings; keep one of management and siblings')
    const all = isTemporary ? [temporarySettings(config, cluster, fill, results)] : clusterSettings(config, cluster, fill, results)
    const infrastructure = isTemporary ? fill.text(own.infrastructure ?? './clusters/${environment}/${cluster-name}') : ''
    const components = isTemporary ? findComponents(items, own.components, results) : []
    const plans = results.hasErrors ? [] : all.flatMap((settings) => planFlux(settings, items, all.length > 1 || isTemporary, results) ?? [])
    const ids = plans.map(({ settings, sourceName }) => `${settings.namespace}/${sourceName} in ${settings.file}`)
    for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
      report(results, SYNC_FINDINGS.badConfig, `two siblings would be ${id}; write each role once, and \${cluster-name} or \${role} into path`)
    }
    if (results.hasErrors) return
    const tried = plans.map((plan) => tryPlan(plan, results))
    check(tried, plans, items, isTemporary, results)
    if (results.hasErrors) return
    for (const plan of plans) write(plan, items)
    const [first] = plans
    if (isTemporary && first !== undefined) layOut(components, { sourceName: first.sourceName, namespace: first.settings.namespace, infrastructure }, items)
    for (const [index, { source, kustomization }] of tried.entries()) {
      const { url, ref } = readFluxSource(source)
      const refs = [...ref].map(([key, text]) => `${key} ${text?.value ?? ''}`).join(', ')
      const name = all[index]!.cluster
      report(results, SYNC_FINDINGS.injected, `${kustomization.describe()} applies ${readFluxKustomization(kustomization).path?.value ?? './'} of ${url?.value ?? ''}${refs === '' ? '' : `, ${refs}`}${name === undefined ? '' : `, for cluster ${name}`}`)
    }
  },
})

/** One cluster, or each of the siblings of its environment. */
function clusterSettings(config: FunctionConfig<InjectFluxSync>, cluster: ChosenCluster, fill: Expander, results: Results): FluxSettings[] {
  const siblings = config.form === 'own' ? config.value.siblings : undefined
  if (siblings === undefined) return [readFluxSettings(config, cluster, cluster.name, fill, { file: 'gotk-sync.yaml', localConfig: undefined }, results)]
  return siblings.map((role) => {
    const name = fill.text(`\${environment}-${role}`)
    const own = fill.with(new Map([['cluster-name', name], ['role', role]]))
    return readFluxSettings(config, cluster, name, own, { file: '${cluster-name}/gotk-sync.yaml', localConfig: true }, results)
  })
}

/** The objects of the temporary cluster: they sync its own directory. */
function temporarySettings(config: FunctionConfig<InjectFluxSync>, cluster: ChosenCluster, fill: Expander, results: Results): FluxSettings {
  const settings = readFluxSettings(config, cluster, cluster.name, fill, { file: SYNC_FILE, localConfig: undefined }, results)
  return { ...settings, file: SYNC_FILE, cluster: 'tmp-mgmt', defaultPath: () => `./${TEMPORARY}` }
}

interface Tried {
  readonly source: Resource
  readonly kustomization: Resource
}

/** What the objects would become: nothing is written before everything is known to be right. */
function tryPlan(plan: FluxPlan, results: Results): Tried {
  const { settings, sourceName, kustomizationName } = plan
  const source = plan.source?.clone() ?? newResource(newSource(settings, sourceName), settings.file)
  const kustomization = plan.kustomization?.clone() ?? newResource(newKustomization(settings, kustomizationName), settings.file)
  fill(plan, source, kustomization, results)
  return { source, kustomization }
}

function fill({ settings, sourceName, source, kustomizationName, kustomization }: FluxPlan, toSource: Resource, toKustomization: Resource, results: Results): void {
  fillSource(toSource, sourceName, settings, source === undefined, results)
  fillKustomization(toKustomization, kustomizationName, sourceName, settings, kustomization === undefined, results)
}

function check(tried: readonly Tried[], plans: readonly FluxPlan[], items: ItemList, isTemporary: boolean, results: Results): void {
  const later = new Map<Resource, Resource>()
  const added: Resource[] = []
  for (const [index, { source, kustomization }] of plans.entries()) {
    const trial = tried[index]!
    for (const [target, made] of [[source, trial.source], [kustomization, trial.kustomization]] as const) {
      if (target === undefined) added.push(made)
      else later.set(target, made)
    }
  }
  for (const { source } of tried) {
    if (readFluxSource(source).url !== undefined) continue
    report(results, SYNC_FINDINGS.noSource, `nothing says what ${source.describe()} reads: set git.repo in the config, such as https://git.example.com/\${cluster-name}.git, or add the cluster's Repository to the package`)
    return
  }
  const all = [...[...items].map((item) => later.get(item) ?? item), ...added]
  const sources = all.filter(isFluxSource)
  for (const source of sources) checkFluxSource(readFluxSource(source), all, results)
  for (const kustomization of all.filter(isFluxKustomization)) checkFluxKustomization(readFluxKustomization(kustomization), sources, results)
  checkFluxPlacement(all, tried.map(({ kustomization }) => kustomization), isTemporary, results)
}

function write(plan: FluxPlan, items: ItemList): void {
  const { settings, sourceName, kustomizationName } = plan
  const source = plan.source ?? items.add(newSource(settings, sourceName), settings.file)
  const kustomization = plan.kustomization ?? items.add(newKustomization(settings, kustomizationName), settings.file)
  fill(plan, source, kustomization, new Results())
}
