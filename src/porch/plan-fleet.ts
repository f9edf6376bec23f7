/** From the management repository to the packages of every deployment repository, as Porch's controllers expand them. */

import type { FleetModel } from '#fleet/model/fleet-model.ts'
import type { FleetPlan } from './planned-package.ts'

/** Expands all PackageVariantSets and PackageVariants of a fleet. Deterministic; looks at nothing but the model. */
export function planFleet(model: FleetModel): FleetPlan {
  void model
  return { packages: [], results: [] }
}
