// JSON Schemas of the files that people write by hand, for editors: docs/schemas/config.json (krm-fleet.yaml) and
// docs/schemas/setter-schema.json. `npm run golden` writes them anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
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
