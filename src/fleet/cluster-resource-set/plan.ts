/** From requests to sets: what goes into which ConfigMap, and everything that is wrong with it. Nothing is written here. */

import { placeOf, type Results } from '#krm/result.ts'
import type { Resource } from '#krm/resource.ts'
import { report } from '#fleet/finding.ts'
import { checkObjects, checkOverlaps } from './check-objects.ts'
import { chunksOf, valueOfChunk, type Chunk } from './chunks.ts'
import { CRS_FINDINGS } from './findings.ts'
import { SEC_FINDINGS } from './secret-findings.ts'
import { clusterResourceSet, configMap, externalSecret, type Generated, type ResourceReference } from './generated.ts'
import { clientSideBytes } from './measure.ts'
import { packable, type Packable, type Room } from './packable.ts'
import { describeIdentity, readPayload } from './payload-object.ts'
import { PHASES, phaseOf, type Phase } from './phase.ts'
import type { SetInstance, SetRequest, Stamp } from './request.ts'
import { Scopes, type KnownKinds } from './scopes.ts'
import { checkWrappedSecrets } from './secret-use.ts'

/** Most references in one set, and most resources in one binding. */
const MOST_RESOURCES = 100

/** Budgets of one ConfigMap in bytes, and what may be done to keep them. */
export interface Budget {
  /** Of all annotations once `kubectl apply` has added its own; see clientSideBytes. */
  readonly clientSide: number
  /** Of all values together. */
  readonly values: number
  readonly mayStrip: boolean
}

/** A ConfigMap as it will be written. Sizes are exact. */
export interface PlannedConfigMap extends Generated {
  readonly name: string
  readonly objects: readonly Packable[]
  readonly valueBytes: number
  readonly clientSideBytes: number
}

/** One ClusterResourceSet with everything that it needs. */
export interface PlannedInstance {
  readonly instance: SetInstance
  readonly configMaps: readonly PlannedConfigMap[]
  readonly externalSecrets: readonly Generated[]
  readonly set: Generated
}

export interface PlannedSet {
  readonly request: SetRequest
  readonly objects: readonly Packable[]
  readonly instances: readonly PlannedInstance[]
}

/** Plans all sets. When a result is an error the plan must not be written. */
export function planSets(requests: readonly SetRequest[], stamp: Stamp, budget: Budget, known: KnownKinds, results: Results): PlannedSet[] {
  const packed = requests.map((request) => ({ request, objects: packObjects(request, stamp, budget, results) }))
  const all = packed.flatMap(({ objects }) => objects)
  const scopes = new Scopes(all, all.flatMap(({ defines }) => defines ?? []), known)
  for (const { request, objects } of packed) checkObjects({ name: request.name, strategy: request.strategy, isOwn: true }, objects, scopes, results)
  checkOverlaps(packed, results)
  checkWrappedSecrets(packed, results)
  return packed.map(({ request, objects }) => planSet(request, objects, stamp, budget, results))
}

function packObjects(request: SetRequest, stamp: Stamp, budget: Budget, results: Results): Packable[] {
  const rooms = new Map(PHASES.map((phase) => [phase, roomOf(request, stamp, phase, budget)]))
  return request.sources.flatMap((source) =>
    readPayload(source, results).flatMap((object) => {
      if (object.kind !== 'Secret' || object.group !== '') return [packable(object, rooms.get(phaseOf(object.group, object.kind))!, budget.mayStrip)]
      reportSecret(request, source, describeIdentity(object), results)
      return []
    }),
  )
}

function reportSecret(request: SetRequest, source: Resource, name: string, results: Results): void {
  const message = `${name} is selected for the set ${request.name}; a Secret never travels in a ConfigMap: leave it out and refer to a Secret of type addons.cluster.x-k8s.io/resource-set under sets[].secrets`
  report(results, SEC_FINDINGS.secretInConfigMap, message, source)
}

/** What a ConfigMap of a phase has room for: the budget less everything but the value, for the longest of the names. */
function roomOf(request: SetRequest, stamp: Stamp, phase: Phase, budget: Budget): Room {
  const frames = request.instances.map((instance) => frameBytes(request, instance, stamp, phase, nameOf(instance, phase, 0)))
  return { bytes: budget.values, escaped: budget.clientSide - Math.max(0, ...frames) }
}

