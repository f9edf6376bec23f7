import { expect, test } from 'vitest'
import { matchesGlob, whyNotSetter } from './setter-fits.ts'
import type { SetterSpec } from './setter-schema.ts'

const CASES: readonly (readonly [spec: SetterSpec, fits: readonly string[], not: readonly string[]])[] = [
  [{}, ['', 'a', '1'], []],
  [{ required: true }, ['a'], ['']],
  [{ type: 'integer', minimum: 1, maximum: 10 }, ['1', '10'], ['0', '11', '1.5', 'a', '"1"']],
  [{ type: 'number' }, ['1', '1.5', '1e3'], ['a', 'true']],
  [{ type: 'boolean' }, ['true', 'false'], ['0', 'maybe']],
  [{ type: 'list', format: 'cidr' }, ['[]', '[10.0.0.0/8]', '[10.0.0.0/8, fd00::/8]'], ['10.0.0.0/8', '[10.0.0.0]', '[a', 'a: b']],
  [{ enum: ['small', 'large'] }, ['small'], ['Small', 'medium']],
  [{ pattern: 'site-*-??' }, ['site-ran-01', 'site--01', 'site-a-b-01'], ['site-ran-1', 'xsite-ran-01', 'site-ran-011x-']],
  [{ format: 'ip' }, ['10.0.0.1', 'fd00::1'], ['10.0.0.1/24', '010.0.0.1']],
  [{ format: 'dns-1123-label' }, ['a', 'a-1', 'a'.repeat(63)], ['A', '-a', 'a.b', 'a'.repeat(64)]],
  [{ format: 'dns-1123-subdomain' }, ['a.b', 'a'], ['a..b', 'a_b']],
  [{ format: 'quantity' }, ['500m', '2Gi', '1'], ['2GB']],
  [{ format: 'port' }, ['1', '65535'], ['0', '65536', '08']],
]

test.each(CASES)('%j', (spec, fits, not) => {
  for (const text of fits) expect(whyNotSetter(text, spec), text).toBeUndefined()
  for (const text of not) expect(whyNotSetter(text, spec), text).toMatch(/^(?:is|does|holds) /)
})

test('a glob takes time linear in text times pattern', () => {
  expect(matchesGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(20_000))).toBe(false)
  expect(matchesGlob('*', '')).toBe(true)
  expect(matchesGlob('', '')).toBe(true)
  expect(matchesGlob('?', '😀')).toBe(true)
})
