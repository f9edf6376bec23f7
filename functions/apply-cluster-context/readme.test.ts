// The tables of the README are made from the code: `npm run golden` rewrites them, this test fails when they are stale.

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CONTEXT_FINDINGS } from '#fleet/context-findings.ts'
import { DERIVED_SETTERS, NETWORK_SETTERS } from '#fleet/derived-setters.ts'
import { SETTER_FINDINGS } from '#fleet/setter-findings.ts'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ApplyClusterContextConfig } from './config.ts'

const file = fileURLToPath(new URL('README.md', import.meta.url))

interface Schema {
  readonly type?: string
  readonly description?: string
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
}

function configRows(schema: Schema, prefix = ''): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const isMap = typeof field.additionalProperties === 'object'
    const type = field.enum?.join(', ') ?? (isMap ? (field.additionalProperties as Schema).type === 'string' ? 'map of texts' : 'map of values' : field.type ?? '')
    const required = prefix !== '' && schema.required?.includes(name) === true ? ' (required)' : ''
    return [[`\`${prefix}${name}\``, type, (field.description ?? '') + required], ...configRows(field, `${prefix}${name}.`)]
  })
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

const code = (text: string): string => `\`${text}\``
/** What the audit of a context and of setters finds here; the rest of the fleet's findings belongs to other functions. */
const findings = [...Object.values(SETTER_FINDINGS), ...Object.values(CONTEXT_FINDINGS).filter((finding) => finding.code < 'FLT008')]

const tables: Readonly<Record<string, string>> = {
  config: table(['field', 'type', 'meaning'], configRows(z.toJSONSchema(ApplyClusterContextConfig) as Schema)),
  setters: table(['setter', 'also called', 'from', 'example'], DERIVED_SETTERS.map(({ name, aliases, from, example }) => [code(name), aliases.map(code).join(', '), from, code(example)])),
  networks: table(['setter', 'from', 'example'], NETWORK_SETTERS.map(({ suffix, from, example }) => [code(`<network>-${suffix}`), from, code(example)])),
  results: table(['code', 'severity', 'meaning', 'what to do'], findings.map(({ code: name, severity, means, fix }) => [name, severity, means, fix])),
}

it('holds fresh tables', () => {
  const text = readFileSync(file, 'utf8')
  const fresh = text.replaceAll(/(<!-- generated: (\w+) -->\n)[^]*?(<!-- end -->)/g, (_, start: string, name: string, end: string) => `${start}${tables[name]}\n${end}`)
  for (const name of Object.keys(tables)) expect(text).toContain(`<!-- generated: ${name} -->`)
  if (process.env['KRM_FLEET_GOLDEN'] === undefined) expect(text).toBe(fresh)
  else writeFileSync(file, fresh)
})
