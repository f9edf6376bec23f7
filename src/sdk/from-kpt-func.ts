/** Runs functions written for npm `kpt-functions` 0.16.1 in our runtime: what they do not change stays as it was written. */

import type { KptFunc, KubernetesObject } from 'kpt-functions'
import * as z from 'zod/mini'
import { FieldError } from '#krm/field-error.ts'
import type { FunctionOutcome, KrmFunction } from '#krm/function.ts'
import { isList, isScalar } from '#krm/plain-value.ts'
import { printDocument, type PlainMap } from '#krm/print.ts'
import { Resource } from '#krm/resource.ts'
import { Results } from '#krm/result.ts'
import { FunctionConfigError, OWN_LIBRARY, type KptLibrary } from './configs.ts'
import { mapResult } from './map-result.ts'
import { plainOf } from './object-of.ts'
import { contradictionIn, placeIn, removePlace, settleSpellings } from './origin-annotations.ts'
import { spliceDifferences } from './splice-differences.ts'
import { configObjectOf, isTracked, markObjects, matchObjects, trackObjects, type Hidden, type Tracked } from './tracked-objects.ts'

/** What our runtime has to know about such a function. */
export interface KptFuncDeclaration {
  /** Verb and noun, DNS-1123. */
  readonly name: string
  /** A validator's changes are dropped. The default is `mutator`. */
  readonly type?: 'mutator' | 'validator'
  /** One sentence; the default is the first line of the function's `usage`. */
  readonly summary?: string
  /**
   * The package itself (`import * as kpt from 'kpt-functions'`), for a function that compares with its classes by
   * `instanceof`. By default a `Configs` of our own is handed in, so that the package need not be loaded at all: it
   * replaces the global console when it is.
   */
  readonly library?: KptLibrary
}

/** As KrmFunction, but a function of that package answers later. Any kind may stand as its functionConfig. */
export interface KptFunction extends Omit<KrmFunction, 'invoke'> {
  invoke(items: readonly Resource[], functionConfig: Resource | undefined): Promise<FunctionOutcome>
}

/**
 * The function in our runtime. It sees objects with the values of js-yaml 3, as with its own `run()` (dates excepted: see
 * `readAsJsYaml3`); afterwards the differences are spliced into the text. Order and duplicates are kept, new objects
 * stand at the end, results have no codes.
 *
 * - KPT020 error: it threw a FunctionConfigError. KPT021 error: it threw something else, or what it left is no object.
 *   Nothing is changed then.
 * - KPT022 info: a resource had to be written anew, without its comments (see `spliceDifferences`).
 */
export function fromKptFunc(declaration: KptFuncDeclaration, fn: KptFunc): KptFunction {
  const { name, type = 'mutator', library = OWN_LIBRARY } = declaration
  return {
    name,
    type,
    summary: declaration.summary ?? fn.usage.trim().split('\n', 1)[0]!,
    config: z.looseObject({}),
    accepts: [],
    async invoke(items, functionConfig) {
      const results = new Results()
      const answer = await call(fn, library, items, functionConfig, results)
      const kept = answer === undefined || type === 'validator' ? items : apply(answer, results)
      return { items: kept, results: results.list, ok: !results.hasErrors }
    },
  }
}

/** What the function was given, and what it left. */
interface Answer {
  readonly given: readonly (Tracked | Hidden)[]
  readonly objects: readonly { readonly value: PlainMap; readonly place: { path: string; index: number } | undefined; readonly was: Tracked | undefined }[]
}

async function call(
  fn: KptFunc,
  library: KptLibrary,
  items: readonly Resource[],
  functionConfig: Resource | undefined,
  results: Results,
): Promise<Answer | undefined> {
  let configs: InstanceType<KptLibrary['Configs']> | undefined
  try {
    const given = trackObjects(items)
    const tracked = given.filter(isTracked)
    for (const { object } of tracked) refuse(contradictionIn(object))
    markObjects(tracked)
    configs = new library.Configs(tracked.map(({ object }) => object), functionConfig && configObjectOf(functionConfig))
    await fn(configs)
    for (const result of configs.getResults()) results.add(mapResult(result))
    return { given, objects: answered(configs.getAll(), tracked) }
  } catch (error) {
    if (configs !== undefined && results.list.length === 0) for (const result of configs.getResults()) results.add(mapResult(result))
    const ofConfig = error instanceof FunctionConfigError || error instanceof library.FunctionConfigError || isCalled(error, 'FunctionConfigError')
    const message = error instanceof Error ? error.message : String(error)
    if (ofConfig) results.error('KPT020', `functionConfig: ${message}`, functionConfig)
    else results.error('KPT021', `the function threw: ${message}`)
    return undefined
  }
}

/** The function may have brought a copy of the package of its own, whose class no `instanceof` here knows. */
function isCalled(error: unknown, name: string): boolean {
  return error instanceof Error && error.constructor.name === name
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new Error(problem)
}

function answered(left: readonly KubernetesObject[], tracked: readonly Tracked[]): Answer['objects'] {
  const matches = matchObjects(left, tracked)
  refuse(settleSpellings(left, matches.map((was) => was?.origin), tracked.map(({ origin }) => origin)))
  const placesAdded = tracked.some(({ placeAdded }) => placeAdded)
  return left.map((object, at) => {
    const was = matches[at]
    const place = placeIn(object)
    if (was?.placeAdded ?? placesAdded) removePlace(object)
    const value = plainOf(object)
    if (value === undefined || isScalar(value) || isList(value)) throw new FieldError('an object of the answer is no map')
    return { value, place, was }
  })
}

/** Writes the answer into the resources; returns them in their order, without the removed and with the new ones. */
function apply({ given, objects }: Answer, results: Results): Resource[] {
  const kept = new Set<Tracked>()
  for (const { value, place, was } of objects) {
    if (was === undefined) continue
    kept.add(was)
    const { resource, before, placeAdded } = was
    if (placeAdded && place !== undefined) {
      resource.origin.path = place.path
      resource.origin.index = place.index
    }
    if (spliceDifferences(resource, before, value)) continue
    results.info('KPT022', `${resource.describe()} was written anew, without its comments: the function made several values of one that an anchor shares`, resource)
  }
  const remaining = given.filter((item) => (isTracked(item) ? kept.has(item) : item.shadowedBy === undefined || kept.has(item.shadowedBy)))
  const placesAdded = given.some((item) => isTracked(item) && item.placeAdded)
  const fresh = objects.filter(({ was }) => was === undefined)
  return [...remaining.map(({ resource }) => resource), ...fresh.map(({ value, place }) => newResource(value, placesAdded ? place : undefined))]
}

/** A new object. Where places are written into the texts, its own annotations say where it belongs. */
function newResource(value: PlainMap, place: { path: string; index: number } | undefined): Resource {
  return new Resource(printDocument(value), 'document', place === undefined ? undefined : { ...place })
}
