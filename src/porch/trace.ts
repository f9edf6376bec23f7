/** Watches one field of one object while a package is made. */

import type { Resource } from '#krm/resource.ts'
import type { Path } from '#krm/tree.ts'
import type { PipelineFunction } from '#render/pipeline-function.ts'
import type { RenderHost } from '#render/runner.ts'

/** Which object, by where it stands and what it is: functions may rename it. */
export interface TracedObject {
  /** Relative to the package that it belongs to. */
  readonly path: string
  readonly index: number
  readonly kind: string
}

/** One call of a function and the field's text around it; undefined where the object or the field is not there. */
export interface TracedCall {
  readonly fn: PipelineFunction
  readonly before: string | undefined
  readonly after: string | undefined
}

/** The same host, which notes what each call does to the field. Only functions in this process can be watched. */
export function traced(host: RenderHost, object: TracedObject, field: Path, calls: TracedCall[]): RenderHost {
  const read = (items: readonly Resource[]): string | undefined => {
    const found = items.find(({ kind, origin }) => kind === object.kind && origin.path === object.path && origin.index === object.index)
    return found === undefined ? undefined : textOf(found, field)
  }
  return {
    ...host,
    runnerFor: async (fn) => {
      const prepared = await host.runnerFor(fn)
      if (!('run' in prepared)) return prepared
      return {
        ...prepared,
        run: async (call) => {
          const before = read(call.items)
          const answer = await prepared.run(call)
          calls.push({ fn, before, after: 'items' in answer ? read(answer.items) : undefined })
          return answer
        },
      }
    },
  }
}

/** The value as text: a scalar as it is written, anything else as JSON. */
export function textOf(resource: Resource, path: Path): string | undefined {
  const field = resource.field(...path)
  if (!field.exists) return undefined
  return field.scalarText ?? JSON.stringify(plain(field.value), undefined, 0)
}

/** Maps as objects without a prototype, for printing only. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, child]: [unknown, unknown]) => [String(key), plain(child)]))
  if (Array.isArray(value)) return value.map(plain)
  return typeof value === 'bigint' ? String(value) : value
}
