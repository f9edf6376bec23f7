/** The setters of a fleet's packages: the value that each cluster has in the end, and who gave it. */

import type { CheckedPackage } from '#check/fleet/fleet-check-input.ts'
import { passedBy, type Passed } from '#check/fleet/passed-values.ts'
import type { RenderedFleet } from '#check/fleet/rendered.ts'
import { auditSetters } from '#check/families/setters.ts'
import type { PackageParameters, Parameter, ParameterSource, ParameterValue } from '#check/html-report/content.ts'
import { applyingOf, isApplyContext } from '#check/families/setter-uses.ts'
import { listSetters } from '#check/list-setters.ts'
import { readSourceTree } from '#check/source-tree.ts'
import { deriveSetters } from '#fleet/derived-setters.ts'
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import { APPLY_CONTEXT, APPLY_SETTERS, functionNameOf } from '#fleet/other-setters.ts'
import type { GivenSetter } from '#fleet/setter-audit.ts'
import { SETTER_FINDINGS } from '#fleet/setter-findings.ts'
import { valueOf } from '#krm/plain-value.ts'
import { formatPlace, placeOf } from '#krm/result.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import { isHidden, settersShown, type ShownSetter } from './setter-values.ts'

/** What one blueprint says of its setters. */
interface Offer {
  /** What the package's own functions give, the value that wins. */
  readonly own: ReadonlyMap<string, GivenSetter>
  /** Which of that the cluster's context does not replace: what apply-setters gives, and `values` of apply-cluster-context. */
  readonly firm: ReadonlySet<string>
  /** What its files show before anybody sets anything. */
  readonly shown: ReadonlyMap<string, ShownSetter>
  /** Names that are given in the package and used by nothing of it. */
  readonly unused: ReadonlySet<string>
  /** The package itself takes setters from the cluster's context. */
  readonly derives: boolean
}

/** All setters, by the blueprint that packages are made from, in the order of their paths. */
export function fleetParameters(packages: readonly CheckedPackage[], rendered: RenderedFleet): PackageParameters[] {
  const byBlueprint = new Map<BlueprintPackage, number[]>()
  for (const [number, { blueprint }] of packages.entries()) if (blueprint !== undefined) byBlueprint.set(blueprint, [...(byBlueprint.get(blueprint) ?? []), number])
  const all = [...byBlueprint].map(([blueprint, numbers]): PackageParameters => {
    const made = numbers.filter((number) => packages[number]!.files !== undefined)
    const passed = new Map(made.map((number) => [number, passedSetters(packages[number]!.planned)]))
    const offer = offerOf(blueprint, new Set([...passed.values()].flatMap((map) => [...map.keys()])))
    const shown = new Map(made.map((number) => [number, settersShown(rendered.objects[number]!)]))
    const names = [...new Set([...offer.own.keys(), ...offer.shown.keys(), ...[...passed.values()].flatMap((map) => [...map.keys()])])].toSorted()
    const setters = names.map((name): Parameter => ({ name, values: together(made.map((number) => valueIn(name, packages[number]!.planned, blueprint, offer, passed.get(number)!.get(name), shown.get(number)!.get(name)))) }))
    return { blueprint: blueprint.displayPath, setters: setters.filter(({ values }) => values.length > 0) }
  })
  return all.filter(({ setters }) => setters.length > 0).toSorted((a, b) => (a.blueprint < b.blueprint ? -1 : 1))
}

/** What the variant's own apply-setters give; of several the last counts. */
function passedSetters({ pipeline }: PlannedPackage): Map<string, Passed> {
  const given = pipeline.mutators.filter(({ value }) => functionNameOf(String(valueOf(value, 'image') ?? '')) === APPLY_SETTERS)
  return new Map(given.flatMap((mutator) => passedBy(mutator).map((passed) => [passed.key, passed] as const)))
}

