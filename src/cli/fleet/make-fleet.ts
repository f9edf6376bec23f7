/** Every package of a plan, made one after the other: from the cache where nothing that it is made from has changed. */

import { runnerChooser, type RunnerOptions } from '#cli/run/runner-for.ts'
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import type { FleetModel } from '#fleet/model/fleet-model.ts'
import { namespaceOf } from '#fleet/model/fleet-model.ts'
import { isLocalConfig } from '#krm/local-config.ts'
import { entriesOf, isList, isScalar } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import { placeOf, type Result } from '#krm/result.ts'
import type { Resource } from '#krm/resource.ts'
import { Fleet } from '#porch/fleet-index.ts'
import { identityOf, PackageMaker, type MakeOptions } from '#porch/make-package.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import { hashOf, type PackageCache } from './package-cache.ts'
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
  /** What all packages depend on: the program, its options, the runners, and which kinds of object there are. */
  readonly #common: string
  readonly #blueprints = new Map<BlueprintPackage, string>()
  readonly #byName = new Map<string, Resource[]>()

  constructor(model: FleetModel, runners: RunnerOptions, options: MakeOptions, cache?: PackageCache) {
    this.#fleet = new Fleet(model)
    const choose = runnerChooser(runners)
    this.#maker = new PackageMaker({ runnerFor: choose }, options)
    this.#cache = cache
    for (const object of model.objects) {
      const key = `${namespaceOf(object)}\n${object.name}`
      this.#byName.set(key, [...(this.#byName.get(key) ?? []), object])
    }
    const kinds = new Set(model.objects.map((object) => `${namespaceOf(object)} ${object.apiVersion} ${object.kind}`))
    this.#common = hashOf([KRM_FLEET_VERSION, JSON.stringify(options), JSON.stringify(runners.config.runners ?? {}), runners.imagePrefix ?? '', String(runners.allowExec), ...[...kinds].toSorted()])
  }

  /** The package as an earlier run made it from the same; undefined when it has to be made. */
  cached(planned: PlannedPackage, blueprint: BlueprintPackage): FleetPackage | undefined {
    return this.#cache === undefined ? undefined : this.#lookUp(planned, this.#keyOf(planned, blueprint))
  }

  #lookUp(planned: PlannedPackage, key: string): FleetPackage | undefined {
    const found = this.#cache?.get(key)
    return found && { planned, ok: true, files: new Map(found.files), objects: found.objects, results: found.results }
  }

  async make(planned: PlannedPackage, blueprint: BlueprintPackage): Promise<FleetPackage> {
    const key = this.#cache === undefined ? undefined : this.#keyOf(planned, blueprint)
    const cached = key === undefined ? undefined : this.#lookUp(planned, key)
    if (cached !== undefined) return cached
    const { namespace } = planned.variant
    const made = await this.#maker.make(planned, blueprint, (apiVersion, kind) => this.#fleet.objectsByName(apiVersion, kind, namespace))
    const objects = made.items.filter(({ resource }) => resource.kind !== 'Kptfile' && !isLocalConfig(resource)).length
    const { ok, files, results } = made
    if (ok && made.reproducible && key !== undefined) this.#cache!.put(key, { files: [...files], objects, results })
    return { planned, ok, files, objects, results }
  }

  #keyOf(planned: PlannedPackage, blueprint: BlueprintPackage): string {
    const { variant, packageContext, pipeline, injectors } = planned
    const texts = (map: Iterable<readonly [string, { readonly value: string }]>): string => JSON.stringify([...map].map(([name, { value }]) => [name, value]))
    const functions = [...pipeline.mutators, ...pipeline.validators].flatMap(({ name, value, from }) => [name, canonical(value), where(from)])
    const named = injectors.flatMap(({ group, version, kind, name, from }) => [
      JSON.stringify([group?.value, version?.value, kind?.value, name?.value]), where(from),
      ...(this.#byName.get(`${variant.namespace}\n${name?.value ?? ''}`) ?? []).flatMap((object) => [object.text, where(object)]),
    ])
    return hashOf([
      this.#common, this.#digest(blueprint), JSON.stringify(identityOf(planned, blueprint)), variant.name, variant.namespace, where(variant.from),
      texts(packageContext.data), packageContext.removeKeys.map(({ value }) => value).join('\n'), String(pipeline.mutators.length), ...functions, ...named,
    ])
  }

  #digest(blueprint: BlueprintPackage): string {
    let digest = this.#blueprints.get(blueprint)
    if (digest === undefined) {
      const { displayPath, files, others = [], kptfileDirs } = blueprint
      digest = hashOf([displayPath, kptfileDirs.join('\n'), ...[...files, ...others].flatMap((file) => [file.path, file.text, 'ignored' in file && file.ignored === true ? 'ignored' : ''])])
      this.#blueprints.set(blueprint, digest)
    }
    return digest
  }
}

/** Findings name these places, so an entry is good only as long as they are right. */
function where(at: Parameters<typeof placeOf>[0]): string {
  const { file, position } = placeOf(at)
  return `${file ?? ''}:${position?.line ?? 0}:${position?.column ?? 0}`
}

function canonical(value: PlainValue): string {
  if (isScalar(value)) return typeof value === 'bigint' ? `${value}n` : JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  return `{${entriesOf(value).map(([key, child]) => `${JSON.stringify(key)}:${canonical(child)}`).join(',')}}`
}
