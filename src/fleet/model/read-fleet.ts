/** From the files of a management repository to the fleet. */

import { report } from '#fleet/finding.ts'
import { isClusterContext } from '#fleet/cluster-context.ts'
import { injectionOf } from '#fleet/injection.ts'
import { folderOf, withParents } from '#fleet/package-folder.ts'
import { isPlaceholder } from '#fleet/placeholder.ts'
import { isRepository, readRepository } from '#fleet/repository.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import { isLocalConfig } from '#krm/local-config.ts'
import { printDocument } from '#krm/print.ts'
import { Resource } from '#krm/resource.ts'
import type { TreeNode } from '#krm/tree.ts'
import { placeOf, Results } from '#krm/result.ts'
import { reportClusterFindings } from './cluster-findings.ts'
import { FLEET_FINDINGS } from './fleet-findings.ts'
import { namespaceOf, type FleetModel } from './fleet-model.ts'
import { joinClusters } from './join-clusters.ts'
import { isPackageVariant, readPackageVariant } from './read-variant.ts'
import { isPackageVariantSet, readPackageVariantSet } from './read-variant-set.ts'

/** A directory of management objects, as a value. */
export interface ManagementFiles {
  /** *.yaml, *.yml, *.json and Kptfiles; `path` is what findings name. */
  readonly files: readonly { readonly path: string; readonly text: string }[]
  /** Directories with a Kptfile, in the same spelling as the paths. Those of the roots themselves are not listed. */
  readonly packageDirs: readonly string[]
}

/**
 * Reads a fleet. Unknown kinds are objects like any other (selectors may select them); what is inside a package below a
 * root belongs to that package and is not read. Nothing is thrown: what is wrong is in `results`.
 */
export function readFleet(sources: readonly ManagementFiles[]): FleetModel {
  const results = new Results()
  const objects = sources.flatMap((source) => readObjects(source, results))
  reportDuplicates(objects, results)
  const repositories = objects.filter(isRepository).map(readRepository).toSorted((a, b) => byBytes(a.name, b.name))
  const clusters = joinClusters(objects, repositories, results)
  reportClusterFindings(clusters, repositories, results)
  return {
    clusters,
    repositories,
    variants: sortedByName(objects.filter(isPackageVariant)).map((object) => readPackageVariant(object, results)),
    variantSets: sortedByName(objects.filter(isPackageVariantSet)).map((object) => readPackageVariantSet(object, results)),
    objects,
    results: results.list,
  }
}

function readObjects({ files, packageDirs }: ManagementFiles, results: Results): Resource[] {
  const packages = new Set(packageDirs)
  const hidden = new Map<string, Resource[]>()
  const objects: Resource[] = []
  for (const { path, text } of files) {
    if (path === 'Kptfile' || path.endsWith('/Kptfile')) continue
    const inside = withParents(folderOf(path)).find((folder) => packages.has(folder))
    // A package is read by whoever renders it; here only a text that may hold management objects is worth a look.
    if (inside !== undefined && !MANAGEMENT.test(text)) continue
    const file = readKrmFile(path, text)
    if (inside !== undefined) hidden.set(inside, [...(hidden.get(inside) ?? []), ...file.resources.filter(isManagementObject)])
    else {
      for (const problem of file.problems) results.add(problem)
      for (const resource of file.resources) if (resource.problems().length === 0 && resource.kind !== '') objects.push(withoutAliases(resource))
    }
  }
  reportHidden(hidden, results)
  return objects
}

/**
 * The object with its aliases written out: fields cannot be followed into what an alias stands for. Such a copy knows its
 * file but no lines.
 */
function withoutAliases(resource: Resource): Resource {
  if (!/[:[{,-][ \t]*\*[^\s]/.test(resource.text) || !hasAlias(resource.tree())) return resource
  const value = resource.field().value ?? null
  return new Resource(printDocument(value), 'document', { path: resource.origin.path, index: resource.origin.index })
}

function hasAlias(node: TreeNode | undefined): boolean {
  if (node?.kind === 'map') return node.entries.some(({ key, value }) => hasAlias(key) || hasAlias(value))
  return node?.kind === 'seq' ? node.items.some((item) => hasAlias(item.node)) : node?.kind === 'alias'
}

const MANAGEMENT = /(?:^|\n)kind:[ \t]*["']?(?:PackageVariant|Repository|ClusterContext|WorkloadCluster)/

/** Variants, repositories, and contexts that the package itself brings to a cluster: no samples, nothing that waits for its injection. */
function isManagementObject(resource: Resource): boolean {
  if (resource.problems().length > 0) return false
  if (isPackageVariant(resource) || isPackageVariantSet(resource)) return true
  if (isPlaceholder(resource.name)) return false
  return isRepository(resource) || (isClusterContext(resource) && injectionOf(resource) === 'none' && !isLocalConfig(resource))
}

function reportHidden(hidden: ReadonlyMap<string, readonly Resource[]>, results: Results): void {
  for (const [folder, resources] of hidden) {
    const [first, ...others] = resources
    if (first === undefined) continue
    const what = others.length === 0 ? first.describe() : `${first.describe()} and ${others.length} more`
    report(results, FLEET_FINDINGS.hiddenObjects, `${folder} is a package, so ${what} in it ${others.length === 0 ? 'is' : 'are'} no part of the fleet; give ${folder} as a PATH of its own`, first)
  }
}

function reportDuplicates(objects: readonly Resource[], results: Results): void {
  const seen = new Map<string, Resource>()
  for (const object of objects) {
    if (object.name === '') continue
    const key = `${object.group}\n${object.kind}\n${namespaceOf(object)}\n${object.name}`
    const first = seen.get(key)
    if (first === undefined) seen.set(key, object)
    else {
      const { file, position } = placeOf(first)
      report(results, FLEET_FINDINGS.duplicateObject, `${object.describe()} is already there, ${file}:${position?.line ?? 1}: whichever is applied last wins; remove or rename one`, object)
    }
  }
}

function sortedByName(objects: readonly Resource[]): Resource[] {
  return objects.toSorted((a, b) => byBytes(a.name, b.name))
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

