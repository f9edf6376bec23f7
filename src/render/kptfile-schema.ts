/** What a Kptfile may hold: kpt.dev/v1 with everything that the newest released kpt reads. */

/**
 * The shape of a value. `text` is any scalar (kpt decodes numbers and booleans into strings), `integer` a whole number,
 * `any` is not looked into; a map of shapes is an object with these fields and no others.
 */
export type Shape = 'text' | 'integer' | 'any' | { readonly listOf: Shape } | { readonly mapOf: Shape } | { readonly fields: Fields }
export type Fields = ReadonlyMap<string, Shape>

function object(fields: Readonly<Record<string, Shape>>): { readonly fields: Fields } {
  return { fields: new Map(Object.entries(fields)) }
}

const texts: Shape = { mapOf: 'text' }

const selector = object({ apiVersion: 'text', kind: 'text', name: 'text', namespace: 'text', labels: texts, annotations: texts })

const pipelineFunction = object({
  image: 'text',
  exec: 'text',
  configPath: 'text',
  configMap: texts,
  name: 'text',
  tag: 'text',
  selectors: { listOf: selector },
  exclude: { listOf: selector },
})

const result = object({
  message: 'text',
  severity: 'text',
  resourceRef: object({ apiVersion: 'text', kind: 'text', name: 'text', namespace: 'text' }),
  field: 'any',
  file: object({ path: 'text', index: 'integer' }),
  tags: texts,
})

const step = object({
  name: 'text',
  image: 'text',
  exec: 'text',
  executionError: 'text',
  stderr: 'text',
  exitCode: 'integer',
  results: { listOf: result },
  errorResults: { listOf: result },
})

/** The whole document. */
export const KPTFILE_SHAPE: Shape = object({
  apiVersion: 'text',
  kind: 'text',
  metadata: object({ name: 'text', namespace: 'text', labels: texts, annotations: texts }),
  upstream: object({ type: 'text', git: object({ repo: 'text', directory: 'text', ref: 'text' }), updateStrategy: 'text' }),
  upstreamLock: object({
    type: 'text',
    git: object({ repo: 'text', directory: 'text', ref: 'text', commit: 'text' }),
    generic: object({ storeID: 'text', resourceID: 'text', resourceVersion: 'text' }),
  }),
  info: object({
    site: 'text',
    emails: { listOf: 'text' },
    license: 'text',
    licenseFile: 'text',
    description: 'text',
    keywords: { listOf: 'text' },
    man: 'text',
    readinessGates: { listOf: object({ conditionType: 'text' }) },
  }),
  pipeline: object({ mutators: { listOf: pipelineFunction }, validators: { listOf: pipelineFunction } }),
  inventory: object({ namespace: 'text', name: 'text', inventoryID: 'text', labels: texts, annotations: texts }),
  status: object({
    conditions: { listOf: object({ type: 'text', status: 'text', reason: 'text', message: 'text' }) },
    renderStatus: object({ mutationSteps: { listOf: step }, validationSteps: { listOf: step }, errorSummary: 'text' }),
  }),
})
