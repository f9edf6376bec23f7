/** Values that variants pass and that do not arrive: named by nothing, or overwritten by the package's own functions. */

import { APPLY_CONTEXT, APPLY_SETTERS, functionNameOf } from '#fleet/other-setters.ts'
import { shownValueOf } from '#krm/credential.ts'
import type { Field } from '#krm/field.ts'
import { nearestName } from '#krm/nearest-name.ts'
import { entriesOf, isList, isScalar, valueOf } from '#krm/plain-value.ts'
import { formatPlace, placeOf, type Result } from '#krm/result.ts'
import type { PlannedFunction, PlannedPackage } from '#porch/planned-package.ts'
import type { CheckedPackage } from './fleet-check-input.ts'
import { FLEET_CHECK_FINDINGS as F } from './fleet-check-findings.ts'
import { GroupedFindings } from './grouped.ts'
import { LAST_WINS, type BlueprintFacts, type PackageFacts } from './package-facts.ts'

/** Checks what the mutators of variants set, for all packages. */
export function checkPassedValues(packages: readonly CheckedPackage[], blueprints: BlueprintFacts): Result[] {
  const found = new GroupedFindings()
  for (const { planned, blueprint } of packages) {
    if (blueprint === undefined) continue
    const facts = blueprints.of(blueprint)
    for (const [index, mutator] of planned.pipeline.mutators.entries()) {
      const name = functionNameOf(String(valueOf(mutator.value, 'image') ?? ''))
      if (!LAST_WINS.has(name)) continue
      const later = planned.pipeline.mutators.slice(index + 1)
      for (const { key, value, from } of passedBy(mutator)) {
        const isUsed = name !== APPLY_SETTERS || facts.setters.has(key)
        if (!isUsed) reportUnused(found, planned, key, from, facts, blueprint.displayPath)
        else if (!later.some((other) => sets(other, name, key))) reportShadowed(found, planned, { key, value, from, name }, facts)
      }
    }
  }
  return found.results()
}

/** One value that a variant passes. */
export interface Passed {
  readonly key: string
  readonly value: string
  readonly from: Field
}

/** The entries of a mutator's configMap. Those that a set computes have the place of the list of expressions. */
export function passedBy({ value, from }: PlannedFunction): Passed[] {
  const config = valueOf(value, 'configMap')
  if (config === undefined || isScalar(config) || isList(config)) return []
  return entriesOf(config).map(([key, text]) => {
    const plain = from.child('configMap', key)
    const computed = from.child('configMapExprs').children().find((entry) => entry.child('key').string === key)
    return { key, value: String(text), from: plain.exists ? plain : (computed ?? from) }
  })
}

function sets({ value }: PlannedFunction, name: string, key: string): boolean {
  return functionNameOf(String(valueOf(value, 'image') ?? '')) === name && valueOf(valueOf(value, 'configMap'), key) !== undefined
}

/** A name that switches something: kpt has no conditions. */
const FLAG = /^(?:enable|disable|with|without|use|install)-|-(?:enabled|disabled)$/
const SWITCH = /^(?:true|false|yes|no|on|off)$/i

function reportUnused(found: GroupedFindings, planned: PlannedPackage, key: string, from: Field, { setters }: PackageFacts, displayPath: string): void {
  const near = nearestName(key, setters)
  if (near === undefined && FLAG.test(key) && SWITCH.test(from.scalarText ?? 'true')) {
    found.add(F.flagSetter, `the setter ${key} can switch nothing: no comment of ${displayPath} names it, and kpt has no conditions; make what is optional a package of its own`, from, nameOf(planned))
    return
  }
  const hint = near === undefined ? 'remove it, or mark its field in the package' : `did you mean ${near}?`
  found.add(F.unusedSetter, `the variant passes the setter ${key}, which no comment of ${displayPath} names; ${hint}`, from, nameOf(planned), near === undefined ? {} : { currentValue: key, proposedValue: near })
}

function reportShadowed(found: GroupedFindings, planned: PlannedPackage, { key, value, from, name }: Passed & { readonly name: string }, { own, points }: PackageFacts): void {
  const other = own.get(name)?.get(key)
  if (other === undefined || other.value === value) return
  // A package that waits for its cluster in vain is written by nobody.
  if (other.by === APPLY_CONTEXT && points.length > 0 && planned.injectors.length === 0) return
  const place = placeOf(other.from)
  const [wins, loses] = [shownValueOf(key, other.value), shownValueOf(key, value)]
  const message = `${key} is "${wins}", not "${loses}": ${other.by} of the package (${formatPlace(place)}) runs after the variant's and overwrites it; remove ${key} from ${place.file?.endsWith('Kptfile') === true ? 'that Kptfile' : 'that file'}`
  found.add(F.shadowedValue, message, from, nameOf(planned), { related: [{ message: `the value that counts: "${wins}"`, place }], ...(wins === other.value && loses === value && { currentValue: value, proposedValue: other.value }) })
}

/** `cluster-baseline of nephio-my-ran`. */
export function nameOf({ downstream }: PlannedPackage): string {
  return `${downstream.package.value} of ${downstream.repo.value}`
}
