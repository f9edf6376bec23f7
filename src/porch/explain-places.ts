/** Where the writer of a value stands: entries of pipelines, values in their configs, fields of the cluster's context. */

import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import { deriveSetters } from '#fleet/derived-setters.ts'
import { APPLY_CONTEXT, APPLY_SETTERS, functionNameOf } from '#fleet/other-setters.ts'
import type { Field } from '#krm/field.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'
import { placeOf, type Place } from '#krm/result.ts'
import type { Path } from '#krm/tree.ts'
import type { PipelineFunction } from '#render/pipeline-function.ts'
import { located } from './located.ts'
import type { PlannedPackage } from './planned-package.ts'

/** Whether a function ran because of the variant, for the package, or for the package at the first render. */
export type FunctionStep = 'variant' | 'package' | 'clone'

/** A function that wrote a value: its place, and where it took the value from, as far as that is known. */
export interface FunctionPlaces {
  /** The value in the function's config, else the entry of the pipeline. */
  readonly place: Place
  /** Fields of the cluster's context. */
  readonly sources: readonly Place[]
}

/** `setters`: the names in the comment of the field. `value`: what was written. */
export function placesOfFunction(fn: PipelineFunction, setters: readonly string[], value: string | undefined, planned: PlannedPackage, blueprint: BlueprintPackage, step: FunctionStep): FunctionPlaces {
  const entry = entryOf(fn, planned, blueprint, step)
  const name = functionNameOf(fn.image ?? fn.exec ?? '')
  const fallback = entry === undefined ? placeOfStep(fn, planned, blueprint, step) : placeOf(entry)
  if (name !== APPLY_SETTERS && name !== APPLY_CONTEXT) return { place: fallback, sources: [] }
  const config = configOf(fn, blueprint)
  const given = (...parts: string[]): Field | undefined =>
    setters.map((setter) => config?.field(...parts, setter)).find((field) => field?.exists === true)
  const inline = setters.map((setter) => entry?.child('configMap', setter)).find((field) => field?.exists === true)
  if (name === APPLY_SETTERS) return { place: placeOrFallback(inline ?? given('data'), fallback), sources: [] }
  const first = given('values') ?? given('fields')
  const sources = first === undefined ? contextFields(setters, value, planned) : []
  const later = sources.length > 0 ? undefined : (inline ?? given('data') ?? given('defaults'))
  return { place: placeOrFallback(first ?? later, fallback), sources }
}

function placeOrFallback(field: Field | undefined, fallback: Place): Place {
  return field === undefined ? fallback : placeOf(field)
}

/** The entry of the pipeline as a person wrote it. */
function entryOf(fn: PipelineFunction, planned: PlannedPackage, blueprint: BlueprintPackage, step: FunctionStep): Field | undefined {
  const number = Number(/\[(\d+)\]$/.exec(fn.place.field)?.[1] ?? 0)
  const list = fn.type === 'mutator' ? planned.pipeline.mutators : planned.pipeline.validators
  if (step === 'variant') return list[number]?.from
  const own = step === 'clone' || fn.place.file !== 'Kptfile' ? number : number - list.length
  const entry = resourceAt(fn.place.file, blueprint)?.field('pipeline', `${fn.type}s`, own)
  return entry?.exists === true ? entry : undefined
}

function placeOfStep(fn: PipelineFunction, planned: PlannedPackage, blueprint: BlueprintPackage, step: FunctionStep): Place {
  return step === 'variant' ? placeOf(planned.variant.from) : (located({ message: '', place: fn.place }, blueprint, new Map(), planned).place ?? fn.place)
}

/** The file that `configPath` names, which lies beside the Kptfile. */
function configOf({ configPath, place }: PipelineFunction, blueprint: BlueprintPackage): Resource | undefined {
  const folder = place.file.slice(0, place.file.lastIndexOf('/') + 1)
  return configPath === undefined ? undefined : resourceAt(folder + configPath, blueprint)
}

function resourceAt(path: string, { files, displayPath }: BlueprintPackage): Resource | undefined {
  const file = files.find((each) => each.path === path)
  return file === undefined ? undefined : readKrmFile(`${displayPath}/${path}`, file.text).resources[0]
}

/** The fields of the cluster's context whose texts are in what was written. */
function contextFields(setters: readonly string[], value: string | undefined, { cluster, downstreamRepository }: PlannedPackage): Place[] {
  if (cluster?.context === undefined || value === undefined) return []
  const derived = deriveSetters({ context: cluster.context, repository: downstreamRepository })
  return setters.flatMap((name) => {
    const found = derived.get(name)
    return found === undefined || !value.includes(found.value) ? [] : [placeOf(found.from)]
  })
}

/** The names in the setter comment of a field. */
export function settersOf(resource: Resource | undefined, field: Path): string[] {
  return [...(resource?.field(...field).lineComment ?? '').matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => name!)
}
