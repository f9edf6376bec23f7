import { expect, test } from 'vitest'
import { block, blocks } from '../../test/net/from-text.ts'
import { formatRange } from './format.ts'
import type { Range } from './range.ts'
import { countAddresses, covers, gapsIn, intersect, merge, subtract } from './range-set.ts'

const shown = (ranges: readonly Range[]): string => ranges.map(formatRange).join(' ')

test.each([
  ['', ''],
  ['10.0.1.0/24 10.0.0.0/24', '10.0.0.0-10.0.1.255'],
  ['10.0.0.0/24 10.0.0.5 10.0.0.0/25', '10.0.0.0-10.0.0.255'],
  ['10.0.0.1-10.0.0.5 10.0.0.4-10.0.0.9 10.0.0.11', '10.0.0.1-10.0.0.9 10.0.0.11-10.0.0.11'],
  ['fd00::1 10.0.0.1 fd00::2', '10.0.0.1-10.0.0.1 fd00::1-fd00::2'],
  ['255.255.255.255 ::1:0:0', '255.255.255.255-255.255.255.255 ::1:0:0-::1:0:0'],
  ['255.255.255.255 ::', '255.255.255.255-255.255.255.255 ::-::'],
])('merge %s', (input, expected) => {
  expect(shown(merge(blocks(input)))).toBe(expected)
})

test('merging gives plain ranges, whatever was put in', () => {
  expect(merge(blocks('10.0.0.0/31'))).toEqual([{ family: 4, first: 0x0a00_0000n, last: 0x0a00_0001n }])
})

test.each([
  ['10.0.0.0/24', '', '10.0.0.0-10.0.0.255'],
  ['10.0.0.0/24', '10.0.0.0/24', ''],
  ['10.0.0.0/24', '10.0.0.0/8', ''],
  ['10.0.0.0/24', '10.0.0.0/25', '10.0.0.128-10.0.0.255'],
  ['10.0.0.0/24', '10.0.0.128/25', '10.0.0.0-10.0.0.127'],
  ['10.0.0.0/24', '10.0.0.5 10.0.0.7', '10.0.0.0-10.0.0.4 10.0.0.6-10.0.0.6 10.0.0.8-10.0.0.255'],
  ['10.0.0.0/24', '9.0.0.0/8 11.0.0.0/8 10.0.1.0', '10.0.0.0-10.0.0.255'],
  ['10.0.0.0/24 10.0.2.0/24', '10.0.0.255-10.0.2.0', '10.0.0.0-10.0.0.254 10.0.2.1-10.0.2.255'],
  ['10.0.0.0/24 fd00::/127', '10.0.0.1-10.0.0.255 fd00::', '10.0.0.0-10.0.0.0 fd00::1-fd00::1'],
  ['0.0.0.0/0', '::/0', '0.0.0.0-255.255.255.255'],
  ['::/0', '0.0.0.0/0', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['0.0.0.0/0', '255.255.255.255 0.0.0.0', '0.0.0.1-255.255.255.254'],
])('%s without %s', (input, excludes, expected) => {
  expect(shown(subtract(blocks(input), blocks(excludes)))).toBe(expected)
})

test('intersection, gaps, cover, count', () => {
  expect(shown(intersect(blocks('10.0.0.0/24 fd00::/64'), blocks('10.0.0.128/24 10.0.0.250-10.0.1.9 fd00::1')))).toBe(
    '10.0.0.0-10.0.0.255 fd00::1-fd00::1',
  )
  expect(shown(intersect(blocks('10.0.0.0/25'), blocks('10.0.0.100-10.0.0.200')))).toBe('10.0.0.100-10.0.0.127')
  expect(shown(gapsIn(block('10.0.0.0/29'), blocks('10.0.0.0 10.0.0.3-10.0.0.5')))).toBe('10.0.0.1-10.0.0.2 10.0.0.6-10.0.0.7')
  expect(covers(blocks('10.0.0.0/25 10.0.0.128/25'), block('10.0.0.5-10.0.0.200'))).toBe(true)
  expect(covers(blocks('10.0.0.0/25 10.0.0.129'), block('10.0.0.5-10.0.0.129'))).toBe(false)
  expect(covers([], block('10.0.0.5'))).toBe(false)
  expect(countAddresses(blocks('10.0.0.0/24 10.0.0.9 fd00::/127'))).toBe(258n)
  expect(countAddresses([])).toBe(0n)
})
