/** A PackageVariant as it is written: one upstream package bound to one place in a downstream repository. */

import type { Sourced } from '#fleet/sourced.ts'
import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'

/** Texts under keys that people choose. */
export type SourcedMap = ReadonlyMap<string, Sourced<string>>

/** Which package revision is cloned. Porch resolves `workspaceName` only, and takes `main` without one. */
export interface Upstream {
  readonly repo: Sourced<string> | undefined
  readonly package: Sourced<string> | undefined
  readonly workspaceName: Sourced<string> | undefined
  /** Written, but the controller overwrites it before it looks. */
  readonly revision: Sourced<number> | undefined
}

/** Where the package goes. `package` may be a path in the repository. */
export interface Downstream {
  readonly repo: Sourced<string> | undefined
  readonly package: Sourced<string> | undefined
}

/** Keys that go into, or out of, package-context.yaml. */
export interface PackageContextChange {
  readonly data: SourcedMap
  readonly removeKeys: readonly Sourced<string>[]
}

/** Names the object whose spec or data is put into injection points. An absent filter matches everything. */
export interface Injector {
  readonly group: Sourced<string> | undefined
  readonly version: Sourced<string> | undefined
  readonly kind: Sourced<string> | undefined
  readonly name: Sourced<string> | undefined
  readonly from: Field
}

/** One PackageVariant. What is absent or of a wrong type is undefined or empty; wrong types are reported when it is read. */
export interface PackageVariant {
  readonly resource: Resource
  readonly upstream: Upstream
  readonly downstream: Downstream
  readonly adoptionPolicy: Sourced<string> | undefined
  readonly deletionPolicy: Sourced<string> | undefined
  readonly labels: SourcedMap
  readonly annotations: SourcedMap
  readonly packageContext: PackageContextChange
  /** The entries as fields: a function of a Kptfile's pipeline each. */
  readonly mutators: readonly Field[]
  readonly validators: readonly Field[]
  readonly injectors: readonly Injector[]
}
