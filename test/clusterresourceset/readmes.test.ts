// The tables of both READMEs are those of the code (`npm run golden` rewrites them), and every code fires in a case.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import generate from '#functions/generate-cluster-resource-set/function.ts'
import validate from '#functions/validate-cluster-resource-set/function.ts'
import { CRS_FINDINGS } from '#fleet/cluster-resource-set/findings.ts'
import { CRS_LINT } from '#fleet/cluster-resource-set/lint-findings.ts'
import { SEC_FINDINGS } from '#fleet/cluster-resource-set/secret-findings.ts'
import type { FindingCode } from '#fleet/finding.ts'
import type { KrmFunction } from '#krm/function.ts'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'

const root = fileURLToPath(new URL('../../', import.meta.url))
const generated: readonly FindingCode[] = [...Object.values<FindingCode>(CRS_FINDINGS), SEC_FINDINGS.secretInConfigMap]
const linted: readonly FindingCode[] = [
  CRS_FINDINGS.duplicateObject,
  CRS_FINDINGS.noNamespace,
  CRS_FINDINGS.needsServerSide,
  CRS_FINDINGS.tooManyResources,
  CRS_FINDINGS.crdMissing,
  CRS_FINDINGS.reconcileFails,
  CRS_FINDINGS.reconcileStrips,
  CRS_FINDINGS.leftoverImage,
  ...Object.values<FindingCode>(CRS_LINT),
  ...Object.values<FindingCode>(SEC_FINDINGS),
]

interface Schema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly description?: string
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

function configRows({ properties = {}, required = [] }: Schema, prefix = ''): string[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const { type = '', items, description = '' } = field
    const kind = field.enum?.join(', ') ?? (items === undefined ? type : `list of ${items.type}`)
    const meaning = `${description}${required.includes(name) ? ' (required)' : ''}`.trim()
    return [`| \`${prefix}${name}\` | ${kind} | ${meaning} |`, ...configRows(items ?? field, `${prefix}${name}${items === undefined ? '.' : '[].'}`)]
  })
}

function tablesOf(fn: KrmFunction, findings: readonly FindingCode[]): ReadonlyMap<string, string> {
  const config = ['| field | type | meaning |', '|---|---|---|', ...configRows(z.toJSONSchema(fn.config, { io: 'input' }) as Schema)]
  const results = ['| code | severity | meaning | what to do |', '|---|---|---|---|', ...findings.map(({ code, severity, means, fix }) => `| ${code} | ${severity} | ${means} | ${fix} |`)]
  return new Map([['config', config.join('\n')], ['results', results.join('\n')]])
}

it.each([[generate, generated], [validate, linted]] as const)('the README of $name is fresh', (fn, findings) => {
  const path = `${root}functions/${fn.name}/README.md`
  const text = readFileSync(path, 'utf8')
  const tables = tablesOf(fn, findings)
  const fresh = text.replaceAll(/(<!-- generated: (\w+) -->\n)[^]*?(<!-- end -->)/g, (_, start: string, name: string, end: string) => `${start}${tables.get(name)}\n${end}`)
  if (process.env['KRM_FLEET_GOLDEN'] === undefined) expect(text).toBe(fresh)
  else writeFileSync(path, fresh)
})

describe('codes', () => {
  const all = [CRS_FINDINGS, CRS_LINT, SEC_FINDINGS].flatMap((table) => Object.values<FindingCode>(table)).map(({ code }) => code)

  it('are given once', () => expect(new Set(all).size).toBe(all.length))

  it('each fires in a case, or in the test of limits', () => {
    const folders = ['functions/generate-cluster-resource-set/cases', 'functions/validate-cluster-resource-set/cases']
    const expected = folders.flatMap((folder) => readdirSync(root + folder).map((file) => readFileSync(`${root}${folder}/${file}`, 'utf8').replace(/^[^]*-- results --/, '')))
    const seen = expected.join('\n') + readFileSync(`${root}test/clusterresourceset/limits.test.ts`, 'utf8')
    expect(all.filter((code) => !seen.includes(code))).toEqual([])
  })

  it('of the validator each have a near miss beside the case that fires', () => {
    const names = readdirSync(`${root}functions/validate-cluster-resource-set/cases`)
    expect(names.filter((name) => !name.endsWith('-near.case') && !names.includes(name.replace('.case', '-near.case')))).toEqual([])
  })
})
