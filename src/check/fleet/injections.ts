/** Injectors that fill nothing, and injectors that name what is not there. */

import type { Injector } from '#fleet/model/package-variant.ts'
import { namespaceOf } from '#fleet/model/fleet-model.ts'
import { nearestName } from '#krm/nearest-name.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import { Fleet } from '#porch/fleet-index.ts'
import { MAKE_FINDINGS } from '#porch/make-findings.ts'
import type { CheckedPackage, FleetCheckInput } from './fleet-check-input.ts'
import { FLEET_CHECK_FINDINGS as F } from './fleet-check-findings.ts'
import { GroupedFindings } from './grouped.ts'
import type { BlueprintFacts } from './package-facts.ts'
import { nameOf } from './passed-values.ts'

/** The findings, and the packages whose empty injection points they explain. */
export interface InjectionCheck {
  readonly results: readonly Result[]
  readonly explained: ReadonlySet<CheckedPackage>
}

/** Codes of findings about a point that stays empty. */
export const EMPTY_POINT: ReadonlySet<string> = new Set([MAKE_FINDINGS.notInjected.code, MAKE_FINDINGS.optionalNotInjected.code])

/** Checks every injector of every package. */
export function checkInjections({ model, packages }: FleetCheckInput, blueprints: BlueprintFacts): InjectionCheck {
  const found = new GroupedFindings()
  const explained = new Set<CheckedPackage>()
  const fleet = new Fleet(model)
  for (const each of packages) {
    if (each.blueprint === undefined) continue
    const { points } = blueprints.of(each.blueprint)
    const { namespace } = each.planned.variant
    for (const injector of each.planned.injectors) {
      const matching = points.filter((point) => matches(injector, point))
      if (matching.length === 0) {
        found.add(F.injectorWithoutPoint, `the injector of ${describeInjector(injector)} has no injection point in ${each.blueprint.displayPath}${whatIsThere(points)}`, injector.from, nameOf(each.planned))
        continue
      }
      const name = injector.name?.value ?? ''
      const missing = matching.filter((point) => !fleet.objects(point.apiVersion, point.kind, namespace).some((object) => object.name === name))
      if (missing.length < matching.length) continue
      explained.add(each)
      const [point] = missing
      found.add(F.injectedObjectMissing, `there is no ${point!.kind} ${name} of ${point!.apiVersion} in namespace ${namespace}${hintFor(point!, name, namespace, fleet)}`, injector.name?.from ?? injector.from, nameOf(each.planned))
    }
  }
  return { results: found.results(), explained }
}

function matches({ group, version, kind }: Injector, point: Resource): boolean {
  const pointVersion = point.apiVersion.slice(point.group === '' ? 0 : point.group.length + 1)
  return (group === undefined || group.value === point.group) && (version === undefined || version.value === pointVersion) && (kind === undefined || kind.value === point.kind)
}

function describeInjector({ group, version, kind, name }: Injector): string {
  const type = [group?.value, version?.value].filter((part) => part !== undefined).join('/')
  return `${kind?.value ?? 'any kind'}${type === '' ? '' : ` of ${type}`} ${name?.value ?? ''}`.trim()
}

function whatIsThere(points: readonly Resource[]): string {
  if (points.length === 0) return ', which has none at all'
  return `, whose points are ${points.map(({ apiVersion, kind }) => `${kind} of ${apiVersion}`).join(', ')}`
}

function hintFor({ apiVersion, kind }: Resource, name: string, namespace: string, { model }: Fleet): string {
  const other = model.objects.find((object) => object.kind === kind && object.name === name)
  if (other !== undefined) return other.apiVersion === apiVersion ? `: it is in namespace ${namespaceOf(other)}` : `: it is of ${other.apiVersion}`
  const near = nearestName(name, model.objects.filter((object) => object.kind === kind && namespaceOf(object) === namespace).map((object) => object.name))
  return near === undefined ? '' : `; did you mean ${near}?`
}
