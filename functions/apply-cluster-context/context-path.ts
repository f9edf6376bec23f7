/** Paths that a config names: `spec.networkContexts[name=control-plane].mtu`, `metadata.labels[nephio.org/site-code]`. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'

/** The field of a resource; undefined when the path is misspelt or names nothing. */
export function fieldAt(resource: Resource, path: string): Field | undefined {
  const steps = stepsOf(path)
  if (steps === undefined) return undefined
  let field: Field | undefined = resource.field()
  for (const step of steps) field = field === undefined ? undefined : follow(field, step)
  return field?.exists === true ? field : undefined
}

/** The text of each step, brackets dropped; undefined for an empty step or an open bracket. */
function stepsOf(path: string): string[] | undefined {
  const steps = path.match(/\[[^\]]*\]|[^.[\]]+/g) ?? []
  const spelt = steps.map((step, index) => (step.startsWith('[') || index === 0 ? step : `.${step}`)).join('')
  return spelt === path && steps.length > 0 ? steps.map((step) => step.replaceAll(/^\[|\]$/g, '')) : undefined
}

/** A key of a map; of a list an index, or the first item whose key has a value. */
function follow(field: Field, step: string): Field | undefined {
  if (field.node()?.kind !== 'seq') return field.child(step)
  if (/^\d+$/.test(step)) return field.child(Number(step))
  const [, key, value] = /^([^=]+)=(.*)$/.exec(step) ?? []
  return key === undefined ? undefined : field.children().find((item) => item.child(key).scalarText === value)
}
