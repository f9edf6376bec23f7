/** From a ClusterContext or WorkloadCluster, in any of the forms that occur, to the one model. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { agreed } from './agree.ts'
import type { ClusterContext, KubeconfigRef } from './cluster-context.ts'
import { CONTEXT_FINDINGS } from './context-findings.ts'
import { readMap, readText, readTexts } from './field-values.ts'
import { report } from './finding.ts'
import { INJECTED_RESOURCE, injectionOf } from './injection.ts'
import { reportPrunedFields, reportUnknownFields } from './known-fields.ts'
import { readNetworks } from './read-network-context.ts'
import type { Sourced } from './sourced.ts'

/** What an object states. Everything that is wrong or surprising about it goes to the results. */
export function readClusterContext(resource: Resource, results: Results): ClusterContext {
  const spec = resource.field('spec')
  readMap(spec, results)
  const label = (...keys: string[]): (Sourced<string> | undefined)[] => keys.flatMap((key) => metadataTexts(resource, key, results))
  const cniType = readText(spec.child('cniConfig', 'cniType'), results)
  const cnis = readTexts(spec.child('cnis'), results)
  const listed = cniType === undefined || cnis.some(({ value }) => value === cniType.value)
  if (!listed && cnis.length > 0) {
    report(results, CONTEXT_FINDINGS.missingCni, `spec.cnis does not list "${cniType.value}", which spec.cniConfig.cniType names; add it`, spec.child('cnis'))
  }
  const interfaces = [readText(spec.child('masterInterface'), results), readText(spec.child('cniConfig', 'masterInterface'), results)]
  reportPrunedFields(resource, results)
  return {
    resources: [resource],
    injection: injectionOf(resource),
    clusterName: readText(spec.child('clusterName'), results) ?? nameOf(resource, results),
    siteCode: agreed('the site code', [readText(spec.child('siteCode'), results), ...label('nephio.org/site-code')], results),
    provider: readText(spec.child('provider'), results),
    region: agreed('the region', [readText(spec.child('region'), results), ...label('nephio.org/region', 'topology.kubernetes.io/region')], results),
    contextName: agreed('the context name', [readText(spec.child('contextName'), results), readText(spec.child('kubeconfig', 'contextName'), results)], results),
    cniType,
    masterInterface: agreed('the master interface', interfaces, results),
    clusterType: agreed('the cluster type', label('nephio.org/cluster-type'), results),
    workloadType: agreed('the workload type', label('nephio.org/workload-type'), results),
    environment: agreed('the environment', label('nephio.org/environment'), results),
    cnis: listed ? cnis : [...cnis, cniType],
    labels: resource.labels,
    annotations: readAnnotations(spec.child('annotations'), results),
    networks: readNetworks(spec.child('networkContexts'), results),
    kubeconfigRef: readKubeconfigRef(spec, results),
    unknown: reportUnknownFields(resource, results),
  }
}

/** The name of the object that was injected here, else of this one: both are called as their cluster. */
function nameOf(resource: Resource, results: Results): Sourced<string> | undefined {
  return readText(resource.field('metadata', 'annotations', INJECTED_RESOURCE), results) ?? readText(resource.field('metadata', 'name'), results)
}

/** What labels, annotations and the annotations of spec say under one key. */
function metadataTexts(resource: Resource, key: string, results: Results): Sourced<string>[] {
  const places = [['metadata', 'labels', key], ['metadata', 'annotations', key], ['spec', 'annotations', key]]
  return places.flatMap((path) => readText(resource.field(...path), results) ?? [])
}

function readAnnotations(field: Field, results: Results): Map<string, Sourced<string>> {
  const annotations = new Map<string, Sourced<string>>()
  for (const child of readMap(field, results)) {
    const text = readText(child, results)
    if (text !== undefined) annotations.set(String(child.path.at(-1)), text)
  }
  return annotations
}

/** `kubeconfigRef{name, namespace, key}`, or the older `kubeconfig.secretRef{name, key}`. */
function readKubeconfigRef(spec: Field, results: Results): KubeconfigRef | undefined {
  for (const ref of [spec.child('kubeconfigRef'), spec.child('kubeconfig', 'secretRef')]) {
    const name = readText(ref.child('name'), results)
    if (name === undefined) continue
    return { name, namespace: readText(ref.child('namespace'), results), key: readText(ref.child('key'), results) }
  }
  return undefined
}
