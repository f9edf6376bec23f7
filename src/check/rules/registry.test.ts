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
