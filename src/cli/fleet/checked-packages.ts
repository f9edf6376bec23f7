/** The packages of a fleet as a check sees them: made in memory by what is built in, nothing started and nothing written. */

import { builtinRunner } from '#cli/run/builtin-runner.ts'
import type { Printer } from '#cli/term/printer.ts'
import type { CheckedPackage } from '#check/fleet/fleet-check-input.ts'
import { PACKAGE_RULES } from '#check/rules/package-rules.ts'
import { placeOf, type Result } from '#krm/result.ts'
import { Fleet } from '#porch/fleet-index.ts'
import { PackageMaker } from '#porch/make-package.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import type { PreparedFunction } from '#render/runner.ts'
import { findBlueprints } from './find-blueprints.ts'
import type { FleetInput } from './fleet-input.ts'
import type { FleetMaker } from './make-fleet.ts'
import { Progress } from './progress.ts'

/** A function that pipelines name. */
export interface UsedFunction {
  /** The image, with the tag that the Kptfile states beside it, or the program. */
  readonly name: string
  /** Whether it ran in this process; others were passed over. */
  readonly ran: boolean
  readonly packages: ReadonlySet<PlannedPackage>
}

/** The packages of a fleet, what was said on the way, and the functions that they asked for. */
export interface CheckedPackages {
  readonly packages: readonly CheckedPackage[]
  readonly results: readonly Result[]
  /** By name; those of packages from a cache are not among them. */
  readonly functions: readonly UsedFunction[]
}

/**
 * All packages of the plan, and what was said when blueprints were looked for and functions passed over. `cached`: packages
 * as they were made before from the same.
 */
export async function checkedPackages(input: FleetInput, printer: Printer, cached: FleetMaker['cached'] = () => undefined): Promise<CheckedPackages> {
  const { planned, results } = findBlueprints(input, input.plan.packages)
  const fleet = new Fleet(input.model)
  const builtin = builtinRunner(input.config)
  const passedOver = new Map<string, PlannedPackage>()
  const used = new Map<string, { readonly name: string; readonly ran: boolean; readonly packages: Set<PlannedPackage> }>()
  let current: PlannedPackage | undefined
  const runnerFor = (fn: Parameters<typeof builtin>[0]): PreparedFunction => {
    const name = fn.image ?? fn.exec ?? ''
    const found = builtin(fn)
    const called = fn.tag === undefined ? name : `${name}:${fn.tag}`
    const use = used.get(called) ?? { name: called, ran: found !== undefined, packages: new Set() }
    used.set(called, use)
    if (current !== undefined) use.packages.add(current)
    if (found === undefined && current !== undefined && !passedOver.has(name)) passedOver.set(name, current)
    return found ?? { name, kind: 'builtin', run: ({ items }) => ({ items, results: [], ok: true }) }
  }
  const maker = new PackageMaker({ runnerFor }, {})
  const progress = new Progress(printer, planned.length)
  const packages: CheckedPackage[] = []
  for (const [each, blueprint] of planned) {
    current = each
    const { namespace } = each.variant
    const made = blueprint && (cached(each, blueprint) ?? (await maker.make(each, blueprint, (apiVersion, kind) => fleet.objectsByName(apiVersion, kind, namespace))))
    packages.push({ planned: each, blueprint, files: made?.ok === true ? made.files : undefined, results: made?.results ?? [] })
    progress.done(each.cluster?.name)
  }
  progress.end()
  const functions = [...used.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return { packages, functions, results: [...results, ...[...passedOver].map(([name, { variant }]) => notRun(name, variant.from))] }
}

function notRun(image: string, from: PlannedPackage['variant']['from']): Result {
  const { code, severity } = PACKAGE_RULES.notRun
  return { code, severity, message: `${image} is not built in and was passed over: what it writes is not checked`, place: placeOf(from) }
}
