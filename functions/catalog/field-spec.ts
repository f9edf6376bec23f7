/** kustomize's field specs: which fields of which resources, `spec/template/spec/containers[]/image`. */

import type { Field } from '#krm/field.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'

/** Empty parts match everything. `create` makes what is missing on the way, lists excepted. */
export interface FieldSpec {
  readonly group?: string
  readonly version?: string
  readonly kind?: string
  /** Steps between slashes; a slash of a key is `\/`, and `[]` stands behind a list. Lists need no mark to be gone through. */
  readonly path: string
  readonly create?: boolean
}

/** What ends a run: a path that does not fit its resource, or a config that cannot be read. */
export class FieldSpecError extends Error {}

/** Calls `visit` for each field that a spec means. With `creates`, fields that are not there yet are made maps. */
export function visitFields(item: Resource, spec: FieldSpec, creates: boolean, visit: (field: Field) => void): void {
  if (!fitsSpec(item, spec)) return
  const steps = spec.path.split(/(?<!\\)\//).map((step) => step.replaceAll('\\/', '/'))
  try {
    descend(item.field(), steps[0] === '' ? steps.slice(1) : steps, creates && spec.create === true, visit)
  } catch (error) {
    if (error instanceof FieldSpecError) throw new FieldSpecError(`considering field '${spec.path}' of ${item.describe()}: ${error.message}`)
    throw error
  }
}

/** Whether kind, group and version are those that the spec names. */
export function fitsSpec(item: Resource, { group = '', version = '', kind = '' }: FieldSpec): boolean {
  const { apiVersion } = item
  return (kind === '' || kind === item.kind) && (group === '' || group === item.group) && (version === '' || version === apiVersion.slice(apiVersion.indexOf('/') + 1))
}

function descend(field: Field, steps: readonly string[], create: boolean, visit: (field: Field) => void): void {
  const [step, ...rest] = steps
  if (step === undefined) return visit(field)
  const kind = field.node()?.kind
  if (field.value === null) return
  if (kind === 'seq') for (const item of field.children()) descend(item, steps, create, visit)
  else if (kind === 'map') descendInto(field, step, rest, create, visit)
  else throw new FieldSpecError('expected sequence or mapping node')
}

function descendInto(field: Field, step: string, rest: readonly string[], create: boolean, visit: (field: Field) => void): void {
  const isList = step.endsWith('[]')
  const name = isList ? step.slice(0, -2) : step
  if (name === '') throw new FieldSpecError('cannot set or create an empty field name')
  const child = field.child(name)
  if (child.exists) {
    if (child.value === null && (create || isList)) child.set(isList ? [] : new Map())
    return descend(child, rest, create, visit)
  }
  if (!create || isList) return
  // Maps are made as far as the next list; what is visited makes itself.
  const list = rest.findIndex((each) => each.endsWith('[]'))
  if (list === -1) visit(child.child(...rest))
  else child.child(...rest.slice(0, list)).set(new Map())
}

/** Field specs of a config, as its list at `key` has them. Throws a FieldSpecError for another shape. */
export function readFieldSpecs(value: PlainValue | undefined, key: string): FieldSpec[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new FieldSpecError(`failed to unmarshal config: ${key} must be a list`)
  return (value as readonly PlainValue[]).map((spec) => {
    if (!(spec instanceof Map)) throw new FieldSpecError(`failed to unmarshal config: each of ${key} must be a map`)
    const text = (name: string): string => textIn(spec.get(name) ?? '', `${name} of ${key}`)
    const create = spec.get('create') ?? false
    if (typeof create !== 'boolean') throw new FieldSpecError(`failed to unmarshal config: create of ${key} must be true or false`)
    return { group: text('group'), version: text('version'), kind: text('kind'), path: text('path'), create }
  })
}

/** A value that must be a string. Throws a FieldSpecError that names the field. */
export function textIn(value: PlainValue, name: string): string {
  if (typeof value !== 'string') throw new FieldSpecError(`failed to unmarshal config: ${name} must be a text`)
  return value
}
