/** What Porch would make of one PackageVariant: a package of a deployment repository before anything is cloned. */

import type { FleetCluster } from '#fleet/model/fleet-cluster.ts'
import type { PackageRevisionId } from '#fleet/model/blueprint-package.ts'
import type { Injector, PackageContextChange, SourcedMap } from '#fleet/model/package-variant.ts'
import type { Repository } from '#fleet/repository.ts'
import type { Sourced } from '#fleet/sourced.ts'
import type { Field } from '#krm/field.ts'
import type { PlainMap } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'

/** The PackageVariant, written or made from an entry of a set. */
export interface PlannedVariant {
  /** Its object name; for an entry of a set the one that Porch generates. */
  readonly name: string
  readonly namespace: string
  /** The PackageVariant or PackageVariantSet that it stands in. */
  readonly resource: Resource
  /** The variant itself (the root field) or `spec.targets[i]` of the set. */
  readonly from: Field
  /** The set's name, for an entry of a set. */
  readonly set: string | undefined
}

/** A function that Porch puts before the package's own. */
export interface PlannedFunction {
  /** The name that Porch gives it: `PackageVariant.<variant>.<function>.<index>`. */
  readonly name: string
  /** The entry without its name, in the order in which it was written; expressions of a set are replaced by their values. */
  readonly value: PlainMap
  /** The entry as it was written: its text, file and line. */
  readonly from: Field
}

/** One package of one deployment repository. Places (`from`) of values that a set computes are those of the expression. */
export interface PlannedPackage {
  readonly variant: PlannedVariant
  /** What is cloned, resolved as Porch resolves it. */
  readonly upstream: PackageRevisionId & { readonly from: Field }
  /** The Repository objects, where they are registered. */
  readonly upstreamRepository: Repository | undefined
  readonly downstreamRepository: Repository | undefined
  readonly downstream: { readonly repo: Sourced<string>; readonly package: Sourced<string> }
  /** The cluster that pulls from the downstream repository, where that is known. */
  readonly cluster: FleetCluster | undefined
  readonly adoptionPolicy: 'adoptNone' | 'adoptExisting'
  readonly deletionPolicy: 'delete' | 'orphan'
  /** Put on the PackageRevision object, never on resources. */
  readonly labels: SourcedMap
  readonly annotations: SourcedMap
  readonly packageContext: PackageContextChange
  readonly pipeline: { readonly mutators: readonly PlannedFunction[]; readonly validators: readonly PlannedFunction[] }
  readonly injectors: readonly Injector[]
}

/** All packages of a fleet, sorted by downstream repository and package. */
export interface FleetPlan {
  readonly packages: readonly PlannedPackage[]
  /** What Porch would refuse, ignore or do otherwise than it was meant; a refused variant has no package here. */
  readonly results: readonly Result[]
}
