/** The packages of a fleet as a check sees them: made in memory by what is built in, nothing started and nothing written. */

import { builtinRunner } from '#cli/run/builtin-runner.ts'
import type { Printer } from '#cli/term/printer.ts'
import type { CheckedPackage } from '#check/fleet/fleet-check-input.ts'
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import { PACKAGE_RULES } from '#check/rules/package-rules.ts'
import { placeOf, type Result } from '#krm/result.ts'
import { Fleet } from '#porch/fleet-index.ts'
import { PackageMaker } from '#porch/make-package.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import type { PreparedFunction } from '#render/runner.ts'
import { findBlueprints } from './find-blueprints.ts'
import { CheckCache } from './check-cache.ts'
import type { FleetInput } from './fleet-input.ts'
import type { FleetMaker } from './make-fleet.ts'
import type { PackageCache } from './package-cache.ts'
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
  /** By name; those of packages that `fleet render` kept are not among them. */
  readonly functions: readonly UsedFunction[]
}

/** Where packages are found that were made before from the same. */
export interface MadeBefore {
  /** What checks kept there is found again, and what they make is kept. */
  readonly cache?: PackageCache | undefined
  /** What `fleet render` kept. */
  readonly rendered?: FleetMaker['cached'] | undefined
}

/** All packages of the plan, and what was said when blueprints were looked for and functions passed over. */
export async function checkedPackages(input: FleetInput, printer: Printer, { cache, rendered }: MadeBefore = {}): Promise<CheckedPackages> {
  const { planned, results } = findBlueprints(input, input.plan.packages)
  const fleet = new Fleet(input.model)
  const uses = new FunctionUses()
  const maker = new PackageMaker({ runnerFor: uses.runnerFor(builtinRunner(input.config)) }, {})
  const kept = cache && new CheckCache(cache, input.model, input.config)
  const stateOf = async (each: PlannedPackage, blueprint: BlueprintPackage): Promise<Pick<CheckedPackage, 'files' | 'results'>> => {
    const before = kept?.get(each, blueprint)
    for (const name of before?.functions ?? []) uses.add(name, true, each)
    const found = before ?? rendered?.(each, blueprint)
    if (found !== undefined) return found
    uses.current = each
    const { ok, files, results: said } = await maker.make(each, blueprint, (apiVersion, kind) => fleet.objectsByName(apiVersion, kind, each.variant.namespace))
    const ran = uses.of(each)
    // What is passed over today may be built in tomorrow.
    if (ok && ran.every((use) => use.ran)) kept?.put(each, blueprint, { files, results: said, functions: ran.map(({ name }) => name) })
    return { files: ok ? files : undefined, results: said }
  }
  const progress = new Progress(printer, planned.length)
  const packages: CheckedPackage[] = []
  for (const [each, blueprint] of planned) {
    packages.push({ planned: each, blueprint, ...(blueprint === undefined ? { files: undefined, results: [] } : await stateOf(each, blueprint)) })
    progress.done(each.cluster?.name)
  }
  progress.end()
  return { packages, functions: uses.list(), results: [...results, ...[...uses.passedOver].map(([name, { variant }]) => notRun(name, variant.from))] }
}

/** Which functions the packages ask for. */
class FunctionUses {
  readonly #uses = new Map<string, { readonly name: string; readonly ran: boolean; readonly packages: Set<PlannedPackage> }>()
  /** Images and programs that are not built in, with the first package that names them. */
  readonly passedOver = new Map<string, PlannedPackage>()
  /** The package that is being made. */
  current: PlannedPackage | undefined

  add(name: string, ran: boolean, by: PlannedPackage | undefined): void {
    const use = this.#uses.get(name) ?? { name, ran, packages: new Set() }
    this.#uses.set(name, use)
    if (by !== undefined) use.packages.add(by)
  }

  of(planned: PlannedPackage): UsedFunction[] {
    return this.list().filter(({ packages }) => packages.has(planned))
  }

  /** By name. */
  list(): UsedFunction[] {
    return [...this.#uses.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** What is built in; in the place of anything else a function that changes nothing. */
  runnerFor(builtin: ReturnType<typeof builtinRunner>): (fn: Parameters<typeof builtin>[0]) => PreparedFunction {
    return (fn) => {
      const name = fn.image ?? fn.exec ?? ''
      const found = builtin(fn)
      this.add(fn.tag === undefined ? name : `${name}:${fn.tag}`, found !== undefined, this.current)
      if (found === undefined && this.current !== undefined && !this.passedOver.has(name)) this.passedOver.set(name, this.current)
      return found ?? { name, kind: 'builtin', run: ({ items }) => ({ items, results: [], ok: true }) }
    }
  }
}

function notRun(image: string, from: PlannedPackage['variant']['from']): Result {
  const { code, severity } = PACKAGE_RULES.notRun
  return { code, severity, message: `${image} is not built in and was passed over: what it writes is not checked`, place: placeOf(from) }
}
