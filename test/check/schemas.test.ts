// JSON Schemas of the files that people write by hand, for editors: docs/schemas/config.json (krm-fleet.yaml),
// setter-schema.json and cluster-context.json, which is made of the extended CRD. `npm run golden` writes them anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ConfigSchema } from '#cli/config/config.ts'
import { SETTER_SCHEMA, SetterSchemaConfig } from '#fleet/setter-schema.ts'
import { configKindOf, CONFIG_FILE, FN_API_VERSION } from '#krm/names.ts'

const FOLDER = fileURLToPath(new URL('../../docs/schemas/', import.meta.url))

const FILES: readonly (readonly [name: string, kind: string, description: string, schema: z.ZodMiniType])[] = [
  ['config', configKindOf('config'), `What a repository wants of krm-fleet: ${CONFIG_FILE} at its root.`, ConfigSchema],
  [SETTER_SCHEMA, configKindOf(SETTER_SCHEMA), 'What the setters of a package may be, in a file beside its Kptfile.', SetterSchemaConfig],
]

function schemaOf(kind: string, description: string, config: z.ZodMiniType): { readonly [key: string]: unknown } {
  const { $schema, properties, required = [], ...rest } = z.toJSONSchema(config, { target: 'draft-7', io: 'input' })
  return { $schema, title: kind, description, ...rest, properties: { apiVersion: { const: FN_API_VERSION }, kind: { const: kind }, metadata: { type: 'object' }, ...properties }, required: ['apiVersion', 'kind', ...required] }
}

test.each(FILES)('docs/schemas/%s.json is what the code takes, and a schema', (name, kind, description, config) => {
  const schema = schemaOf(kind, description, config)
  const text = `${JSON.stringify(schema, undefined, 2)}\n`
  if (process.env['KRM_FLEET_GOLDEN'] !== undefined) writeFileSync(`${FOLDER}${name}.json`, text)
  expect(readFileSync(`${FOLDER}${name}.json`, 'utf8') === text, `docs/schemas/${name}.json is stale: npm run golden`).toBe(true)
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema)
  const document = { apiVersion: FN_API_VERSION, kind, metadata: { name: 'x' }, ...(kind === 'SetterSchema' && { setters: { a: { type: 'integer' } } }) }
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true)
  expect(validate({ ...document, extra: 1 })).toBe(false)
})

type Schema = { readonly [key: string]: unknown; readonly properties?: Readonly<Record<string, Schema>>; readonly items?: Schema; readonly additionalProperties?: Schema | boolean }

/** A schema of the CRD for an editor: what an API server would drop is a mistake, and what it takes as it comes has two forms. */
function forEditors({ properties, items, ...rest }: Schema): Schema {
  if (rest['x-kubernetes-preserve-unknown-fields'] === true) return { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }
  const own = Object.fromEntries(Object.entries(rest).filter(([key]) => !key.startsWith('x-kubernetes-')))
  return {
    ...own,
    ...(properties !== undefined && { properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, forEditors(child)])), additionalProperties: false }),
    ...(items !== undefined && { items: forEditors(items) }),
  }
}

test('docs/schemas/cluster-context.json is the extended CRD', () => {
  const crd = load(readFileSync(new URL('../../examples/fleet/crds/clustercontexts.yaml', import.meta.url), 'utf8')) as { spec: { versions: { schema: { openAPIV3Schema: Schema } }[] } }
  const { spec } = crd.spec.versions[0]!.schema.openAPIV3Schema.properties!
  const kind = { apiVersion: { const: 'infra.nephio.org/v1alpha1' }, kind: { const: 'ClusterContext' }, metadata: { type: 'object' } }
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'ClusterContext',
    description: 'What is true of one cluster: the CRD of Nephio with the fields that krm-fleet reads besides.',
    type: 'object',
    properties: { ...kind, spec: forEditors(spec!), status: { type: 'object' } },
    required: ['apiVersion', 'kind', 'metadata'],
    additionalProperties: false,
  }
  const text = `${JSON.stringify(schema, undefined, 2)}\n`
  if (process.env['KRM_FLEET_GOLDEN'] !== undefined) writeFileSync(`${FOLDER}cluster-context.json`, text)
  expect(readFileSync(`${FOLDER}cluster-context.json`, 'utf8') === text, 'docs/schemas/cluster-context.json is stale: npm run golden').toBe(true)
  const validate = new Ajv({ strict: false }).compile(schema)
  const context = (fields: object): object => ({ apiVersion: 'infra.nephio.org/v1alpha1', kind: 'ClusterContext', metadata: { name: 'a' }, spec: fields })
  expect(validate(context({ siteCode: 's', networkContexts: [{ name: 'n2', ipRange: ['10.0.0.0/24', 'fd00::/64'], vlan: 100 }] })), JSON.stringify(validate.errors)).toBe(true)
  expect([{ sideCode: 's' }, { networkContexts: [{ name: 'n2', ipRanges: 'x' }] }, { cniConfig: { cniType: 'macvlan' } }, { networkContexts: [{ name: 'n2', vlan: 5000 }] }].map((fields) => validate(context(fields)))).toEqual([false, false, false, false])
})
