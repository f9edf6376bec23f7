/** Everything a management repository says, as one value: gathered once, cross-referenced, then only read. */

import type { Repository } from '#fleet/repository.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import type { FleetCluster } from './fleet-cluster.ts'
import type { PackageVariant } from './package-variant.ts'
import type { PackageVariantSet } from './package-variant-set.ts'

/** A fleet. All lists are sorted by name, then by place, so that whatever is made of them is deterministic. */
export interface FleetModel {
  readonly clusters: readonly FleetCluster[]
  /** Porch's Repository objects, blueprint and deployment repositories alike. */
  readonly repositories: readonly Repository[]
  readonly variants: readonly PackageVariant[]
  readonly variantSets: readonly PackageVariantSet[]
  /** Every object of the management repository, in file order: what selectors select and injectors inject. */
  readonly objects: readonly Resource[]
  /** What is wrong with the files and with the objects themselves; `fleet check` and `fleet plan` both say it. */
  readonly results: readonly Result[]
}

/** What names an object of the management cluster. */
export interface ObjectId {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** The namespace an object lands in: what it states, else the one that kubectl applies it to. */
export function namespaceOf(resource: Resource): string {
  return resource.namespace === '' ? 'default' : resource.namespace
}
