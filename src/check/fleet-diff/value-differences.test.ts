import { expect, test } from 'vitest'
import type { PlainMap } from '#krm/print.ts'
import { fieldChanges, MOST_FIELDS, type FieldChange } from './value-differences.ts'

function fieldsOf(before: PlainMap, after: PlainMap): readonly FieldChange[] {
  return fieldChanges(before, after).fields
}

test('two long texts are cut to where they begin to differ', () => {
  const config = (range: string): string => `{"name": "${'n'.repeat(300)}", "range": "${range}", "more": "${'m'.repeat(300)}"}`
  const [change] = fieldsOf(new Map([['config', config('10.0.0.0/24')]]), new Map([['config', config('10.0.1.0/24')]]))
  expect(change!.before).toMatch(/^…n+.*10\.0\.0\.0\/24.*m+…$/)
  expect(change!.after).toMatch(/^…n+.*10\.0\.1\.0\/24.*m+…$/)
  expect(change!.before!.length).toBe(162)
})

test('a text that comes or goes, and one that differs early, keep their beginning', () => {
  const long = 'x'.repeat(400)
  expect(fieldsOf(new Map(), new Map([['a', long]]))[0]!.after).toMatch(/^"x{159}…$/)
  expect(fieldsOf(new Map([['a', `b${long}`]]), new Map([['a', `c${long}`]]))[0]).toMatchObject({ before: expect.stringMatching(/^"bx+…$/) as unknown, after: expect.stringMatching(/^"cx+…$/) as unknown })
})

test('what is hidden stays hidden, however long it is', () => {
  const key = `-----BEGIN PRIVATE KEY-----${'k'.repeat(300)}`
  expect(fieldsOf(new Map([['a', `${key}1`], ['token', 'x'.repeat(300)]]), new Map([['a', `${key}2`], ['token', 'y'.repeat(300)]])).map(({ before, after }) => [before, after])).toEqual([['(hidden)', '(hidden)'], ['(hidden)', '(hidden)']])
})

test('more than are listed are counted', () => {
  const many = (value: string): PlainMap => new Map(Array.from({ length: MOST_FIELDS + 3 }, (_, index) => [`k${index}`, value]))
  expect(fieldChanges(many('a'), many('b'))).toMatchObject({ fields: { length: MOST_FIELDS }, more: 3 })
})
