// The tables of the READMEs of inject-root-sync and inject-flux-sync are those of the code. `npm run golden` rewrites them.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import injectFluxSync from '#functions/inject-flux-sync/function.ts'
import injectRootSync from '#functions/inject-root-sync/function.ts'
import type { FindingCode } from '#fleet/finding.ts'
import { FLUX_FINDINGS, PLACEMENT_FINDINGS } from '#fleet/sync/placement-findings.ts'
import { REJECTIONS } from '#fleet/sync/rejection-findings.ts'
import { SYNC_FINDINGS } from '#fleet/sync/sync-findings.ts'
import type { KrmFunction } from '#krm/function.ts'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'

const root = fileURLToPath(new URL('../../', import.meta.url))
const all: readonly FindingCode[] = [SYNC_FINDINGS, REJECTIONS, PLACEMENT_FINDINGS, FLUX_FINDINGS].flatMap((table) => Object.values<FindingCode>(table))
const { dirMissing, sameDir, secretKeys } = PLACEMENT_FINDINGS
const onlyConfigSync: ReadonlySet<string> = new Set([SYNC_FINDINGS.noSourceFormat.code, SYNC_FINDINGS.authAgainstUrl.code])
const shared = Object.values<FindingCode>(SYNC_FINDINGS).filter(({ code }) => !onlyConfigSync.has(code))

const functions: [KrmFunction, readonly FindingCode[]][] = [
  [injectRootSync, [...Object.values(SYNC_FINDINGS), ...Object.values(REJECTIONS), ...Object.values(PLACEMENT_FINDINGS)]],
  [injectFluxSync, [...shared, dirMissing, sameDir, secretKeys, ...Object.values(FLUX_FINDINGS)]],
]

interface Schema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
}

function configTable(fn: KrmFunction): string {
  const { properties = {} } = z.toJSONSchema(fn.config, { io: 'input' }) as Schema
  const rows = Object.entries(properties).map(([field, { type, enum: values, description }]) => `| \`${field}\` | ${values?.join(', ') ?? type ?? 'see there'} | ${description} |`)
  return ['| field | type | meaning |', '|---|---|---|', ...rows].join('\n')
}

function resultsTable(findings: readonly FindingCode[]): string {
  return ['| code | severity | meaning | what to do |', '|---|---|---|---|', ...findings.map(({ code, severity, means, fix }) => `| ${code} | ${severity} | ${means} | ${fix} |`)].join('\n')
}

it.each(functions)('the README of $name is fresh', (fn, findings) => {
  const path = `${root}functions/${fn.name}/README.md`
  const text = readFileSync(path, 'utf8')
  const tables = new Map([['config', configTable(fn)], ['results', resultsTable(findings)]])
  const fresh = text.replaceAll(/(<!-- generated: (\w+) -->\n)[^]*?(<!-- end -->)/g, (_, start: string, name: string, end: string) => `${start}${tables.get(name)}\n${end}`)
  if (process.env['KRM_FLEET_GOLDEN'] !== undefined) writeFileSync(path, fresh)
  else expect(text).toBe(fresh)
})

describe('codes', () => {
  it('are given once', () => expect(new Set(all.map(({ code }) => code)).size).toBe(all.length))

  it('each fires in a case, in a tree or in the table of rejections', () => {
    const folders = ['functions/inject-root-sync/cases', 'functions/inject-flux-sync/cases', 'test/sync/trees']
    const texts = folders.flatMap((folder) => readdirSync(root + folder).map((file) => readFileSync(`${root}${folder}/${file}`, 'utf8').replace(/^[^]*-- results --/, '')))
    const seen = `${texts.join('\n')}${readFileSync(`${root}src/fleet/sync/rejections.test.ts`, 'utf8')}`
    expect(all.map(({ code }) => code).filter((code) => !seen.includes(code))).toEqual([])
  })
})
