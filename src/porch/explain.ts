/** Who wrote a value of a rendered package: every writer in order, the winner last. */

import { CONTEXT_TEXTS } from '#fleet/cluster-context.ts'
import { INJECTED_RESOURCE } from '#fleet/injection.ts'
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import { functionNameOf } from '#fleet/other-setters.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'
import { placeOf, type Place } from '#krm/result.ts'
import type { Path } from '#krm/tree.ts'
import type { RenderedItem } from '#render/outcome.ts'
import type { RenderHost } from '#render/runner.ts'
import type { FindObjects } from './inject-config.ts'
import { located } from './located.ts'
import { PackageMaker } from './make-package.ts'
import type { PlannedPackage } from './planned-package.ts'
import { textOf, traced, type TracedCall } from './trace.ts'

/** One step in the life of a value. */
export interface Writer {
  /** `blueprint`, `clone` (first render), `injection`, `variant` or `package`. */
  readonly step: 'blueprint' | 'clone' | 'porch' | 'injection' | 'variant' | 'package'
  /** What wrote it, in words. */
  readonly who: string
  readonly value: string | undefined
  readonly place: Place | undefined
  /** Where a function took the value from, when that is known: a field of the cluster's context. */
  readonly source?: Place
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
    const writers = question.field === undefined ? [] : await writersOf(question.field, item, origin, planned, blueprint, host, objects)
    found.push({ planned, blueprint, object: item.resource, path: file, origin: origin === undefined ? undefined : placeOf(origin), writers })
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
    if (value !== undefined) writers.push({ step: 'blueprint', who: 'the blueprint', value, place: placeOf(original.field(...field)) })
  }
  const between = (now: string | undefined): void => {
    if (now === value) return
    writers.push(betweenWriter(field, item.resource, now, objects))
    value = now
  }
  for (const [index, { fn, before, after }] of calls.entries()) {
    if (before !== undefined || index >= first) between(before)
    if (after === before) continue
    value = after
    const isClone = index < first
    const step = isClone ? 'clone' : fn.name?.startsWith(`PackageVariant.${planned.variant.name}.`) === true ? 'variant' : 'package'
    const source = contextField(fn, original, field, planned, value)
    writers.push({ step, who: whoRan(fn, step), value, place: placeOfFunction(fn, original, field, planned, blueprint, step), ...(source !== undefined && { source }) })
  }
  between(textOf(item.resource, field))
  return writers
}

/** The field of the cluster's context that apply-cluster-context took: its setters are named like the fields. */
function contextField(fn: TracedCall['fn'], original: Resource | undefined, field: Path, { cluster }: PlannedPackage, value: string | undefined): Place | undefined {
  if (functionNameOf(fn.image ?? fn.exec ?? '') !== 'apply-cluster-context') return undefined
  const keys = new Set<string>(settersOf(original, field).map((name) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())))
  const key = CONTEXT_TEXTS.find((text) => keys.has(text) && cluster?.context?.[text]?.value === value)
  const from = key === undefined ? undefined : cluster?.context?.[key]?.from
  return from === undefined ? undefined : placeOf(from)
}

/** The names in the setter comment of a field. */
function settersOf(resource: Resource | undefined, field: Path): string[] {
  return [...(resource?.field(...field).lineComment ?? '').matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => name!)
}

/** What Porch itself writes between the two renders. */
function betweenWriter(field: Path, resource: Resource, value: string | undefined, objects: FindObjects): Writer {
  const injected = resource.annotations.get(INJECTED_RESOURCE)
  const source = injected === undefined ? undefined : objects(resource.apiVersion, resource.kind).get(injected)
  if (source === undefined || (field[0] !== 'spec' && field[0] !== 'data')) return { step: 'porch', who: 'Porch, when it cloned the package', value, place: undefined }
  return { step: 'injection', who: `injection of ${source.describe()}`, value, place: placeOf(source.field(...field)) }
}

function whoRan(fn: TracedCall['fn'], step: Writer['step']): string {
  const name = fn.image ?? fn.exec ?? ''
  const whose = step === 'variant' ? 'function of the variant' : step === 'clone' ? "the package's own function, at the first render" : "the package's own function"
  return `${name} (${whose})`
}

/** The entry of the pipeline; of setters the very value that was taken. */
function placeOfFunction(fn: TracedCall['fn'], original: Resource | undefined, field: Path, planned: PlannedPackage, blueprint: BlueprintPackage, step: Writer['step']): Place {
  const number = Number(/\[(\d+)\]$/.exec(fn.place.field)?.[1] ?? 0)
  const list = fn.type === 'mutator' ? planned.pipeline.mutators : planned.pipeline.validators
  const setters = settersOf(original, field)
  if (step === 'variant') {
    const entry = list[number]?.from
    if (entry === undefined) return placeOf(planned.variant.from)
    const setter = setters.map((name) => entry.child('configMap', name)).find((value) => value.exists)
    return placeOf(setter ?? entry)
  }
  const kptfile = blueprint.files.find(({ path }) => path === fn.place.file)
  const root = kptfile === undefined ? undefined : readKrmFile(`${blueprint.displayPath}/${fn.place.file}`, kptfile.text).resources[0]
  const own = step === 'clone' || fn.place.file !== 'Kptfile' ? number : number - list.length
  const entry = root?.field('pipeline', `${fn.type}s`, own)
  if (entry === undefined || !entry.exists) return located({ message: '', place: fn.place }, blueprint, new Map(), planned).place ?? fn.place
  const isSetters = functionNameOf(fn.image ?? '') === 'apply-setters'
  const setter = isSetters ? setters.map((name) => entry.child('configMap', name)).find((value) => value.exists) : undefined
  return placeOf(setter ?? entry)
}
