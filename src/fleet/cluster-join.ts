/** Which cluster an object belongs to. What is not stated is assumed, and every assumption can be printed. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import { Results } from '#krm/result.ts'
import { isClusterContext, type ClusterContext } from './cluster-context.ts'
import { awaitsInjection } from './cluster-name.ts'
import { CONTEXT_FINDINGS } from './context-findings.ts'
import { report } from './finding.ts'
import { mergeContexts } from './merge-contexts.ts'
import { clusterOfPackageContext, isPackageContext } from './package-context.ts'
import { PackageFolders, withParents } from './package-folder.ts'
import { isPlaceholder } from './placeholder.ts'
import { readClusterContext } from './read-cluster-context.ts'
import { isRepository, readRepository } from './repository.ts'
import { describeField, type Sourced } from './sourced.ts'

/**
 * The cluster of a package. `context`: a ClusterContext or WorkloadCluster states it. `several`: contexts of several
 * clusters stand at one level, the first by file name is assumed. `package-context` and `repository` are assumptions too.
 */
export interface Membership {
  readonly basis: 'context' | 'several' | 'package-context' | 'repository' | 'none'
  /** Undefined for `none`. */
  readonly cluster: string | undefined
  /** The facts, for `context` and `several`. */
  readonly context: ClusterContext | undefined
  /** Where the cluster's name stands. */
  readonly from: Field | undefined
}

/** Joins objects to clusters by the folders that they stand in. */
export class ClusterJoin {
  readonly #folders: PackageFolders
  readonly #contexts = new Map<string, ClusterContext[]>()
  readonly #packageContexts = new Map<string, Sourced<string>>()
  readonly #repository: Sourced<string> | string | undefined
  readonly #known = new Map<string, { readonly membership: Membership; readonly example: Resource }>()

  /**
   * `items`: all resources whose paths are relative to one root. `results` takes what is wrong with the contexts.
   * `repository`: the name of the deployment repository that the root is, where the caller knows it.
   */
  constructor(items: Iterable<Resource>, results: Results = new Results(), repository?: string) {
    const all = [...items]
    this.#folders = new PackageFolders(all)
    for (const item of all) {
      if (isClusterContext(item)) this.#addContext(item, results)
      else if (isPackageContext(item)) this.#addPackageContext(item)
    }
    const deployed = all.filter(isRepository).map(readRepository).filter(({ deployment }) => deployment)
    const [only] = deployed.length === 1 ? deployed : []
    this.#repository = repository ?? (only === undefined ? undefined : { value: only.name, from: only.resource.field('metadata', 'name') })
  }

  /** The cluster that a resource belongs to; the same for all resources of a package. */
  clusterOf(resource: Resource): Membership {
    const folder = this.#folders.of(resource)
    let known = this.#known.get(folder)
    if (known === undefined) this.#known.set(folder, (known = { membership: this.#find(folder), example: resource }))
    return known.membership
  }

  /** Reports, once per package that was asked for, what was assumed and the line that would state it. */
  reportAssumptions(results: Results): void {
    for (const [folder, { membership, example }] of [...this.#known].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const { basis, cluster, from } = membership
      const where = folder === '' ? 'the root package' : folder
      const source = from === undefined ? '' : ` (${describeField(from)})`
      const line = `"cluster-name: ${cluster ?? '<cluster>'}" below data of package-context.yaml`
      if (basis === 'several') {
        const names = this.#contextsAbove(folder).map(({ clusterName }) => clusterName?.value).join(', ')
        const message = `several clusters are stated for ${where}: ${names}; assumed ${cluster}${source}; keep one, or put each into a package of its own`
        report(results, CONTEXT_FINDINGS.unknownCluster, message, from ?? example)
      } else if (basis === 'none') {
        report(results, CONTEXT_FINDINGS.unknownCluster, `nothing says which cluster ${where} belongs to; add a ClusterContext, or ${line}`, example)
      } else if (basis !== 'context') {
        const what = basis === 'repository' ? 'the name of the deployment repository' : 'the package context'
        report(results, CONTEXT_FINDINGS.assumedCluster, `${where} is assumed to belong to cluster ${cluster}, from ${what}${source}; to state it, add a ClusterContext${basis === 'repository' ? ` or ${line}` : ''}`, from ?? example)
      }
    }
  }

  #find(folder: string): Membership {
    const [first, ...others] = this.#contextsAbove(folder)
    if (first !== undefined) {
      return { basis: others.length > 0 ? 'several' : 'context', cluster: first.clusterName?.value, context: first, from: first.clusterName?.from }
    }
    for (const above of withParents(folder)) {
      const named = this.#packageContexts.get(above)
      if (named !== undefined) return { basis: 'package-context', cluster: named.value, context: undefined, from: named.from }
    }
    const repository = this.#repository
    if (repository === undefined) return { basis: 'none', cluster: undefined, context: undefined, from: undefined }
    if (typeof repository === 'string') return { basis: 'repository', cluster: repository, context: undefined, from: undefined }
    return { basis: 'repository', cluster: repository.value, context: undefined, from: repository.from }
  }

  /** The contexts of the nearest folder that has any, one per cluster. */
  #contextsAbove(folder: string): readonly ClusterContext[] {
    for (const above of withParents(folder)) {
      const found = this.#contexts.get(above)
      if (found !== undefined) return found
    }
    return []
  }

  #addContext(resource: Resource, results: Results): void {
    const found = new Results()
    const context = readClusterContext(resource, found)
    // One that waits for its injection names no cluster yet, and what is wrong with it will be replaced.
    if (awaitsInjection(context)) return
    for (const result of found.list) results.add(result)
    const folder = this.#folders.of(resource)
    const here = this.#contexts.get(folder) ?? []
    const same = here.findIndex(({ clusterName }) => clusterName?.value === context.clusterName?.value)
    if (same === -1) here.push(context)
    else here[same] = mergeContexts([here[same]!, context], results)
    this.#contexts.set(folder, here.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1)))
  }

  #addPackageContext(resource: Resource): void {
    const named = clusterOfPackageContext(resource)
    if (named !== undefined && !isPlaceholder(named.value)) this.#packageContexts.set(this.#folders.of(resource), named)
  }
}

function pathOf({ resources: [resource] }: ClusterContext): string {
  return resource.origin.path
}
