import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { CODE_FAMILIES } from '#krm/names.ts'
import { ALL_RULES } from './registry.ts'

test('every code is of a known family and stands for one rule', () => {
  const codes = ALL_RULES.map(({ code }) => code)
  expect(codes.filter((code) => !/^[A-Z]{3}\d{3}$/.test(code) || !(code.slice(0, 3) in CODE_FAMILIES))).toEqual([])
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
})

test('titles are short, sentences are sentences, examples come in pairs', () => {
  for (const { code, title, why, fix, bad, good } of ALL_RULES) {
    expect(title, code).toMatch(/^[^\n]{5,200}[^\n.]$/)
    expect(/[.)`]$/.test(why) && /[.?)`]$/.test(fix), `${code}: ${why} ${fix}`).toBe(true)
    if (bad !== undefined || good !== undefined) expect([bad, good].every((text) => text !== undefined && text !== '') || code === 'SEC010', code).toBe(true)
  }
})

/** Of running programs and containers, which checks never do, and of lists on the wire. */
const NO_RULES = /^(?:KPT2(?:0\d|1[0-3])|KRM00[123])$/

test('every code in the sources has a rule, and so a page', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const files = ['src', 'functions'].flatMap((folder) => readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => `${root}${folder}/${path}`))
  const known = new Set(ALL_RULES.map(({ code }) => code))
  const family = Object.keys(CODE_FAMILIES).join('|')
  const used = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(new RegExp(`'((?:${family})\\d{3})'`, 'g'))].map(([, code]) => code!))
  expect([...new Set(used)].filter((code) => !known.has(code) && !NO_RULES.test(code))).toEqual([])
})
