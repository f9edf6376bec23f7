// The tables of the README are made from the code: `npm run golden` rewrites them, this test fails when they are stale.

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NETWORK_RULES } from '#fleet/network/rules.ts'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ValidateNetworkContextsConfig } from './config.ts'

const file = fileURLToPath(new URL('README.md', import.meta.url))

interface Schema {
  readonly type?: string
  readonly description?: string
  readonly enum?: readonly string[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

/** `rules` has one field per rule: the table of rules lists them. */
function configRows(schema: Schema, prefix = ''): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const { items, description = '', type = '' } = field
    const of = items?.enum?.join(', ') ?? items?.type
    const required = prefix !== '' && schema.required?.includes(name) === true ? ' (required)' : ''
    const row = [`\`${prefix}${name}\``, of === undefined ? type : `list of ${of}`, description + required]
    return [row, ...(name === 'rules' ? [] : configRows(items ?? field, `${prefix}${name}[].`))]
  })
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

const tables: Readonly<Record<string, string>> = {
  config: table(['field', 'type', 'meaning'], configRows(z.toJSONSchema(ValidateNetworkContextsConfig) as Schema)),
  rules: table(['code', 'severity', 'what', 'why', 'what to do'], NETWORK_RULES.map(({ code, severity, title, why, fix }) => [code, severity, title, why, fix])),
}

it('holds fresh tables', () => {
  const text = readFileSync(file, 'utf8')
  const fresh = text.replaceAll(/(<!-- generated: (\w+) -->\n)[^]*?(<!-- end -->)/g, (_, start: string, name: string, end: string) => `${start}${tables[name]}\n${end}`)
  for (const name of Object.keys(tables)) expect(text).toContain(`<!-- generated: ${name} -->`)
  if (process.env['KRM_FLEET_GOLDEN'] === undefined) expect(text).toBe(fresh)
  else writeFileSync(file, fresh)
})
