/** What a ConfigMap or Secret that a set refers to would deliver. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import { byCodeUnits } from './content-hash.ts'
import { readValue, type ValueProblem } from './controller-read.ts'
import { identityIn, type ObjectIdentity } from './payload-object.ts'
import { leftoverImages, scaledBy, trapsOf, type Trap } from './reconcile-traps.ts'
import type { PlainMap } from '#krm/print.ts'

/** One object that the controller would apply. `at` is the value it stands in. */
export interface DeliveredObject extends ObjectIdentity {
  readonly at: Field
  readonly text: string
  readonly value: PlainMap
  readonly traps: readonly Trap[]
  readonly scales: string | undefined
  readonly leftoverImages: readonly string[]
}

/** One key. What its problem stops is said at ValueProblem. */
export interface DeliveredValue {
  readonly key: string
  readonly field: Field
  readonly objects: readonly DeliveredObject[]
  readonly problem: ValueProblem | undefined
}

/** The values of a ConfigMap or Secret in the order in which the controller takes them. Those of a Secret are decoded. */
export function deliveredValues(resource: Resource): DeliveredValue[] {
  const texts = new Map<string, Field>()
  for (const field of resource.field('data').children()) texts.set(String(field.path.at(-1)), field)
  if (resource.kind === 'Secret') for (const field of resource.field('stringData').children()) texts.set(String(field.path.at(-1)), field)
  return [...texts.keys()].toSorted(byCodeUnits).map((key) => deliveredValue(key, texts.get(key)!))
}

function deliveredValue(key: string, field: Field): DeliveredValue {
  const read = readValue(textOf(field))
  if ('problem' in read) return { key, field, objects: [], problem: read.problem }
  const objects = read.documents.map(({ text, value }) => {
    const identity = identityIn(value)
    return { ...identity, at: field, text, value, traps: trapsOf(identity, value), scales: scaledBy(identity, value), leftoverImages: leftoverImages(value) }
  })
  return { key, field, objects, problem: undefined }
}

/** A value as the controller reads it: `data` of a Secret is base64, and what is no base64 counts as empty. */
function textOf(field: Field): string {
  const text = field.scalarText ?? ''
  if (field.resource.kind !== 'Secret' || field.path[0] !== 'data') return text
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text.trim()), (char) => char.charCodeAt(0)))
  } catch {
    return ''
  }
}
