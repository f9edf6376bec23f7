/** Packages as a check made them before: from the same by the same program, with the functions that ran. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import type { FleetModel } from '#fleet/model/fleet-model.ts'
import type { Result } from '#krm/result.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import type { Config } from '#cli/config/config.ts'
import { hashOf, type PackageCache } from './package-cache.ts'
import { PackageKeys } from './package-key.ts'

/** The folder of the bundle that runs; there is none where tests run the sources. */
declare const __dirname: string | undefined

/** What a check keeps of a package that was made, and finds again. */
export interface KeptPackage {
  readonly files: ReadonlyMap<string, string>
  readonly results: readonly Result[]
  /** Names of the functions that ran. */
  readonly functions: readonly string[]
}

/** Entries of one fleet. They are others than those of `fleet render`: a check runs less, and writes nothing that tells who rendered. */
export class CheckCache {
  readonly #cache: PackageCache
  readonly #keys: PackageKeys

  constructor(cache: PackageCache, model: FleetModel, config: Config) {
    this.#cache = cache
    this.#keys = new PackageKeys(model, ['check', programDigest(), JSON.stringify(config.runners ?? {})])
  }

  get(planned: PlannedPackage, blueprint: BlueprintPackage): KeptPackage | undefined {
    const found = this.#cache.get(this.#keys.keyOf(planned, blueprint))
    return found && { files: new Map(found.files), results: found.results, functions: found.functions ?? [] }
  }

  put(planned: PlannedPackage, blueprint: BlueprintPackage, { files, results, functions }: KeptPackage): void {
    this.#cache.put(this.#keys.keyOf(planned, blueprint), { files: [...files], objects: 0, results, functions })
  }
}

let digest: string | undefined

/** Of the program's text, not its version: a workflow may name any commit. */
function programDigest(): string {
  const folder = typeof __dirname === 'string' ? __dirname : undefined
  digest ??= folder === undefined ? '' : hashOf(readdirSync(folder).filter((name) => name.endsWith('.cjs')).toSorted().flatMap((name) => [name, readFileSync(join(folder, name), 'utf8')]))
  return digest
}
