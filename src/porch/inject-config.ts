/** Config injection: spec or data of an object of the management cluster into annotated objects of a package. */

import type { Injector } from '#fleet/model/package-variant.ts'
import { report } from '#fleet/finding.ts'
import { INJECTED_RESOURCE, INJECTION_POINT } from '#fleet/injection.ts'
import { describeField } from '#fleet/sourced.ts'
import { valueOf } from '#krm/plain-value.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { MAKE_FINDINGS } from './make-findings.ts'
import type { PackageUnderEdit } from './package-under-edit.ts'

/** Objects of one group, version and kind in a namespace of the management cluster, by name. */
export type FindObjects = (apiVersion: string, kind: string) => ReadonlyMap<string, Resource>

interface Point {
  readonly resource: Resource
  readonly condition: string
  readonly required: boolean
  /** The object that was injected. */
  source?: Resource
  problem?: string
}

/** The message of Porch for a point that no injector matched. */
const NOT_MATCHED = 'no resource matched any injection selector for this injection point'

/** Fills the injection points of a package and writes conditions and readiness gates; false when Porch would refuse. */
export function injectConfig(files: PackageUnderEdit, injectors: readonly Injector[], objects: FindObjects, results: Results): boolean {
  const points = findPoints(files, results)
  if (points === undefined) return false
  for (const point of points) fill(point, injectors, objects, results)
  const [kptfile] = files.resources('Kptfile')
  if (kptfile !== undefined) writeStatus(kptfile, points)
  return true
}

/** Undefined when a point is one that Porch refuses: then nothing at all is injected. */
function findPoints(files: PackageUnderEdit, results: Results): Point[] | undefined {
  const points = new Map<string, Point>()
  let refused = false
  for (const path of files.paths) {
    if (files.source(path)?.includes(INJECTION_POINT) !== true) continue
    for (const resource of files.resources(path)) {
      const mode = resource.annotations.get(INJECTION_POINT)
      if (mode === undefined) continue
      const condition = `config.injection.${resource.kind}.${resource.name}`
      const other = points.get(condition)
      const wrong = mode !== 'required' && mode !== 'optional'
      if (wrong) report(results, MAKE_FINDINGS.badPoint, `${resource.describe()} has ${INJECTION_POINT}: "${mode}"; Porch refuses the package: write required or optional`, resource.field('metadata', 'annotations', INJECTION_POINT))
      if (other !== undefined) report(results, MAKE_FINDINGS.badPoint, `${resource.describe()} is an injection point like ${describeField(other.resource.field('metadata', 'name'))}: Porch tells points apart by kind and name only and refuses the package`, resource.field('metadata', 'name'))
      refused ||= wrong || other !== undefined
      points.set(condition, { resource, condition, required: mode === 'required' })
    }
  }
  return refused ? undefined : [...points.values()]
}

function fill(point: Point, injectors: readonly Injector[], objects: FindObjects, results: Results): void {
  const { resource } = point
  const candidates = objects(resource.apiVersion, resource.kind)
  if (injectors.length === 0) point.problem = 'no injectors defined'
  else if (candidates.size === 0) point.problem = `no in-cluster resources of type ${resource.apiVersion}.${resource.kind}`
  else {
    const source = injectors.filter((injector) => matches(injector, resource)).map(({ name }) => candidates.get(name?.value ?? '')).find((found) => found !== undefined)
    if (source !== undefined) inject(point, source, results)
  }
  if (point.source !== undefined) return
  const at = resource.field('metadata', 'annotations', INJECTION_POINT)
  const kind = point.required ? MAKE_FINDINGS.notInjected : MAKE_FINDINGS.optionalNotInjected
  report(results, kind, `${resource.describe()} waits for its injection and stays as it is: ${point.problem ?? NOT_MATCHED}`, at)
}

function matches(injector: Injector, { apiVersion, group, kind }: Resource): boolean {
  const version = apiVersion.slice(group === '' ? 0 : group.length + 1)
  const fits = (wanted: { readonly value: string } | undefined, is: string): boolean => wanted === undefined || wanted.value === is
  return fits(injector.group, group) && fits(injector.version, version) && fits(injector.kind, kind)
}

/** A ConfigMap's whole data, of anything else the whole spec. */
function inject(point: Point, source: Resource, results: Results): void {
  const field = source.group === '' && source.kind === 'ConfigMap' ? 'data' : 'spec'
  const { value } = source.field(field)
  if (value === undefined) {
    point.problem = `field "${field}" not found in resource "${source.name}"`
    return report(results, MAKE_FINDINGS.nothingToInject, `${source.describe()} has no ${field}, so nothing of it can be injected`, source)
  }
  point.resource.setAll([{ path: [field], value }, { path: ['metadata', 'annotations', INJECTED_RESOURCE], value: source.name }])
  point.source = source
}

/** Conditions for all points and gates for the required ones, both lists sorted by type as Porch sorts them. */
function writeStatus(kptfile: Resource, points: readonly Point[]): void {
  const gates = kptfile.field('info', 'readinessGates')
  const types = [...listOf(gates.value, 'conditionType').keys(), ...points.filter(({ required }) => required).map(({ condition }) => condition)]
  const sorted = [...new Set(types)].toSorted()
  if (sorted.length > 0) gates.set(sorted.map((conditionType) => new Map([['conditionType', conditionType]])))
  const conditions = kptfile.field('status', 'conditions')
  const byType = listOf(conditions.value, 'type')
  for (const point of points) byType.set(point.condition, conditionOf(point))
  const all = [...byType].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, condition]) => condition)
  if (all.length > 0) conditions.set(all)
}

function conditionOf({ condition, source, problem }: Point): PlainMap {
  const [status, reason, message] = source === undefined
    ? ['False', 'NoResourceSelected', problem ?? NOT_MATCHED]
    : ['True', 'ConfigInjected', `injected resource "${source.name}" from cluster`]
  return new Map([['type', condition], ['status', status], ['reason', reason], ['message', message]])
}

/** The maps of a list by one of their texts, in their order. */
function listOf(value: PlainValue | undefined, key: string): Map<string, PlainValue> {
  const list = Array.isArray(value) ? value : []
  return new Map(list.flatMap((item: PlainValue) => {
    const name = valueOf(item, key)
    return typeof name === 'string' ? [[name, item] as const] : []
  }))
}
