/** From manifests and sync objects to a bundle: what is applied in which phase, and everything that is wrong with it. */

import { builtinScope, kindKey } from '#fleet/cluster-resource-set/builtin-kinds.ts'
import { kindOfCrd, type DefinedKind } from '#fleet/cluster-resource-set/packable.ts'
import { describeIdentity, identityKey, readPayload, type PayloadObject } from '#fleet/cluster-resource-set/payload-object.ts'
import { yamlDocument } from '#fleet/cluster-resource-set/payload-text.ts'
import { PHASES, phaseOf } from '#fleet/cluster-resource-set/phase.ts'
import { leftoverImages } from '#fleet/cluster-resource-set/reconcile-traps.ts'
import { report } from '#fleet/finding.ts'
import type { Resource } from '#krm/resource.ts'
import { formatPlace, placeOf, Results } from '#krm/result.ts'
import { BUNDLE_FINDINGS, BUNDLE_SECRET } from './findings.ts'

/** An object as it is applied. */
export interface BundleObject extends PayloadObject {
  /** A YAML document that ends in a line break. */
  readonly text: string
}

/** What is applied together. */
export interface BundlePhase {
  /** `10-crds`. */
  readonly name: string
  readonly objects: readonly BundleObject[]
}

/** A bundle before it is written. */
export interface Bundle {
  readonly cluster: string
  /** In order; the sync objects are the last one. Empty phases are left out. */
  readonly phases: readonly BundlePhase[]
  readonly syncs: readonly BundleObject[]
  /** Whether the manifests bring what runs the sync objects. */
  readonly bringsAgent: boolean
}

/** The phase of the sync objects. */
export const SYNC_PHASE = '95-sync'

/** Plans a bundle. When a result is an error it must not be written. */
export function planBundle(cluster: string, manifests: readonly Resource[], syncs: readonly Resource[], results: Results): Bundle {
  const objects = manifests.flatMap((resource) => objectsOf(resource, results))
  const last = syncs.flatMap((resource) => objectsOf(resource, results))
  checkObjects(objects, results)
  checkDuplicates([...objects, ...last], results)
  checkAgent(objects, last, results)
  const phases = PHASES.map((name) => ({ name, objects: objects.filter(({ group, kind }) => phaseOf(group, kind) === name) }))
  const all: BundlePhase[] = [...phases, { name: SYNC_PHASE, objects: last }]
  return { cluster, phases: all.filter((phase) => phase.objects.length > 0), syncs: last, bringsAgent: objects.length > 0 }
}

function objectsOf(resource: Resource, results: Results): BundleObject[] {
  const found = new Results()
  const objects = readPayload(resource, found)
  // The advice behind the semicolon is for ClusterResourceSets.
  for (const { message, place } of found.list) report(results, BUNDLE_FINDINGS.noIdentity, `${message.split(';')[0]}; write it out`, place)
  return objects.map((object) => ({ ...object, text: yamlDocument(object.value) }))
}

function checkObjects(objects: readonly BundleObject[], results: Results): void {
  const scopes = new Map(kindsIn(objects).map(({ group, kind, scope }) => [kindKey(group, kind), scope]))
  for (const object of objects) {
    const { group, kind, namespace, from, value } = object
    const name = describeIdentity(object)
    if (group === '' && kind === 'Secret') report(results, BUNDLE_SECRET, `${name} stands in a manifest; take it out: a bundle never holds a Secret`, from)
    if (namespace === '' && (builtinScope(group, kind) ?? scopes.get(kindKey(group, kind))) === 'Namespaced') {
      report(results, BUNDLE_FINDINGS.noNamespace, `${name} has no namespace; write metadata.namespace`, from)
    }
    for (const image of group === 'apiextensions.k8s.io' ? [] : leftoverImages(value)) {
      report(results, BUNDLE_FINDINGS.leftoverImage, `${name} has the image "${image}", which is a placeholder; take the manifest of a release`, from)
    }
  }
}

function checkDuplicates(objects: readonly BundleObject[], results: Results): void {
  const seen = new Map<string, BundleObject>()
  for (const object of objects) {
    const first = seen.get(identityKey(object))
    if (first === undefined) seen.set(identityKey(object), object)
    else report(results, BUNDLE_FINDINGS.duplicate, `${describeIdentity(object)} stands twice (the other: ${formatPlace(placeOf(first.from))}); remove one`, object.from)
  }
}

/** The manifests bring the CRDs of all sync objects, or there are no manifests. */
function checkAgent(objects: readonly BundleObject[], syncs: readonly BundleObject[], results: Results): void {
  const brought = new Set(kindsIn(objects).map(({ group, kind }) => kindKey(group, kind)))
  const missing = syncs.filter(({ group, kind }) => !brought.has(kindKey(group, kind)))
  if (missing.length === 0) return
  const kinds = [...new Set(missing.map(({ kind, apiVersion }) => `${kind} (${apiVersion})`))].join(', ')
  if (objects.length === 0) report(results, BUNDLE_FINDINGS.agentElsewhere, `no manifest is given: the cluster has to know ${kinds} already`)
  else report(results, BUNDLE_FINDINGS.agentMissing, `no manifest brings the CRD of ${kinds}; give that of the agent`, missing[0]!.from)
}

function kindsIn(objects: readonly BundleObject[]): DefinedKind[] {
  return objects.flatMap(({ kind, value }) => (kind === 'CustomResourceDefinition' ? (kindOfCrd(value) ?? []) : []))
}
