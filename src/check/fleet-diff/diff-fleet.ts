/** What changes between two states of a fleet: packages and objects, the same change in many clusters once. */

import { readKrmFile } from '#krm/krm-file.ts'
import { isLocalConfig } from '#krm/local-config.ts'
import { valueOf } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import { riskOf, RISKS, type Risk } from './kind-risk.ts'
import { fieldChanges, type FieldChange, type FieldChanges } from './value-differences.ts'

/** One package in one state. */
export interface PackageState {
  readonly repository: string
  readonly package: string
  readonly cluster: string | undefined
  readonly files: ReadonlyMap<string, string>
}

/** Where a change happens. */
export interface ChangedPackage {
  readonly repository: string
  readonly package: string
  readonly cluster: string | undefined
}

/** A change that is the same in all of these packages. */
export interface ChangeGroup {
  readonly change: 'added' | 'removed' | 'changed'
  readonly risk: Risk
  /** Undefined where a whole package comes or goes. */
  readonly object: { readonly apiVersion: string; readonly kind: string; readonly namespace: string; readonly name: string } | undefined
  /** How many objects come or go with a whole package. */
  readonly objects: number
  readonly fields: readonly FieldChange[]
  /** How many fields of one object are counted and not listed. */
  readonly moreFields?: number
  readonly packages: readonly ChangedPackage[]
}

export interface FleetDiff {
  /** Highest risk first, then those in most packages. */
  readonly groups: readonly ChangeGroup[]
  readonly clusters: number
  readonly packages: number
  readonly objects: number
}

/** Compares by value: formatting, comments and the order of keys are no change of what a cluster gets. */
export function diffFleet(before: readonly PackageState[], after: readonly PackageState[]): FleetDiff {
  const old = new Map(before.map((each) => [nameOf(each), each]))
  const now = new Map(after.map((each) => [nameOf(each), each]))
  const groups = new Map<string, ChangeGroup & { packages: ChangedPackage[] }>()
  const clusters = new Set<string>()
  const packages = new Set<string>()
  let objects = 0
  for (const name of [...new Set([...old.keys(), ...now.keys()])].toSorted()) {
    const state = now.get(name) ?? old.get(name)!
    for (const group of packageChanges(old.get(name), now.get(name))) {
      const { repository, package: called, cluster } = state
      const key = JSON.stringify([group.change, group.object ?? called, group.objects, group.fields, group.moreFields])
      const same = groups.get(key)
      if (same === undefined) groups.set(key, { ...group, packages: [{ repository, package: called, cluster }] })
      else same.packages.push({ repository, package: called, cluster })
      clusters.add(cluster ?? repository)
      packages.add(name)
      objects += group.object === undefined ? group.objects : 1
    }
  }
  return { groups: [...groups.values()].sort(byWeight), clusters: clusters.size, packages: packages.size, objects }
}

type Change = Omit<ChangeGroup, 'packages'>

function packageChanges(before: PackageState | undefined, after: PackageState | undefined): Change[] {
  if (before === undefined || after === undefined) {
    const deployed = [...objectsOf((before ?? after)!).values()]
    const change = before === undefined ? 'added' : 'removed'
    const risk = RISKS.find((each) => deployed.some(({ kind }) => riskOf(kind, change === 'removed') === each)) ?? 'low'
    return [{ change, risk, object: undefined, objects: deployed.length, fields: [] }]
  }
  const changed = new Set([...new Set([...before.files.keys(), ...after.files.keys()])].filter((path) => before.files.get(path) !== after.files.get(path)))
  if (changed.size === 0) return []
  const old = objectsOf(before, changed)
  const now = objectsOf(after, changed)
  const changes: Change[] = []
  for (const [key, resource] of now) {
    const other = old.get(key)
    const found = other === undefined ? NO_FIELDS : fieldChanges(deployedValue(other), deployedValue(resource), resource.kind === 'Secret')
    if (other === undefined || found.fields.length > 0) changes.push(changeOf(other === undefined ? 'added' : 'changed', resource, found))
  }
  for (const [key, resource] of old) if (!now.has(key)) changes.push(changeOf('removed', resource, NO_FIELDS))
  return changes
}

const NO_FIELDS: FieldChanges = { fields: [], more: 0 }

function changeOf(change: ChangeGroup['change'], resource: Resource, { fields, more }: FieldChanges): Change {
  const { apiVersion, kind, namespace, name } = resource
  return { change, risk: riskOf(kind, change === 'removed'), object: { apiVersion, kind, namespace, name }, objects: 1, fields, ...(more > 0 && { moreFields: more }) }
}

/** What a puller applies, of all files or of some: neither Kptfiles nor what is marked local. */
function objectsOf({ files }: PackageState, only?: ReadonlySet<string>): Map<string, Resource> {
  const objects = new Map<string, Resource>()
  for (const [path, text] of files) {
    if ((only !== undefined && !only.has(path)) || !/\.(?:ya?ml|json)$/.test(path)) continue
    for (const resource of readKrmFile(path, text).resources) {
      if (resource.kind === 'Kptfile' || isLocalConfig(resource)) continue
      objects.set(`${resource.group}\n${resource.kind}\n${resource.namespace}\n${resource.name}`, resource)
    }
  }
  return objects
}

const UPSTREAM_IDENTIFIER = 'internal.kpt.dev/upstream-identifier'

/** The value without what only Porch reads. */
function deployedValue(resource: Resource): PlainValue {
  const value = resource.field().value ?? null
  const annotations = valueOf(valueOf(value, 'metadata'), 'annotations')
  if (!(value instanceof Map) || !(annotations instanceof Map) || !annotations.has(UPSTREAM_IDENTIFIER)) return value
  const rest = new Map(annotations)
  rest.delete(UPSTREAM_IDENTIFIER)
  const metadata = new Map(value.get('metadata') as ReadonlyMap<string, PlainValue>)
  if (rest.size === 0) metadata.delete('annotations')
  else metadata.set('annotations', rest)
  return new Map([...value, ['metadata', metadata]])
}

function nameOf({ repository, package: name }: ChangedPackage): string {
  return `${repository}/${name}`
}

function byWeight(a: ChangeGroup, b: ChangeGroup): number {
  return RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk) || b.packages.length - a.packages.length || (titleOf(a) < titleOf(b) ? -1 : 1)
}

/** `Deployment kube-system/metrics-server`, or the package itself. */
export function titleOf({ object, packages, objects }: ChangeGroup): string {
  if (object === undefined) return `package ${packages[0]!.package} (${objects} ${objects === 1 ? 'object' : 'objects'})`
  return `${object.kind} ${object.namespace === '' ? '' : `${object.namespace}/`}${object.name}`
}
