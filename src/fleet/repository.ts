/** Git repositories as Porch and Nephio register them: where a cluster's deployment packages are pulled from. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import { INFRA_GROUP } from './cluster-context.ts'
import type { Sourced } from './sourced.ts'

/** A registered repository. */
export interface Repository {
  readonly resource: Resource
  readonly name: string
  /** A deployment repository: a puller on a cluster applies what it holds. */
  readonly deployment: boolean
  readonly url: Sourced<string> | undefined
  /** Where the object says none, Porch takes `main`. */
  readonly branch: Sourced<string> | undefined
}

/** Porch's group, and the one it had before it left the kpt repository. */
const PORCH_GROUPS = new Set(['config.porch.kpt.dev', 'config.kpt.dev'])

/** Whether a resource is a Repository of Porch (`config.porch.kpt.dev`, old or new) or of Nephio (`infra.nephio.org`). */
export function isRepository(resource: Resource): boolean {
  return resource.kind === 'Repository' && (resource.group === INFRA_GROUP || PORCH_GROUPS.has(resource.group))
}

/** Porch states `spec.git{repo, branch}`; Nephio's object makes the repository and learns its URL in `status.URL`. */
export function readRepository(resource: Resource): Repository {
  const first = (...paths: string[][]): Sourced<string> | undefined => {
    for (const path of paths) {
      const from: Field = resource.field(...path)
      const value = from.string
      if (value !== undefined && value !== '') return { value, from }
    }
    return undefined
  }
  const repo = resource.field('spec', 'git', 'repo')
  return {
    resource,
    name: resource.name,
    // An API server refuses "true" in quotes; what it was meant for is clear.
    deployment: resource.field('spec', 'deployment').scalarText === 'true',
    url: first(['spec', 'git', 'repo'], ['status', 'URL'], ['status', 'url']),
    branch: first(['spec', 'git', 'branch'], ['spec', 'defaultBranch']) ?? (repo.exists ? { value: 'main', from: resource.field('spec', 'git', 'branch') } : undefined),
  }
}

/**
 * The repository that a cluster is deployed from: the only one, else the only one that is named for the cluster
 * (`my-ran`, `nephio-my-ran`), else the only deployment repository; undefined when that leaves several.
 */
export function repositoryOf(clusterName: string | undefined, repositories: readonly Repository[]): Repository | undefined {
  const withUrl = repositories.filter(({ url }) => url !== undefined)
  const named = withUrl.filter(({ name }) => clusterName !== undefined && (name === clusterName || name.endsWith(`-${clusterName}`)))
  const deployed = (named.length > 0 ? named : withUrl).filter(({ deployment }) => deployment)
  for (const candidates of [withUrl, named, deployed]) if (candidates.length === 1) return candidates[0]
  return undefined
}
