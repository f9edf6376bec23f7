/** Every package of a plan, made one after the other: from the cache where nothing that it is made from has changed. */

import { runnerChooser, type RunnerOptions } from '#cli/run/runner-for.ts'
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import type { FleetModel } from '#fleet/model/fleet-model.ts'
import { isLocalConfig } from '#krm/local-config.ts'
import type { Result } from '#krm/result.ts'
import { Fleet } from '#porch/fleet-index.ts'
import { PackageMaker, type MakeOptions } from '#porch/make-package.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import type { PackageCache } from './package-cache.ts'
import { PackageKeys } from './package-key.ts'
import type { Texts } from './package-store.ts'

declare const KRM_FLEET_VERSION: string

/** A package as it is to be written. `files` is empty unless `ok`. */
export interface FleetPackage {
  readonly planned: PlannedPackage
  readonly ok: boolean
  readonly files: Texts
  /** How many objects a puller applies. */
  readonly objects: number
  readonly results: readonly Result[]
}

/** Makes packages of one fleet. */
export class FleetMaker {
  readonly #fleet: Fleet
  readonly #maker: PackageMaker
  readonly #cache: PackageCache | undefined
  readonly #keys: PackageKeys

  constructor(model: FleetModel, runners: RunnerOptions, options: MakeOptions, cache?: PackageCache) {
    this.#fleet = new Fleet(model)
    const choose = runnerChooser(runners)
    this.#maker = new PackageMaker({ runnerFor: choose }, options)
    this.#cache = cache
    this.#keys = new PackageKeys(model, [KRM_FLEET_VERSION, JSON.stringify(options), JSON.stringify(runners.config.runners ?? {}), runners.imagePrefix ?? '', String(runners.allowExec)])
  }

  /** The package as an earlier run made it from the same; undefined when it has to be made. */
  cached(planned: PlannedPackage, blueprint: BlueprintPackage): FleetPackage | undefined {
    return this.#cache === undefined ? undefined : this.#lookUp(planned, this.#keys.keyOf(planned, blueprint))
  }

  #lookUp(planned: PlannedPackage, key: string): FleetPackage | undefined {
    const found = this.#cache?.get(key)
    return found && { planned, ok: true, files: new Map(found.files), objects: found.objects, results: found.results }
  }

  async make(planned: PlannedPackage, blueprint: BlueprintPackage): Promise<FleetPackage> {
    const key = this.#cache === undefined ? undefined : this.#keys.keyOf(planned, blueprint)
    const cached = key === undefined ? undefined : this.#lookUp(planned, key)
    if (cached !== undefined) return cached
    const { namespace } = planned.variant
    const made = await this.#maker.make(planned, blueprint, (apiVersion, kind) => this.#fleet.objectsByName(apiVersion, kind, namespace))
    const objects = made.items.filter(({ resource }) => resource.kind !== 'Kptfile' && !isLocalConfig(resource)).length
    const { ok, files, results } = made
    if (ok && made.reproducible && key !== undefined) this.#cache!.put(key, { files: [...files], objects, results })
    return { planned, ok, files, objects, results }
  }
}
