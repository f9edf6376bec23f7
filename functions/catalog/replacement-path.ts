/** Field paths of apply-replacements: kustomize's way to name a field, `spec.list.[name=x].[a.key/with.dots]`. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'

/** What ends a run of apply-replacements: its config, its selectors or a path that does not fit the resource. */
export class ReplacementError extends Error {}

/** The steps of a path: split at dots that are neither escaped nor in brackets; brackets stay where they hold a `=`. */
export function splitFieldPath(path: string): string[] {
  const split: string[] = []
  for (const part of path.split('.')) {
    const last = split.at(-1)
    if (last?.endsWith('\\')) split[split.length - 1] = `${last.slice(0, -1)}.${part}`
    else split.push(part)
  }
  const steps: string[] = []
  for (let index = 0; index < split.length; index++) {
    let step = split[index]!
    if (step.startsWith('[') && !step.endsWith(']')) {
      while (index < split.length - 1 && !split[index]!.endsWith(']')) step += `.${split[++index]!}`
      if (!step.includes('=')) step = step.replaceAll(/^[[\]]+|[[\]]+$/g, '')
    }
    steps.push(step.trim())
  }
  return steps.filter((step) => step !== '')
}

/** The field at a path; undefined where nothing is there. Throws where a step meets a value of another shape. */
export function findField(item: Resource, steps: readonly string[]): Field | undefined {
  let field = item.field()
  for (const step of steps) {
    const next = stepInto(field, step)
    if (next === undefined) return undefined
    field = next
  }
  return field
}

/** The field at a path, whether it is there or not; what is missing on the way is made when it is set. */
export function createAt(item: Resource, steps: readonly string[]): Field | undefined {
  let field = item.field()
  for (const [index, step] of steps.entries()) {
    // As in the original, nothing is made below a null.
    if (field.exists && field.value === null) return undefined
    const next = stepInto(field, step) ?? newStep(field, step, index === steps.length - 1)
    if (next === undefined) return undefined
    field = next
  }
  return field
}

function stepInto(field: Field, step: string): Field | undefined {
  if (!field.exists || field.value === null) return undefined
  if (/^[+-]?\d+$/.test(step)) {
    if (Number(step) < 0) throw new ReplacementError(`array index ${step} cannot be negative`)
    return itemsOf(field)[Number(step)]
  }
  if (step === '-') return itemsOf(field).at(-1)
  const match = elementOf(step)
  if (match !== undefined) return itemsOf(field).find((item) => (match.key === '' ? item : item.child(match.key)).scalarText === match.value)
  if (field.node()?.kind !== 'map') throw new ReplacementError(`wrong Node Kind for ${field.name} expected: MappingNode`)
  const child = field.child(step)
  return child.exists ? child : undefined
}

/** A key of a map is made as it is; an element `[key=value]` is appended with that one field; numbers make nothing. */
function newStep(field: Field, step: string, isLast: boolean): Field | undefined {
  if (/^[+-]?\d+$/.test(step) || step === '-') return undefined
  const match = elementOf(step)
  if (match === undefined) return field.child(step)
  if (isLast && match.key === '') return undefined
  if (!field.exists) field.set([])
  const count = itemsOf(field).length
  field.insertItem(count, match.key === '' ? match.value : new Map([[match.key, match.value]]))
  return field.child(count)
}

function itemsOf(field: Field): Field[] {
  if (field.node()?.kind !== 'seq') throw new ReplacementError(`wrong Node Kind for ${field.name} expected: SequenceNode`)
  return field.children()
}

function elementOf(step: string): { key: string; value: string } | undefined {
  if (!step.startsWith('[') || !step.endsWith(']')) return undefined
  const inner = step.slice(1, -1)
  const equals = inner.indexOf('=')
  if (equals === -1) throw new ReplacementError('list path element must contain fieldName=fieldValue for element to match')
  return { key: inner.slice(0, equals), value: inner.slice(equals + 1) }
}
