/** What the check of a fleet looks at. */

import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import type { FleetModel } from '#fleet/model/fleet-model.ts'
import type { FleetPlan, PlannedPackage } from '#porch/planned-package.ts'
import type { Result } from '#krm/result.ts'

/** A package of the plan, what it is made from, and what became of it. */
export interface CheckedPackage {
  readonly planned: PlannedPackage
  /** Undefined when there is none to read. */
  readonly blueprint: BlueprintPackage | undefined
  /** The files as Porch would commit them; undefined when the package was not made. */
  readonly files: ReadonlyMap<string, string> | undefined
  /** What making it said. */
  readonly results: readonly Result[]
}

export interface FleetCheckInput {
  readonly model: FleetModel
  readonly plan: FleetPlan
  readonly packages: readonly CheckedPackage[]
  /** What was said when blueprints were looked for. */
  readonly results: readonly Result[]
}
