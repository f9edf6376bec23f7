/** A cluster's facts written as the data of a ConfigMap: one key per setter, as people keep them for apply-setters. */

import type { Field } from '#krm/field.ts'
import { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { agreed } from './agree.ts'
import type { ClusterContext, NetworkContext } from './cluster-context.ts'
import { readText } from './field-values.ts'
import { injectionOf } from './injection.ts'
import type { Sourced } from './sourced.ts'

/** What a ConfigMap states under the names of the derived setters; all other keys are `unknown` and no finding. */
export function readConfigMapContext(resource: Resource, results: Results): ClusterContext {
  const data = resource.field('data')
  const known = new Set<string>()
  const text = (...keys: string[]): Sourced<string> | undefined => {
    for (const key of keys) known.add(key)
    return agreed(keys[0]!, keys.map((key) => readText(data.child(key), results)), results)
  }
  const context = {
    clusterName: text('cluster-name'),
    siteCode: text('site-code', 'site-id'),
    provider: text('provider'),
    region: text('region'),
    contextName: undefined,
    cniType: text('cni-type'),
    masterInterface: text('master-interface'),
    clusterType: text('cluster-type'),
    workloadType: text('workload-type'),
    environment: text('environment'),
    cnis: listOf(text('cnis')),
    networks: networksOf(data, known, results),
  }
  return {
    ...context,
    resources: [resource],
    injection: injectionOf(resource),
    labels: resource.labels,
    annotations: new Map(),
    kubeconfigRef: undefined,
    unknown: data.children().filter((field) => !known.has(String(field.path.at(-1)))),
  }
}

/** The items of a text that is a YAML list, or the text itself. */
function listOf(text: Sourced<string> | undefined): Sourced<string>[] {
  if (text === undefined || text.value.trim() === '') return []
  const items = new Resource(text.value, 'document', { path: '', index: 0 }).field().children()
  if (items.length === 0 && !text.value.trim().startsWith('[')) return [text]
  return items.flatMap(({ scalarText }) => (scalarText === undefined ? [] : [{ value: scalarText, from: text.from }]))
}

/** A network for each `<name>-range` or `<name>-ranges`, in the order of the keys. */
function networksOf(data: Field, known: Set<string>, results: Results): NetworkContext[] {
  const networks = new Map<string, NetworkContext>()
  for (const field of data.children()) {
    const name = /^(.+)-ranges?$/.exec(String(field.path.at(-1)))?.[1]
    if (name === undefined || networks.has(name)) continue
    const at = (suffix: string): Sourced<string> | undefined => {
      known.add(`${name}-${suffix}`)
      return readText(data.child(`${name}-${suffix}`), results)
    }
    const [list, ...single] = [at('ranges'), at('range'), at('range-v6')]
    networks.set(name, {
      name: { value: name, from: field },
      ranges: list === undefined ? single.filter((range) => range !== undefined) : listOf(list),
      gateways: [at('gateway')].filter((gateway) => gateway !== undefined),
      vlan: wholeNumber(at('vlan')),
      vlans: [],
      mtu: wholeNumber(at('mtu')),
      cni: undefined,
      masterInterface: at('interface'),
      networkInstance: undefined,
      excludes: [],
    })
  }
  return [...networks.values()]
}

/** ConfigMap values are texts: a number is its digits. */
function wholeNumber(text: Sourced<string> | undefined): Sourced<number> | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text.value) ? { value: Number(text.value), from: text.from } : undefined
}
