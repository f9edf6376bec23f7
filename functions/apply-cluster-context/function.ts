/** Writes the facts of one cluster into every field that is marked for them. */

import { INFRA_GROUP, type ClusterContext } from '#fleet/cluster-context.ts'
import { networkAskedFor } from '#fleet/derived-setters.ts'
import { report } from '#fleet/finding.ts'
import { settersOfOthers } from '#fleet/other-setters.ts'
import { isRepository, readRepository, repositoryOf } from '#fleet/repository.ts'
import { SetterAudit, type GivenSetter } from '#fleet/setter-audit.ts'
import { SETTER_FINDINGS } from '#fleet/setter-findings.ts'
import { CONFIG_MAP, type FunctionConfig } from '#krm/function-config.ts'
import { defineFunction } from '#krm/function.ts'
import type { ItemList } from '#krm/item-list.ts'
import type { Results } from '#krm/result.ts'
import { SETTER_COMMENT } from '#krm/setter-pattern.ts'
import { applyPlan, planSetters, type Supply } from '#krm/setters.ts'
import { chooseContext } from './choose-context.ts'
import { ApplyClusterContextConfig, type ApplyClusterContext } from './config.ts'
import { gatherSetters } from './given-setters.ts'
import { hintFor } from './hint.ts'
import { isProtected, supplyForKptfile } from './protected-fields.ts'

const NAME = 'apply-cluster-context'

export default defineFunction({
  name: NAME,
  type: 'mutator',
  summary: 'Writes the values of a ClusterContext into every field that carries a kpt-set comment.',
  config: ApplyClusterContextConfig,
  accepts: [{ group: INFRA_GROUP, kind: 'ClusterContext' }, { group: INFRA_GROUP, kind: 'WorkloadCluster' }, CONFIG_MAP],
  run({ config, items, results }) {
    const chosen = chooseContext(config, items, results)
    if (chosen === 'stop') return
    const { context } = chosen
    const repositories = [...items].filter(isRepository).map(readRepository)
    const given = gatherSetters(config, context, repositoryOf(context?.clusterName?.value, repositories), results)
    if (results.hasErrors) return
    if (given.size === 0 && context === undefined) return reportNoSource(items, results)
    const audit = new SetterAudit(given, settersOfOthers(items, NAME), results, (name) => hintFor(name, context, repositories), (name) => networkAskedFor(name) !== undefined)
    const sources = [...(context?.resources ?? []), ...('resource' in config ? [config.resource] : [])]
    const supply = suppliesOf(given, config)
    let fields = 0
    let resources = 0
    for (const item of items) {
      if (!item.mentionsSetters || isProtected(item, sources)) continue
      const plan = planSetters(item, item.kind === 'Kptfile' ? supply.kptfile : supply.all)
      audit.see(item, plan.hits)
      if (!applyPlan(item, plan)) continue
      const set = plan.hits.reduce((count, { outcome }) => (outcome === 'set' ? count + 1 : count), 0)
      fields += set
      if (set > 0) resources++
    }
    audit.finish()
    reportApplied(fields, resources, context, config, results)
  },
})

/** The values as texts: for any resource, and for a Kptfile, whose pipeline only a ConfigMap's values reach. */
function suppliesOf(given: ReadonlyMap<string, GivenSetter>, config: FunctionConfig<ApplyClusterContext>): { all: Supply; kptfile: Supply } {
  const all = new Map([...given].map(([name, { text }]) => [name, text]))
  const isTyped = ({ typed }: GivenSetter): boolean => typed && config.form === 'configMap'
  const typed = new Map([...given].flatMap(([name, setter]) => (isTyped(setter) ? [[name, setter.text]] : [])))
  return { all, kptfile: supplyForKptfile(all, typed) }
}

/** A package without marked fields needs no values. */
function reportNoSource(items: ItemList, results: Results): void {
  const marked = [...items].find(({ text }) => text.includes(SETTER_COMMENT))
  if (marked === undefined) return report(results, SETTER_FINDINGS.applied, 'no field is marked with a setter')
  report(results, SETTER_FINDINGS.noSource, 'nothing gives values for the marked fields: no ClusterContext or WorkloadCluster among the items, no values in the config; add one', marked)
}

function reportApplied(
  fields: number,
  resources: number,
  context: ClusterContext | undefined,
  config: FunctionConfig<ApplyClusterContext>,
  results: Results,
): void {
  const source = context?.resources[0] ?? ('resource' in config ? config.resource : undefined)
  const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`
  report(results, SETTER_FINDINGS.applied, `set ${count(fields, 'field')} in ${count(resources, 'resource')} from ${source?.describe() ?? 'the config'}`, source)
}
