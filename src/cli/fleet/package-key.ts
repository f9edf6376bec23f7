/** By what rendered packages are found again: a hash of everything that they are made from. */

import { entriesOf, isList, isScalar } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import { placeOf } from '#krm/result.ts'
import type { Resource } from '#krm/resource.ts'
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import { namespaceOf, type FleetModel } from '#fleet/model/fleet-model.ts'
import { identityOf } from '#porch/make-package.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import { hashOf } from './package-cache.ts'

/** Keys of the packages of one fleet. */
export class PackageKeys {
  /** What all packages depend on: what makes them, and which kinds of object there are. */
  readonly #common: string
  readonly #blueprints = new Map<BlueprintPackage, string>()
  readonly #byName = new Map<string, Resource[]>()

  /** `maker`: the program, its options, the runners. */
  constructor(model: FleetModel, maker: readonly string[]) {
    for (const object of model.objects) {
      const key = `${namespaceOf(object)}\n${object.name}`
      this.#byName.set(key, [...(this.#byName.get(key) ?? []), object])
    }
    const kinds = new Set(model.objects.map((object) => `${namespaceOf(object)} ${object.apiVersion} ${object.kind}`))
    this.#common = hashOf([...maker, ...[...kinds].toSorted()])
  }

  keyOf(planned: PlannedPackage, blueprint: BlueprintPackage): string {
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
