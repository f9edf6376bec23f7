/** The fields below `spec` that some form of the context has, and those that survive an API server with Nephio's CRDs. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { CONTEXT_FINDINGS } from './context-findings.ts'
import { report } from './finding.ts'

const SPEC = new Set([
  'clusterName', 'siteCode', 'region', 'contextName', 'annotations', 'provider', 'cnis', 'cniConfig', 'masterInterface', 'networkContexts',
  'kubeconfigRef', 'kubeconfig',
])
const BELOW = new Map([
  ['cniConfig', new Set(['cniType', 'masterInterface'])],
  ['kubeconfigRef', new Set(['name', 'namespace', 'key'])],
  ['kubeconfig', new Set(['secretRef'])],
])
const NETWORK = new Set(['name', 'ipRange', 'gateway', 'vlan', 'vlans', 'cni', 'masterInterface', 'mtu', 'networkInstance', 'excludes'])

/** What the CRDs of nephio-project/api know below spec. */
const STOCK = new Map([
  ['ClusterContext', new Set(['siteCode', 'cniConfig'])],
  ['WorkloadCluster', new Set(['clusterName', 'cnis', 'masterInterface'])],
])

/** Fields below spec that no form of the context has, in source order. Each is reported as an info. */
export function reportUnknownFields(resource: Resource, results: Results): Field[] {
  const unknown: Field[] = []
  for (const field of resource.field('spec').children()) {
    const key = String(field.path.at(-1))
    const below = BELOW.get(key)
    if (!SPEC.has(key)) unknown.push(field)
    else if (below !== undefined) unknown.push(...notIn(field, below))
    else if (key === 'networkContexts') for (const network of field.children()) unknown.push(...notIn(network, NETWORK))
  }
  for (const field of unknown) report(results, CONTEXT_FINDINGS.unknownField, `unknown field ${field.name}; it is kept`, field)
  return unknown
}

function notIn(map: Field, known: ReadonlySet<string>): Field[] {
  return map.children().filter((field) => !known.has(String(field.path.at(-1))))
}

/** The known fields of a context that Nephio's own CRD does not have. */
export function fieldsBeyondStock(resource: Resource): string[] {
  const stock = STOCK.get(resource.kind)
  if (stock === undefined) return []
  return resource.field('spec').children().map((field) => String(field.path.at(-1))).filter((key) => SPEC.has(key) && !stock.has(key))
}

/** Says in one info which fields an API server with the stock CRD would drop. A local file never meets one. */
export function reportPrunedFields(resource: Resource, results: Results): void {
  if (resource.annotations.get('config.kubernetes.io/local-config') === 'true') return
  const dropped = fieldsBeyondStock(resource)
  if (dropped.length === 0) return
  const message = `an API server with Nephio's own ${resource.kind} CRD drops ${dropped.map((key) => `spec.${key}`).join(', ')}; annotate it config.kubernetes.io/local-config: "true" to keep it a file of the package`
  report(results, CONTEXT_FINDINGS.pruned, message, resource)
}
