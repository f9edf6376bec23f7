// Validators of the CRDs of the corpus, with unknown fields forbidden.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import Ajv from 'ajv'
import { loadAll } from 'js-yaml'

interface Crd {
  readonly kind: string
  readonly spec: { readonly group: string; readonly names: { readonly kind: string }; readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: object } }[] }
}

export type Validate = ReturnType<InstanceType<typeof Ajv.default>['compile']>

/**
 * A validator per apiVersion and kind (`v1 ConfigMap`), of all CRDs in these files, made when it is asked for. Formats and
 * Kubernetes' own keywords say nothing here.
 */
export function validators(corpus: string, files: readonly string[]): { get(type: string): Validate | undefined } {
  const ajv = new Ajv.default({ strict: false, validateFormats: false, allErrors: true })
  const schemas = new Map<string, object>()
  const compiled = new Map<string, Validate>()
  for (const file of files) {
    const crds = (loadAll(readFileSync(resolve(corpus, file), 'utf8')) as (Crd | null)[]).filter((crd) => crd?.kind === 'CustomResourceDefinition') as Crd[]
    for (const { spec } of crds) for (const { name, schema } of spec.versions) schemas.set(`${spec.group}/${name} ${spec.names.kind}`, schema.openAPIV3Schema)
  }
  return {
    get(type) {
      const schema = schemas.get(type)
      if (schema === undefined) return undefined
      const known = compiled.get(type) ?? ajv.compile(closed(schema))
      compiled.set(type, known)
      return known
    },
  }
}

/** The schema with unknown fields forbidden: an API server would drop them without a word. */
function closed(schema: object): object {
  const copy: Record<string, unknown> = { ...(schema as Record<string, unknown>) }
  for (const [key, value] of Object.entries(copy)) {
    if (key === 'properties') copy[key] = Object.fromEntries(Object.entries(value as Record<string, object>).map(([name, child]) => [name, name === 'metadata' ? {} : closed(child)]))
    else if (key === 'items' || key === 'additionalProperties') copy[key] = typeof value === 'object' && value !== null ? closed(value) : value
  }
  if ('properties' in copy && !('x-kubernetes-preserve-unknown-fields' in copy) && !('additionalProperties' in copy)) copy['additionalProperties'] = false
  return copy
}
