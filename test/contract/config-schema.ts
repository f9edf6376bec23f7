// The JSON Schema of a function's own config kind, for editors: docs/schemas/<function>.json.

import * as z from 'zod/mini'
import type { KrmFunction } from '#krm/function.ts'
import { configKindOf, FN_API_VERSION } from '#krm/names.ts'

/** The schema as the text of its file. Draft 7 is what YAML editors read. */
export function configSchema(fn: KrmFunction): string {
  const { $schema, properties, required = [], ...rest } = z.toJSONSchema(fn.config, { target: 'draft-7', io: 'input' })
  const schema = {
    $schema,
    title: configKindOf(fn.name),
    description: fn.summary,
    ...rest,
    properties: {
      apiVersion: { const: FN_API_VERSION },
      kind: { const: configKindOf(fn.name) },
      metadata: { type: 'object' },
      ...properties,
    },
    required: ['apiVersion', 'kind', ...required],
  }
  return `${JSON.stringify(schema, undefined, 2)}\n`
}