function offerOf({ displayPath, files, kptfileDirs }: BlueprintPackage, passed: ReadonlySet<string>): Offer {
  const tree = readSourceTree({ name: displayPath, files, kptfileDirs })
  const root = tree.packages.find(({ dir }) => dir === '')
  const applied = root === undefined ? [] : applyingOf(root).flatMap(({ given }) => [...given.keys()])
  const listed = root === undefined ? [] : listSetters(tree, root)
  const unused = auditSetters(tree, passed).flatMap(({ code, place }) => (code === SETTER_FINDINGS.unused.code ? (place?.field?.split(/[.[]/).at(-1)?.replace(/\]$/, '') ?? []) : []))
  return {
    own: new Map(listed.flatMap(({ name, given }) => (given.length === 0 ? [] : [[name, given.at(-1)!] as const]))),
    firm: new Set([...applied, ...listed.flatMap(({ name, given }) => (given.at(-1)?.from.path[0] === 'values' ? [name] : []))]),
    shown: settersShown(tree.packages.flatMap(({ resources }) => resources)),
    unused: new Set(unused),
    derives: root?.kptfile?.mutators.some(isApplyContext) === true,
  }
}

/** Who may have given a value, the value that it gives, and where. */
type Candidate = readonly [source: ParameterSource, value: string | undefined, at: () => string]

function valueIn(name: string, planned: PlannedPackage, { displayPath }: BlueprintPackage, offer: Offer, passed: Passed | undefined, shown: ShownSetter | undefined): ParameterValue | undefined {
  const own = offer.own.get(name)
  const value = shown?.value ?? own?.text ?? passed?.value
  if (value === undefined) return undefined
  const inBlueprint = (place: string): string => `${displayPath}/${place}`
  const derived = contextValue(name, planned, offer)
  const ofPackage: Candidate = ['package', own?.text, () => inBlueprint(formatPlace(placeOf(own!.from)))]
  const ofContext: Candidate = ['context', derived?.value, () => formatPlace(placeOf(derived!.from))]
  const candidates: readonly Candidate[] = [
    ...(offer.firm.has(name) ? [ofPackage, ofContext] : [ofContext, ofPackage]),
    ['variant', passed?.value, () => formatPlace(placeOf(passed!.from))],
    ['blueprint', offer.shown.get(name)?.value, () => inBlueprint(formatPlace(offer.shown.get(name)!.at))],
  ]
  const [source, , at] = candidates.find(([, given]) => given === value) ?? ['other' as const, value, () => '']
  const hidden = shown?.secret === true || offer.shown.get(name)?.secret === true || isHidden(name, value)
  const isShadowed = passed !== undefined && own !== undefined && shown !== undefined && passed.value !== value && own.text === value
  return {
    value: hidden ? '(hidden)' : value,
    source,
    at: at(),
    clusters: [planned.cluster?.name ?? planned.downstream.repo.value],
    unused: shown === undefined && (source === 'variant' ? !offer.shown.has(name) : offer.unused.has(name)),
    shadowed: isShadowed ? { value: hidden || isHidden(name, passed.value) ? '(hidden)' : passed.value, at: formatPlace(placeOf(passed.from)) } : undefined,
  }
}

/** What the cluster's context gives a setter, where a function asks it. */
function contextValue(name: string, { cluster, downstreamRepository, pipeline }: PlannedPackage, { derives }: Offer): { readonly value: string; readonly from: Parameters<typeof placeOf>[0] } | undefined {
  const isAsked = derives || pipeline.mutators.some(({ value }) => functionNameOf(String(valueOf(value, 'image') ?? '')) === APPLY_CONTEXT)
  if (!isAsked || cluster?.context === undefined) return undefined
  return deriveSetters({ context: cluster.context, repository: downstreamRepository }).get(name)
}

/** The same value from the same place is one entry with all of its clusters. */
function together(values: readonly (ParameterValue | undefined)[]): ParameterValue[] {
  const same = new Map<string, ParameterValue & { clusters: string[] }>()
  for (const each of values) {
    if (each === undefined) continue
    const key = JSON.stringify([each.value, each.source, each.at, each.unused, each.shadowed])
    const known = same.get(key)
    if (known === undefined) same.set(key, { ...each, clusters: [...each.clusters] })
    else known.clusters.push(...each.clusters)
  }
  return [...same.values()]
}
