/** From a functionConfig to a checked value: the function's own kind by its schema, other kinds as they are. */

import type * as z from 'zod/mini'
import { configKindOf, FN_API_VERSION, FN_GROUP } from './names.ts'
import { entriesOf, isList, isScalar } from './plain-value.ts'
import type { PlainValue } from './print.ts'
import type { Resource } from './resource.ts'
import type { Results } from './result.ts'
import { formatPath, type PathStep } from './tree.ts'

/** A kind that a function takes as its config; the version does not matter. */
export interface ConfigKind {
  readonly group: string
  readonly kind: string
}

/** `data` of a ConfigMap with every value's text, whatever type it was written as. */
export const CONFIG_MAP: ConfigKind = { group: '', kind: 'ConfigMap' }

/** `none`: no functionConfig was given. `own`: checked against the schema. `other`: one of the accepted kinds. */
export type FunctionConfig<C> =
  | { readonly form: 'none' }
  | { readonly form: 'own'; readonly value: C; readonly resource: Resource }
  | { readonly form: 'configMap'; readonly data: ReadonlyMap<string, string>; readonly resource: Resource }
  | { readonly form: 'other'; readonly resource: Resource }

/** The config in its form, or undefined after saying everything that is wrong with it. */
export function readFunctionConfig<S extends z.ZodMiniType>(
  functionName: string,
  schema: S,
  accepts: readonly ConfigKind[],
  resource: Resource | undefined,
  results: Results,
): FunctionConfig<z.infer<S>> | undefined {
  if (resource === undefined) return { form: 'none' }
  const problems = resource.problems()
  for (const { code, message } of problems) results.error(code, `the functionConfig is ${message}`, resource)
  if (problems.length > 0) return undefined
  const { group, kind } = resource
  if (group === FN_GROUP && kind === configKindOf(functionName)) return readOwn(schema, resource, results)
  const accepted = accepts.some((known) => known.group === group && known.kind === kind)
  if (!accepted) {
    const known = [`${FN_API_VERSION} ${configKindOf(functionName)}`, ...accepts.map((other) => `${other.group === '' ? 'v1' : other.group} ${other.kind}`)]
    results.error('KPT010', `${functionName} cannot be configured by ${resource.apiVersion || '(no apiVersion)'} ${kind || '(no kind)'}; it takes ${known.join(', ')}`, resource)
    return undefined
  }
  if (kind === 'ConfigMap' && group === '') return { form: 'configMap', data: dataOf(resource), resource }
  return { form: 'other', resource }
}

/** The texts below `data`; null counts as empty, maps and lists are left out. */
function dataOf(resource: Resource): Map<string, string> {
  const data = new Map<string, string>()
  for (const field of resource.field('data').children()) {
    const text = field.value === null ? '' : field.scalarText
    if (text !== undefined) data.set(String(field.path[1]), text)
  }
  return data
}

function readOwn<S extends z.ZodMiniType>(schema: S, resource: Resource, results: Results): FunctionConfig<z.infer<S>> | undefined {
  const value = new Map(entriesOf(resource.field().value as ReadonlyMap<string, PlainValue>))
  for (const key of ['apiVersion', 'kind', 'metadata']) value.delete(key)
  const checked = schema.safeParse(toObject(value))
  if (checked.success) return { form: 'own', value: checked.data, resource }
  for (const issue of checked.error.issues) {
    const path = issue.path as PathStep[]
    const { message, at } = explain(issue, path)
    results.error('KPT011', `functionConfig: ${message}`, resource.field(...at))
  }
  return undefined
}

/** The schema library wants objects; without a prototype no key of a user's means anything to JavaScript. */
function toObject(value: PlainValue): unknown {
  if (isScalar(value)) return value
  if (isList(value)) return value.map(toObject)
  const object: Record<string, unknown> = Object.create(null)
  for (const [key, child] of entriesOf(value)) object[key] = toObject(child)
  return object
}

interface Issue {
  readonly code: string
  readonly message: string
  readonly keys?: readonly string[]
  readonly expected?: string
  readonly values?: readonly unknown[]
}

function explain(issue: Issue, path: readonly PathStep[]): { message: string; at: readonly PathStep[] } {
  const where = path.length === 0 ? '' : `${formatPath(path)} `
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys ?? []
    return { message: `unknown field${keys.length > 1 ? 's' : ''} ${keys.map((key) => formatPath([...path, key])).join(', ')}`, at: [...path, keys[0] ?? ''] }
  }
  if (issue.code === 'invalid_type') return { message: `${where}must be of type ${issue.expected}`, at: path }
  if (issue.code === 'invalid_value') return { message: `${where}must be one of ${(issue.values ?? []).map(String).join(', ')}`, at: path }
  return { message: `${where}${issue.message}`, at: path }
}
