import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { formatReport } from './formats.ts'
import { FINDINGS, reportOf } from './sample.ts'

const SCHEMA = `${process.env['KRM_FLEET_CORPUS'] ?? '../shared/real'}/schemas/sarif-schema-2.1.0.json`

test('regions, rules, fixes and escaped paths', () => {
  const { runs: [run] } = JSON.parse(formatReport('sarif', reportOf(FINDINGS))) as { runs: [{ tool: { driver: { rules: object[] } }; results: object[] }] }
  expect(run.tool.driver.rules).toMatchObject([{ id: 'SEC001', defaultConfiguration: { level: 'warning' } }, { id: 'SET003', help: { markdown: expect.stringContaining('Wrong:') as unknown } }])
  expect(run.results[0]).toMatchObject({
    ruleId: 'SET003',
    ruleIndex: 1,
    level: 'error',
    locations: [{ physicalLocation: { artifactLocation: { uri: 'base/a%20namespace.yaml', uriBaseId: 'SRCROOT' }, region: { startLine: 4, startColumn: 9, endLine: 4, endColumn: 13 } } }],
    relatedLocations: [{ id: 0, physicalLocation: { region: { startLine: 9, startColumn: 7, endColumn: 19 } } }],
    fixes: [{ artifactChanges: [{ replacements: [{ deletedRegion: { startLine: 9, startColumn: 7, endLine: 9, endColumn: 19 }, insertedContent: { text: 'cluster-name' } }] }] }],
  })
})

test.skipIf(!existsSync(SCHEMA))(`fits the official schema (skipped without ${SCHEMA})`, () => {
  // The schema is of draft 4, which ajv does not know by name; it uses nothing that later drafts changed but `id`.
  const { $schema, id, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8')) as { $schema: string; id: string }
  expect([$schema, id]).toEqual(['http://json-schema.org/draft-04/schema#', expect.stringContaining('2.1.0')])
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema)
  const odd = { code: 'ABC001', message: 'a', place: { file: 'ö %/ä#?.yaml', position: { line: 1, column: 1 } } }
  for (const findings of [FINDINGS, [], [odd, { message: 'b' }]]) {
    validate(JSON.parse(formatReport('sarif', reportOf(findings))))
    expect(validate.errors).toBeNull()
  }
})
