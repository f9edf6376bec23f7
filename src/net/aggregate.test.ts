import { expect, test } from 'vitest'
import { block } from '../../test/net/from-text.ts'
import { aggregate, asPrefix, prefixesOf } from './aggregate.ts'
import { formatPrefix } from './format.ts'

test.each([
  ['10.0.0.0-10.0.0.255', '10.0.0.0/24'],
  ['10.0.0.1-10.0.0.6', '10.0.0.1/32 10.0.0.2/31 10.0.0.4/31 10.0.0.6/32'],
  ['0.0.0.0-255.255.255.255', '0.0.0.0/0'],
  ['0.0.0.0-0.0.0.0', '0.0.0.0/32'],
  ['0.0.0.0-0.0.0.2', '0.0.0.0/31 0.0.0.2/32'],
  ['255.255.255.255-255.255.255.255', '255.255.255.255/32'],
  ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '::/0'],
  ['fd00::1-fd00::4', 'fd00::1/128 fd00::2/127 fd00::4/128'],
])('%s is %s', (text, prefixes) => {
  expect(prefixesOf(block(text)).map(formatPrefix).join(' ')).toBe(prefixes)
})

test('the worst ranges need 62 and 254 prefixes', () => {
  expect(prefixesOf({ family: 4, first: 1n, last: 2n ** 32n - 2n })).toHaveLength(62)
  expect(prefixesOf({ family: 6, first: 1n, last: 2n ** 128n - 2n })).toHaveLength(254)
})

test('aggregation joins what touches', () => {
  const input = ['10.0.1.0/24', 'fd00::/64', '10.0.0.0/25', '10.0.0.128/25', '10.0.0.7', '10.0.2.0/24'].map(block)
  expect(aggregate(input).map(formatPrefix)).toEqual(['10.0.0.0/23', '10.0.2.0/24', 'fd00::/64'])
  expect(aggregate([])).toEqual([])
})

test('a range is a prefix only if size and start fit', () => {
  const shown = (text: string): string | undefined => {
    const prefix = asPrefix(block(text))
    return prefix && formatPrefix(prefix)
  }
  expect(shown('10.0.0.0-10.0.0.255')).toBe('10.0.0.0/24')
  expect(shown('10.0.0.7')).toBe('10.0.0.7/32')
  expect(shown('10.0.0.1-10.0.0.2')).toBeUndefined()
  expect(shown('10.0.0.0-10.0.0.2')).toBeUndefined()
  expect(shown('::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')).toBe('::/0')
})