/** clientSideBytes of a ConfigMap with an empty value: the escaped value adds to it, and the hash is always as long. */
function frameBytes(request: SetRequest, instance: SetInstance, stamp: Stamp, phase: Phase, name: string): number {
  return clientSideBytes(configMap(request, instance, stamp, name, keyOf(phase), '').value)
}

function nameOf({ fullName }: SetInstance, phase: Phase, index: number): string {
  return `${fullName}-${phase}-${String(index).padStart(2, '0')}`
}

function keyOf(phase: Phase): string {
  return `${phase}.yaml`
}

interface PhaseChunk {
  readonly phase: Phase
  readonly index: number
  readonly chunk: Chunk
  readonly text: string
}

function planSet(request: SetRequest, objects: readonly Packable[], stamp: Stamp, budget: Budget, results: Results): PlannedSet {
  const chunks: PhaseChunk[] = PHASES.flatMap((phase) =>
    chunksOf(objects.filter((object) => object.phase === phase), roomOf(request, stamp, phase, budget)).map((chunk, index) => ({ phase, index, chunk, text: valueOfChunk(chunk) })),
  )
  const secrets = request.instances[0]?.secrets.length ?? 0
  if (chunks.length + secrets === 0) report(results, CRS_FINDINGS.emptySet, `the set ${request.name} selects no object and refers to no Secret`)
  if (chunks.length + secrets > MOST_RESOURCES) {
    report(results, CRS_FINDINGS.tooManyResources, `the set ${request.name} needs ${chunks.length} ConfigMaps and ${secrets} Secrets, the limit is ${MOST_RESOURCES} together; part it into several sets`)
  }
  const instances = request.instances.map((instance) => {
    const configMaps = chunks.map((chunk) => planConfigMap(request, instance, stamp, nameOf(instance, chunk.phase, chunk.index), chunk))
    const references = withSecrets(configMaps.map(({ name }) => name), chunks.findIndex(({ phase }) => phase === '90-custom'), instance)
    return {
      instance,
      configMaps,
      externalSecrets: instance.secrets.flatMap((secret) => externalSecret(request, instance, stamp, secret) ?? []),
      set: clusterResourceSet(request, instance, stamp, references),
    }
  })
  reportSizes(request, instances[0]?.configMaps ?? [], budget, results)
  return { request, objects, instances }
}

function planConfigMap(request: SetRequest, instance: SetInstance, stamp: Stamp, name: string, { phase, chunk, text }: PhaseChunk): PlannedConfigMap {
  return {
    ...configMap(request, instance, stamp, name, keyOf(phase), text),
    name,
    objects: chunk.objects,
    valueBytes: chunk.bytes,
    clientSideBytes: frameBytes(request, instance, stamp, phase, name) + chunk.escaped,
  }
}

/** The Secrets stand before the custom resources, which may need them. */
function withSecrets(configMaps: readonly string[], firstCustom: number, instance: SetInstance): ResourceReference[] {
  const references: ResourceReference[] = configMaps.map((name) => ({ kind: 'ConfigMap', name }))
  const secrets: ResourceReference[] = instance.secrets.map(({ name }) => ({ kind: 'Secret', name }))
  return references.toSpliced(firstCustom === -1 ? references.length : firstCustom, 0, ...secrets)
}

function reportSizes(request: SetRequest, configMaps: readonly PlannedConfigMap[], budget: Budget, results: Results): void {
  for (const configMap of configMaps) {
    const { name, objects } = configMap
    const [first] = objects
    if (first === undefined) continue
    const place = placeOf(first.at)
    const what = `${describeIdentity(first)} has ${first.bytes} bytes as ${first.form === 'lean' ? 'compact JSON without descriptions' : 'compact JSON'}`
    if (configMap.valueBytes > budget.values) {
      const remedy = first.group === 'apiextensions.k8s.io' && !budget.mayStrip ? 'set oversize: strip-descriptions, or ' : ''
      report(results, CRS_FINDINGS.tooLarge, `${what}, a ConfigMap of the set ${request.name} may hold ${budget.values}; ${remedy}deliver it some other way`, place)
    } else if (configMap.clientSideBytes > budget.clientSide) {
      report(results, CRS_FINDINGS.needsServerSide, `${what}; ConfigMap ${name} has ${configMap.clientSideBytes} bytes for kubectl apply, the budget is ${budget.clientSide}: apply it on the server side`, place)
    }
  }
}
