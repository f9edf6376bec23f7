/** From the management repository to the packages of every deployment repository, as Porch's controllers expand them. */

import { report } from '#fleet/finding.ts'
import { namespaceOf, type FleetModel } from '#fleet/model/fleet-model.ts'
import { describeField } from '#fleet/sourced.ts'
import { Results } from '#krm/result.ts'
import { Cel } from './cel.ts'
import { expandSet, type ExpandedVariant } from './expand-set.ts'
import { Fleet } from './fleet-index.ts'
import { reportTargets } from './plan-targets.ts'
import { planVariant } from './plan-variant.ts'
import type { FleetPlan, PlannedPackage } from './planned-package.ts'
import { VARIANT_FINDINGS as F } from './variant-findings.ts'
import { specOf } from './variant-spec.ts'
import { checkVariantVersion } from './variant-as-written.ts'

/** Expands all PackageVariantSets and PackageVariants of a fleet. Deterministic; looks at nothing but the model. */
export function planFleet(model: FleetModel): FleetPlan {
  const results = new Results()
  const fleet = new Fleet(model)
  const cel = new Cel()
  const written = model.variants.map((variant): ExpandedVariant => {
    const { resource } = variant
    checkVariantVersion(resource, results)
    return { variant: { name: resource.name, namespace: namespaceOf(resource), resource, from: resource.field(), set: undefined }, spec: specOf(variant) }
  })
  const made = model.variantSets.flatMap((set) => {
    checkVariantVersion(set.resource, results)
    return expandSet(set, fleet, cel, results)
  })
  const packages = [...written, ...withValidNames(written, made, results)].flatMap(({ variant, spec }) => planVariant(variant, spec, fleet, results) ?? [])
  return { packages: reportTargets(packages.sort(byTarget), results), results: results.list }
}

/** By namespace, repository and package, then by place: the first of several variants of one package is the same in every run. */
function byTarget(a: PlannedPackage, b: PlannedPackage): number {
  return (
    order(a.downstream.repo.value, b.downstream.repo.value) ||
    order(a.downstream.package.value, b.downstream.package.value) ||
    order(a.variant.resource.origin.path, b.variant.resource.origin.path) ||
    a.variant.resource.origin.index - b.variant.resource.origin.index ||
    order(a.variant.name, b.variant.name)
  )
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The longest name of an object (DNS subdomain). */
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/

/** The variants of sets that an API server would take; names of the others are reported. */
function withValidNames(written: readonly ExpandedVariant[], made: readonly ExpandedVariant[], results: Results): ExpandedVariant[] {
  const taken = new Map(written.map(({ variant }) => [`${variant.namespace}/${variant.name}`, variant]))
  return made.filter(({ variant, spec }) => {
    // A downstream that an expression left empty is said where the variant is validated.
    if ((spec.downstream.package?.value ?? '') === '') return true
    const key = `${variant.namespace}/${variant.name}`
    const other = taken.get(key)
    if (!SUBDOMAIN.test(variant.name)) {
      report(results, F.badGeneratedName, `the set names this variant "${variant.name}", which is no object name; keep the package's name free of slashes and capitals`, variant.from)
      return false
    }
    if (other !== undefined) {
      report(results, F.badGeneratedName, `the set names this variant ${variant.name}, and so is ${describeField(other.from)}; rename the set or that variant`, variant.from)
      return false
    }
    taken.set(key, variant)
    return true
  })
}
