// Editors check what people write by hand: each such document of blueprints and examples names its JSON Schema in its first
// line, by a path from the file, so that a clone needs no network. `npm run golden` writes lines that are missing or wrong.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { isClusterContext } from '#fleet/cluster-context.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import { configKindOf, FN_GROUP } from '#krm/names.ts'
import { entriesOf, isList, isScalar } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const MODELINE = /^# yaml-language-server: \$schema=(.*)\n/
const SCHEMAS = readdirSync(`${ROOT}docs/schemas`).map((file) => file.replace(/\.json$/, ''))

/** The schema of a document; undefined where it has none. */
function schemaOf(resource: Resource): string | undefined {
  if (isClusterContext(resource) && resource.kind === 'ClusterContext') return 'cluster-context'
  return resource.group === FN_GROUP ? SCHEMAS.find((name) => configKindOf(name) === resource.kind) : undefined
}

const written = ['blueprints', 'examples'].flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml')).map((file) => `${folder}/${file}`)).toSorted()
const documents = written.flatMap((file) => {
  const text = readFileSync(ROOT + file, 'utf8')
  const { resources } = readKrmFile(file, text)
  const name = resources[0] === undefined ? undefined : schemaOf(resources[0])
  return name === undefined && !MODELINE.test(text) ? [] : [{ file, text, resources, name }]
})

function plain(value: PlainValue): unknown {
  if (isScalar(value)) return value
  return isList(value) ? value.map(plain) : Object.fromEntries(entriesOf(value).map(([key, child]) => [key, plain(child)]))
}

test('there are documents, and every schema but those of rare files is in use', () => {
  const used = new Set(documents.map(({ name }) => name))
  expect(SCHEMAS.filter((name) => !used.has(name))).toEqual(['action-summary', 'setter-schema', 'validate-cluster-resource-set'])
})

test.each(documents.map((document) => [document.file, document] as const))('%s', (file, { text, resources, name }) => {
  const path = relative(dirname(file), `docs/schemas/${name}.json`)
  if (process.env['KRM_FLEET_GOLDEN'] !== undefined) writeFileSync(ROOT + file, `# yaml-language-server: $schema=${path}\n${text.replace(MODELINE, '')}`)
  else expect(MODELINE.exec(text)?.[1], 'npm run golden').toBe(path)
  expect(resources, 'an editor holds every document of the file against the schema').toHaveLength(1)
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(readFileSync(`${ROOT}docs/schemas/${name}.json`, 'utf8')) as object)
  expect(validate(plain(resources[0]!.field().value!)), JSON.stringify(validate.errors)).toBe(true)
})
