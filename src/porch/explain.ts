/** Who wrote a value of a rendered package: every writer in order, the winner last. */

import { INJECTED_RESOURCE } from '#fleet/injection.ts'
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'
import { placeOf, type Place } from '#krm/result.ts'
import type { Path } from '#krm/tree.ts'
import type { RenderedItem } from '#render/outcome.ts'
import type { RenderHost } from '#render/runner.ts'
import { CONTEXT_FILE } from './clone-package.ts'
import { placesOfFunction, settersOf, type FunctionStep } from './explain-places.ts'
import type { FindObjects } from './inject-config.ts'
import { PackageMaker } from './make-package.ts'
import type { PlannedPackage } from './planned-package.ts'
import { textOf, traced, type TracedCall } from './trace.ts'

/** One step in the life of a value. */
export interface Writer {
  /** `clone`: the package's functions at the first render. `porch`: what the clone itself writes. `context`: the variant's packageContext. */
  readonly step: 'blueprint' | 'clone' | 'porch' | 'context' | 'injection' | 'variant' | 'package'
  /** What wrote it, in words. */
  readonly who: string
  readonly value: string | undefined
  readonly place: Place | undefined
  /** Where a function took the value from, when that is known: fields of the cluster's context. */
  readonly sources: readonly Place[]
}

/** A rendered object, and its writers where a field was asked for. */
export interface Explanation {
  readonly planned: PlannedPackage
  readonly blueprint: BlueprintPackage
  readonly object: Resource
  /** The file in the deployment repository's package. */
  readonly path: string
  /** Where the object stands in the blueprint; undefined for one that a function made. */
  readonly origin: Place | undefined
  /** The function that made an object that is not in the blueprint. */
  readonly maker: Writer | undefined
  readonly writers: readonly Writer[]
}

/** What an explanation is asked for. */
export interface Question {
  readonly kind: string
  readonly namespace: string | undefined
  readonly name: string
  readonly field: Path | undefined
}

/** Everything about the objects of a package that fit the question. The package is made anew for each of them. */
export async function explainPackage(question: Question, planned: PlannedPackage, blueprint: BlueprintPackage, host: RenderHost, objects: FindObjects): Promise<{ readonly ok: boolean; readonly found: readonly Explanation[] }> {
  const made = await new PackageMaker(host).make(planned, blueprint, objects)
  if (!made.ok) return { ok: false, found: [] }
  const fitting = made.items.filter(({ resource }) => fits(resource, question))
  const found: Explanation[] = []
  for (const item of fitting) {
    const file = item.path
    const source = blueprint.files.find(({ path }) => path === file)
    const original = source === undefined ? undefined : readKrmFile(`${blueprint.displayPath}/${file}`, source.text).resources[item.index]
    const origin = original?.kind === item.resource.kind ? original : undefined
    const watch = (field: Path): Promise<Writer[]> => writersOf(field, item, origin, planned, blueprint, host, objects)
    const writers = question.field === undefined ? [] : await watch(question.field)
    const maker = origin === undefined ? (await watch(['kind'])).findLast(({ value }) => value !== undefined) : undefined
    found.push({ planned, blueprint, object: item.resource, path: file, origin: origin === undefined ? undefined : placeOf(origin), maker, writers })
  }
  return { ok: true, found }
}

function fits({ kind, name, namespace }: Resource, question: Question): boolean {
  return kind === question.kind && name === question.name && (question.namespace === undefined || namespace === question.namespace)
}

async function writersOf(field: Path, item: RenderedItem, original: Resource | undefined, planned: PlannedPackage, blueprint: BlueprintPackage, host: RenderHost, objects: FindObjects): Promise<Writer[]> {
  const calls: TracedCall[] = []
  const { kind, origin } = item.resource
  await new PackageMaker(traced(host, { kind, path: origin.path, index: item.index }, field, calls)).make(planned, blueprint, objects)
  const ofVariant = planned.pipeline.mutators.length + planned.pipeline.validators.length
  // The first render runs the package's own functions, the second those of the variant too.
  const first = Math.max(0, (calls.length - ofVariant) / 2)
  const writers: Writer[] = []
  let value: string | undefined
  if (original !== undefined) {
    value = textOf(original, field)
    if (value !== undefined) writers.push({ step: 'blueprint', who: 'the blueprint', value, place: placeOf(original.field(...field)), sources: [] })
  }
  const between = (now: string | undefined): void => {
    if (now === value) return
    writers.push(betweenWriter(field, item, now, planned, objects))
    value = now
  }
  for (const [index, { fn, before, after }] of calls.entries()) {
    if (before !== undefined || index >= first) between(before)
    if (after === before) continue
    value = after
    const isClone = index < first
    const step = isClone ? 'clone' : fn.name?.startsWith(`PackageVariant.${planned.variant.name}.`) === true ? 'variant' : 'package'
    writers.push({ step, who: whoRan(fn, step), value, ...placesOfFunction(fn, settersOf(original, field), value, planned, blueprint, step) })
  }
  between(textOf(item.resource, field))
  return writers
}

/** What Porch itself writes between the two renders. */
function betweenWriter(field: Path, { resource, path }: RenderedItem, value: string | undefined, { packageContext, variant }: PlannedPackage, objects: FindObjects): Writer {
  const [top, key] = field
  const ofVariant = path === CONTEXT_FILE && top === 'data' ? (packageContext.removeKeys.find((each) => each.value === key) ?? packageContext.data.get(String(key))) : undefined
  if (ofVariant !== undefined) return { step: 'context', who: 'packageContext of the variant', value, place: placeOf(ofVariant.from), sources: [] }
  if (resource.kind === 'Kptfile' && (top === 'status' || key === 'readinessGates')) return { step: 'injection', who: 'Porch, for the injection points', value, place: undefined, sources: [] }
  if (resource.kind === 'Kptfile' && top === 'pipeline') return { step: 'variant', who: 'Porch, which puts the functions of the variant first', value, place: placeOf(variant.from), sources: [] }
  const injected = resource.annotations.get(INJECTED_RESOURCE)
  const source = injected === undefined ? undefined : objects(resource.apiVersion, resource.kind).get(injected)
  if (source === undefined || (field[0] !== 'spec' && field[0] !== 'data')) return { step: 'porch', who: 'Porch, when it cloned the package', value, place: undefined, sources: [] }
  return { step: 'injection', who: `injection of ${source.describe()}`, value, place: placeOf(source.field(...field)), sources: [] }
}

function whoRan(fn: TracedCall['fn'], step: FunctionStep): string {
  const name = fn.image ?? fn.exec ?? ''
  const whose = step === 'variant' ? 'function of the variant' : step === 'clone' ? "the package's own function, at the first render" : "the package's own function"
  return `${name} (${whose})`
}
