/** What of a ClusterContext survives the API server of the management cluster. */

import { INFRA_GROUP, isClusterContext } from '#fleet/cluster-context.ts'
import { fieldsBeyondStock } from '#fleet/known-fields.ts'
import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import type { FleetCheckInput } from './fleet-check-input.ts'
import { FLEET_CHECK_FINDINGS as F } from './fleet-check-findings.ts'
import { GroupedFindings } from './grouped.ts'

/**
 * Contexts with fields that the CRD of the management cluster does not know: the one in the management repository, else
 * the one that comes with Nephio. Contexts that lose the same fields are one finding.
 */
export function checkContexts({ model }: FleetCheckInput): Result[] {
  const found = new GroupedFindings()
  const known = new Map(['ClusterContext', 'WorkloadCluster'].map((kind) => [kind, fieldsOfCrd(kind, model.objects)]))
  const first = new Map<string, Field>()
  const firstCni = new Map<string, Field>()
  for (const context of model.objects.filter(isClusterContext)) {
    const dropped = droppedFields(context, known.get(context.kind))
    if (dropped.length === 0) continue
    const list = dropped.map((field) => `spec.${field}`).join(', ')
    const at = first.get(`${context.kind} ${list}`) ?? context.field('spec', dropped[0]!)
    first.set(`${context.kind} ${list}`, at)
    found.add(F.prunedFields, `the management cluster's API server drops ${list} of a ${context.kind}: its CRD does not know ${dropped.length === 1 ? 'it' : 'them'}, and injection cannot deliver ${dropped.length === 1 ? 'it' : 'them'}; keep the extended CRD in the management repository`, at, context.name)
    const cni = dropped.filter((field) => field === 'cnis' || field === 'masterInterface')
    if (context.kind === 'ClusterContext' && cni.length > 0 && !context.field('spec', 'cniConfig').exists) {
      const what = cni.map((field) => `spec.${field}`).join(' and ')
      const field = firstCni.get(what) ?? context.field('spec', cni[0]!)
      firstCni.set(what, field)
      found.add(F.noCniConfig, `the CNI stands in ${what} only, which the API server drops; add spec.cniConfig with cniType and masterInterface`, field, context.name)
    }
  }
  return found.results()
}

/** Which top-level fields of a spec an API server keeps. */
type Keeps = (field: string) => boolean

function droppedFields(context: Resource, keeps: Keeps | undefined): string[] {
  if (keeps === undefined) return fieldsBeyondStock(context)
  return context.field('spec').children().map(({ path }) => String(path.at(-1))).filter((key) => !keeps(key))
}

/** What the CRD that the fleet installs keeps; undefined when it installs none. */
function fieldsOfCrd(kind: string, objects: readonly Resource[]): Keeps | undefined {
  const crd = objects.find((object) => object.kind === 'CustomResourceDefinition' && object.field('spec', 'group').string === INFRA_GROUP && object.field('spec', 'names', 'kind').string === kind)
  const version = crd?.field('spec', 'versions').children().find((each) => each.child('name').string === 'v1alpha1')
  const spec = version?.child('schema', 'openAPIV3Schema', 'properties', 'spec')
  if (spec === undefined || !spec.exists) return undefined
  if (spec.child('x-kubernetes-preserve-unknown-fields').value === true) return () => true
  const fields = new Set(spec.child('properties').children().map(({ path }) => String(path.at(-1))))
  return (field) => fields.has(field)
}
