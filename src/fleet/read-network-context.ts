/** Reads `spec.networkContexts` of a ClusterContext. */

import type { Field } from '#krm/field.ts'
import { isList } from '#krm/plain-value.ts'
import type { Results } from '#krm/result.ts'
import type { NetworkContext } from './cluster-context.ts'
import { CONTEXT_FINDINGS } from './context-findings.ts'
import { readInteger, readIntegers, readText, readTexts } from './field-values.ts'
import { report } from './finding.ts'
import { describeField } from './sourced.ts'

/** The networks in source order. One without a name, or with a name that is taken, is an error and left out. */
export function readNetworks(field: Field, results: Results): NetworkContext[] {
  const { value } = field
  if (value === undefined || value === null) return []
  if (!isList(value)) {
    report(results, CONTEXT_FINDINGS.wrongType, `${field.name} must be a list of networks, each with name and ipRange`, field)
    return []
  }
  const networks = new Map<string, NetworkContext>()
  for (const item of field.children()) {
    const network = readNetwork(item, results)
    if (network === undefined) continue
    const earlier = networks.get(network.name.value)
    if (earlier === undefined) networks.set(network.name.value, network)
    else {
      const message = `the network "${network.name.value}" is declared twice: here and at ${describeField(earlier.name.from)}; rename one`
      report(results, CONTEXT_FINDINGS.duplicateNetwork, message, network.name.from)
    }
  }
  return [...networks.values()]
}

function readNetwork(item: Field, results: Results): NetworkContext | undefined {
  if (item.node()?.kind !== 'map') {
    report(results, CONTEXT_FINDINGS.wrongType, `${item.name} must be a map with name and ipRange`, item)
    return undefined
  }
  const name = readText(item.child('name'), results)
  if (name === undefined || name.value === '') {
    if (item.child('name').value === undefined || name?.value === '') {
      report(results, CONTEXT_FINDINGS.wrongType, `${item.name} needs a name: its setters begin with it`, item)
    }
    return undefined
  }
  return {
    name,
    ranges: readTexts(item.child('ipRange'), results),
    gateways: readTexts(item.child('gateway'), results),
    vlan: readInteger(item.child('vlan'), results),
    vlans: readIntegers(item.child('vlans'), results),
    cni: readText(item.child('cni'), results),
    masterInterface: readText(item.child('masterInterface'), results),
    mtu: readInteger(item.child('mtu'), results),
    networkInstance: readText(item.child('networkInstance'), results),
    excludes: readTexts(item.child('excludes'), results),
  }
}
