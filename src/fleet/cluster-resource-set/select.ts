/** Which resources of a package a set delivers. */

import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { isClusterContext } from '#fleet/cluster-context.ts'
import { report } from '#fleet/finding.ts'
import { nearestName } from '#krm/nearest-name.ts'
import { isPackageContext } from '#fleet/package-context.ts'
import { FN_GROUP } from '#krm/names.ts'
import { byCodeUnits } from './content-hash.ts'
import { CRS_FINDINGS } from './findings.ts'
import { SET_ANNOTATION } from './names.ts'
import { isGenerated, ownedBy } from './owned.ts'
import { identityKey } from './payload-object.ts'

/** What a set selects beside the objects that are annotated for it: everything given must hold. */
export interface SetSelection {
  readonly name: string
  /** Of one cluster alone, where its payload is another than that of the others. */
  readonly cluster?: string
  /** Folders (`cni/`) or patterns (`cni/*.yaml`, `**` for any folders), relative to the package. */
  readonly paths: readonly string[] | undefined
  readonly labels: ReadonlyMap<string, string> | undefined
  readonly kinds: readonly string[] | undefined
}

/** The resources of each selection, in an order that does not depend on how the package was read. */
export function selectResources(sets: readonly SetSelection[], items: Iterable<Resource>, results: Results): Map<SetSelection, Resource[]> {
  const all = [...items]
  const selected = new Map(sets.map((set) => [set, [] as Resource[]]))
  const matchers = sets.map((set) => ({ set, matches: matcherOf(set) }))
  const elsewhere = new Set(all.filter(isGenerated).map((resource) => ownedBy(resource).set))
  for (const resource of all) {
    const asked = resource.annotations.get(SET_ANNOTATION)
    if (asked === 'none' || isGenerated(resource)) continue
    if (steersPackage(resource)) {
      if (asked !== undefined) report(results, CRS_FINDINGS.notPayload, `${resource.describe()} steers the package and cannot be delivered by the set ${asked}`, resource)
      continue
    }
    if (asked !== undefined) {
      const chosen = sets.filter(({ name }) => name === asked)
      for (const set of chosen) selected.get(set)!.push(resource)
      if (chosen.length === 0 && !elsewhere.has(asked)) reportUnknown(resource, asked, sets.map(({ name }) => name), results)
      continue
    }
    const [first, second] = matchers.filter(({ matches }) => matches(resource)).map(({ set }) => set)
    if (second !== undefined) report(results, CRS_FINDINGS.selectedTwice, `the sets ${nameOf(first!)} and ${nameOf(second)} both select ${resource.describe()}; annotate it with ${SET_ANNOTATION}: ${first!.name}, or narrow one of them`, resource)
    else if (first !== undefined) selected.get(first)!.push(resource)
  }
  for (const resources of selected.values()) resources.sort(byOrigin)
  return selected
}

function nameOf({ name, cluster }: SetSelection): string {
  return cluster === undefined ? name : `${name} of ${cluster}`
}

function reportUnknown(resource: Resource, asked: string, known: Iterable<string>, results: Results): void {
  const names = [...known]
  const near = nearestName(asked, names)
  const hint = near === undefined ? `the config has ${names.join(', ')}` : `is it ${near}?`
  report(results, CRS_FINDINGS.unknownSet, `${resource.describe()} is annotated for the set ${asked}, which nothing makes; ${hint}`, resource.field('metadata', 'annotations', SET_ANNOTATION))
}

/** Groups whose objects steer kpt, kustomize or this suite, and never reach a cluster. */
const STEERING_GROUPS = new Set([FN_GROUP, 'kpt.dev', 'kustomize.config.k8s.io'])

function steersPackage(resource: Resource): boolean {
  return STEERING_GROUPS.has(resource.group) || isPackageContext(resource) || isClusterContext(resource)
}

function matcherOf({ paths, labels, kinds }: SetSelection): (resource: Resource) => boolean {
  if (paths === undefined && labels === undefined && kinds === undefined) return () => false
  const patterns = paths?.map(patternOf)
  return (resource) =>
    (patterns === undefined || patterns.some((pattern) => pattern.test(resource.origin.path))) &&
    (labels === undefined || [...labels].every(([key, value]) => resource.labels.get(key) === value)) &&
    (kinds === undefined || kinds.includes(resource.kind))
}

/** `*` stands for anything in one folder, `**` for anything; a folder stands for all below it. */
function patternOf(path: string): RegExp {
  const trimmed = path.replace(/^\.\//, '').replace(/\/+$/, '')
  const source = trimmed.replaceAll(/\*\*\/?|[*]|[.+?^${}()|[\]\\]/g, (part) => {
    if (part.startsWith('**')) return part === '**' ? '.*' : '(?:.*/)?'
    return part === '*' ? '[^/]*' : `\\${part}`
  })
  return new RegExp(`^${source}(?:/.*)?$`)
}

function byOrigin(a: Resource, b: Resource): number {
  const [left, right] = [a.origin, b.origin]
  return byCodeUnits(left.path, right.path) || left.index - right.index || byCodeUnits(identityKey(a), identityKey(b))
}
