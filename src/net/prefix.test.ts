import { expect, test } from 'vitest'
import { prefix } from '../../test/net/from-text.ts'
import { formatPrefix } from './format.ts'
import { hasHostBits, networkOf, prefixOf } from './prefix.ts'

test.each([
  ['10.1.2.3/8', true, '10.0.0.0/8'],
  ['10.0.0.0/8', false, '10.0.0.0/8'],
  ['10.0.0.1/31', true, '10.0.0.0/31'],
  ['10.0.0.1/32', false, '10.0.0.1/32'],
  ['2001:db8::1/64', true, '2001:db8::/64'],
  ['2001:db8::/64', false, '2001:db8::/64'],
])('%s has host bits: %s; its network is %s', (text, has, network) => {
  expect(hasHostBits(prefix(text))).toBe(has)
  expect(formatPrefix(networkOf(prefix(text)))).toBe(network)
  expect(networkOf(prefix(text))).toEqual(prefix(network))
})

test('a prefix without host bits is its own network', () => {
  const own = prefix('10.0.0.0/8')
  expect(networkOf(own)).toBe(own)
})

test('a prefix is made of an address and a length', () => {
  expect(prefixOf({ family: 6, value: 5n }, 127)).toEqual({ family: 6, address: 5n, length: 127, first: 4n, last: 5n })
})
