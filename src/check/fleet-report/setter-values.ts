/** What setters are in a package as it lies there: the values that its fields show. */

import { hides } from '#check/fleet-diff/value-differences.ts'
import { holdsCredential } from '#krm/credential.ts'
import type { Resource } from '#krm/resource.ts'
import { placeOf, type Place } from '#krm/result.ts'
import { deriveValues, isSingleReference } from '#krm/setter-pattern.ts'
import { planSetters, type SetterHit } from '#krm/setters.ts'
import { textOf } from '#porch/trace.ts'

/** The value of one setter. */
export interface ShownSetter {
  readonly value: string
  /** The field that shows it. */
  readonly at: Place
  /** Some field that asks for it holds what nobody may see. */
  readonly secret: boolean
}

const NOTHING: ReadonlyMap<string, string> = new Map()

/** The setters that fields show, by name. A field that is nothing but the setter counts before one that has it within a text. */
export function settersShown(resources: Iterable<Resource>): Map<string, ShownSetter> {
  const found = new Map<string, ShownSetter & { whole: boolean }>()
  for (const resource of resources) {
    if (!resource.mentionsSetters) continue
    for (const hit of planSetters(resource, NOTHING).hits) {
      const whole = isSingleReference(hit.pattern)
      for (const [name, value] of valuesOf(hit, resource)) {
        const before = found.get(name)
        const secret = before?.secret === true || isSecret(hit, resource)
        if (before === undefined || (whole && !before.whole)) found.set(name, { value, at: placeOf(resource.field(...hit.path)), secret, whole })
        else if (secret !== before.secret) found.set(name, { ...before, secret })
      }
    }
  }
  return found
}

function valuesOf({ pattern, before, path }: SetterHit, resource: Resource): Iterable<readonly [string, string]> {
  const text = before ?? textOf(resource, path)
  if (text === undefined) return []
  return isSingleReference(pattern) ? [[pattern.names[0]!, text]] : (deriveValues(pattern, text) ?? [])
}

function isSecret({ path }: SetterHit, { kind }: Resource): boolean {
  return kind === 'Secret' || path.some((key) => typeof key === 'string' && hides(key))
}

/** Whether a report shows no value of a setter of this name, or not this value. */
export function isHidden(name: string, value: string): boolean {
  return hides(name) || holdsCredential(value)
}
